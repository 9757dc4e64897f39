"""The JSON Schema accepts the files we ship and refuses what reading would refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from linkreg.eligibility.json_schema import ruleset_json_schema
from linkreg.plain_yaml import PlainYamlError, load_plain_yaml
from tests.eligibility.test_loading import BROKEN, FOLDER, SMALL

_VALIDATOR = Draft202012Validator(
    ruleset_json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)

#: What only reading can find, and why a JSON Schema cannot.
_BEYOND = {
    "url-not-https": "a format knows web addresses, not that only https will do",
    "citation-url-not-https": "a format knows web addresses, not that only https will do",
    "in-force-ends-before-it-starts": "two days are compared",
    "criterion-conditional-without-condition": "two fields depend on each other",
    "criterion-condition-without-conditional": "two fields depend on each other",
    "criterion-scope-needs-package": "a field depends on every check",
    "criterion-key-twice": "keys of different criteria are compared",
    "legal-form-twice": "uniqueness is ours to check, not a rule of the field",
    "documents-twice": "uniqueness is ours to check, not a rule of the field",
    "headcount-leading-zero": "an editor has made 10 of 010 before the schema sees it",
}

#: Files that an editor cannot even read.
_UNREADABLE = {path.stem for path in BROKEN if path.stem.startswith("yaml-")}


def _typed(value: Any) -> Any:
    """Give values the types an editor sees: true is a boolean, 3 a number."""
    if isinstance(value, dict):
        return {key: _typed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_typed(part) for part in value]
    return {"true": True, "false": False}.get(value, int(value) if value.isdecimal() else value)


def _errors(text: str) -> list[str]:
    return [error.message for error in _VALIDATOR.iter_errors(_typed(load_plain_yaml(text)))]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(ruleset_json_schema())


@pytest.mark.parametrize(
    "path", [*sorted(FOLDER.glob("*.yaml")), SMALL], ids=lambda path: path.stem
)
def test_the_files_we_ship_are_accepted(path: Path) -> None:
    assert _errors(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_mistake_is_refused_while_one_types_or_known_to_pass(path: Path) -> None:
    if path.stem in _UNREADABLE:
        with pytest.raises(PlainYamlError):
            _errors(path.read_text("utf-8"))
    else:
        assert bool(_errors(path.read_text("utf-8"))) is not (path.stem in _BEYOND)


def test_only_broken_files_that_there_are_are_known_to_pass() -> None:
    assert set(_BEYOND) <= {path.stem for path in BROKEN} - _UNREADABLE
