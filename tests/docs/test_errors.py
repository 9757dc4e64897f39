"""``docs/errors.md``: every code that a caller can meet, with its status, and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from werkzeug import exceptions

import api.app  # noqa: F401 - every error class of ours is loaded
from api.errors import status_of
from api.health import _BEHIND
from api.problem import _CODES, HTTP_MESSAGES, UNEXPECTED_CODE
from linkreg.errors import LinkregError
from tests.docs import codes
from tests.docs.tables import DOCS, code_in, rows, section

_PAGE = (DOCS / "errors.md").read_text("utf-8")

_ERRORS = "## Errors"
_REFUSALS = "## Requests that nothing answers"
_MISTAKES = "## Mistakes"


def _documented(heading: str) -> dict[str, list[str]]:
    """Return the cells after the code, by code; a code told twice is a mistake."""
    listed = [(code_in(cells[0]), cells[1:]) for cells in rows(section(_PAGE, heading))]
    told = dict(listed)
    assert len(told) == len(listed), f"docs/errors.md, {heading!r}: a code stands there twice"
    return told


def _below(kind: type[LinkregError]) -> Iterator[type[LinkregError]]:
    for child in kind.__subclasses__():
        if child.__module__.partition(".")[0] in {"linkreg", "api"}:
            yield child
            yield from _below(child)


def _status(kind: type[LinkregError]) -> int:
    return int(status_of(kind.__new__(kind)))


def _refusals() -> dict[str, int]:
    """Return the codes with which the server, the edge and Flask refuse, and their statuses."""
    ours = {code: status for status, code in _CODES.items()} | {UNEXPECTED_CODE: 500, _BEHIND: 503}
    flask = {
        exceptions.default_exceptions[status]().name.lower().replace(" ", "_"): status
        for status in (*HTTP_MESSAGES, *_raised())
    }
    return {**flask, **ours, **dict.fromkeys(codes.codes_of_refusals(), 400)}


def _raised() -> Iterator[int]:
    """Yield the statuses of those of werkzeug's exceptions that a module of ours imports."""
    for _, tree in codes.sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "werkzeug.exceptions":
                kinds = (getattr(exceptions, alias.name) for alias in node.names)
                yield from (
                    kind.code for kind in kinds if kind.code in exceptions.default_exceptions
                )


def _row(heading: str, *cells: object) -> str:
    line = "| " + " | ".join(str(cell) for cell in cells) + " |"
    return f"docs/errors.md, in the table under {heading!r}, add the row\n{line}"


def test_every_error_of_the_tree_is_told_with_its_status() -> None:
    told = _documented(_ERRORS)
    for kind in _below(LinkregError):
        hint = _row(_ERRORS, f"`{kind.code}`", _status(kind), kind.__doc__, "what to do next")
        assert kind.code in told, hint
        assert told[kind.code][0] == str(_status(kind)), hint
    surplus = set(told) - {kind.code for kind in _below(LinkregError)}
    assert not surplus, f"docs/errors.md, {_ERRORS!r}: no error has the code {surplus}"


def test_every_refusal_is_told_with_its_status() -> None:
    told = _documented(_REFUSALS)
    for code, status in _refusals().items():
        if code in _documented(_ERRORS):
            continue
        hint = _row(_REFUSALS, f"`{code}`", status, "meaning", "what to do next")
        assert code in told, hint
        assert told[code][0] == str(status), hint
    assert not set(told) - set(_refusals()), set(told) - set(_refusals())


def test_every_code_of_a_mistake_is_told() -> None:
    told = _documented(_MISTAKES)
    given = codes.codes_of_mistakes()
    above = set(_documented(_ERRORS))
    for code, place in given.items():
        hint = _row(_MISTAKES, f"`{code}`", "meaning", "what to do next")
        assert code in told or code in above, f"{hint}\n(given in {place})"
    assert not set(told) - set(given), f"docs/errors.md, {_MISTAKES!r}: {set(told) - set(given)}"


@pytest.mark.parametrize("heading", [_ERRORS, _REFUSALS, _MISTAKES])
def test_every_code_says_what_it_means_and_what_to_do(heading: str) -> None:
    width = 2 if heading == _MISTAKES else 3
    for code, cells in _documented(heading).items():
        assert len(cells) == width, f"{code}: {width} cells beside the code, not {len(cells)}"
        assert all(cells), f"{code}: an empty cell"


def test_codes_that_are_written_out_kept_in_a_name_or_handed_on_are_found() -> None:
    source = (
        'KIND = "kept"\n'
        'def _no(pointer, code):\n    return Mistake(pointer, code, "x")\n'
        'def use():\n    _no("", "handed_on")\n    Mistake("", KIND, "x")\n'
        '    CodedMessage("written_out", "x")\n    Mistake("", error.code, "x")\n'
    )
    assert {code for code, _ in codes.given("x.py", ast.parse(source))} == {
        "kept",
        "handed_on",
        "written_out",
    }


def test_a_code_that_is_put_together_is_told_to_be_written_out() -> None:
    with pytest.raises(AssertionError, match="write the code out"):
        list(codes.given("x.py", ast.parse('Mistake("", "invalid_" + name, "x")')))
