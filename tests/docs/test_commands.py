"""``docs/commands.md``: every command as it is called, with every option, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from linkreg.cli import main
from tests.docs.tables import DOCS, code_in, rows

_PAGE = (DOCS / "commands.md").read_text("utf-8")
_ROWS = {" ".join(code_in(cells[0]).split(" --")[0].split()): cells for cells in rows(_PAGE)}


def _commands(command: click.Command, *names: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield _usage(command, names), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from _commands(inner, *names, name)


def _usage(command: click.Command, names: tuple[str, ...]) -> str:
    """Return how a command is called, with its arguments and without its options."""
    pieces = command.collect_usage_pieces(click.Context(command))
    return " ".join(["linkreg", *names, *(one for one in pieces if one != "[OPTIONS]")])


_COMMANDS = dict(_commands(main))


def _options(command: click.Command, *, required: bool) -> set[str]:
    shown = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    options = [one for one in shown if one.required == required]
    return {name for one in options for name in (*one.opts, *one.secondary_opts)}


def _hint(usage: str) -> str:
    """Return the row to add: the required options in its first cell, the others in its second."""
    command = _COMMANDS[usage]
    call = " ".join([usage, *(f"{one} ..." for one in sorted(_options(command, required=True)))])
    options = "; ".join(f"`{one}` ..." for one in sorted(_options(command, required=False)))
    group = usage.split()[1]
    return (
        f"docs/commands.md, in the table where {group!r} belongs, let this row stand\n"
        f"| `{call}` | {command.get_short_help_str(80)} {options} |"
    )


@pytest.mark.parametrize("usage", _COMMANDS)
def test_every_command_is_told_with_all_its_options(usage: str) -> None:
    assert usage in _ROWS, _hint(usage)
    call, meaning = _ROWS[usage]
    command = _COMMANDS[usage]
    assert set(re.findall(r"--[a-z-]+", call)) == _options(command, required=True), _hint(usage)
    told = set(re.findall(r"`(--[a-z-]+)", meaning))
    assert told == _options(command, required=False), _hint(usage)


def test_no_other_command_is_told() -> None:
    surplus = set(_ROWS) - set(_COMMANDS)
    assert not surplus, f"docs/commands.md: take out or mend the rows of {sorted(surplus)}"
    assert len(list(rows(_PAGE))) == len(_ROWS), "docs/commands.md: a command stands there twice"


def _named() -> Iterator[tuple[str, str]]:
    """Yield every command that a page names in its text, with the page."""
    for page in sorted(DOCS.rglob("*.md")):
        for called in re.findall(r"`(linkreg [a-z][^`]*)`", page.read_text("utf-8")):
            yield page.relative_to(DOCS).as_posix(), called


@pytest.mark.parametrize(("page", "called"), sorted(set(_named())))
def test_a_command_named_on_any_page_exists(page: str, called: str) -> None:
    command: click.Command = main
    words = called.split()[1:]
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, f"docs/{page}: `{called}`"
        command = found
    options = {word for word in words if word.startswith("--")}
    assert options <= {*_options(command, required=True), *_options(command, required=False)}
