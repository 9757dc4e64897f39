"""The JSON Schema accepts the files we ship and refuses what reading would refuse."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from linkreg.eligibility.json_schema import ruleset_json_schema
from linkreg.plain_yaml import PlainYamlError, load_plain_yaml
from tests.eligibility.test_loading import FOLDER, MISTAKES, SOUND

_VALIDATOR = Draft202012Validator(
    ruleset_json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)

#: What only reading can find.
_BEYOND = {
    "a key that repeats",
    "not YAML at all",
    "a text that ends before it starts",
    "a condition without conditional",
    "two criteria with one key",
    "a link without https",
}


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


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_files_we_ship_are_accepted(path: Any) -> None:
    assert _errors(path.read_text("utf-8")) == []


@pytest.mark.parametrize("name", [name for name in MISTAKES if name not in _BEYOND])
def test_a_mistake_is_refused_while_one_types(name: str) -> None:
    old, new, _ = MISTAKES[name]
    assert _errors(SOUND.replace(old, new, 1))


@pytest.mark.parametrize("name", sorted(_BEYOND))
def test_what_only_reading_finds_is_known(name: str) -> None:
    old, new, _ = MISTAKES[name]
    try:
        assert _errors(SOUND.replace(old, new, 1)) == []
    except PlainYamlError:
        assert name in {"a key that repeats", "not YAML at all"}
