"""``docs/settings.md``: every setting with its default, an example that is taken, and no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields

import pytest

from api.exposure import check_secrets
from linkreg.settings import PREFIX, Settings, load_settings
from tests.docs.tables import DOCS

_PAGE = (DOCS / "settings.md").read_text("utf-8")
_README = (DOCS.parent / "README.md").read_text("utf-8")

_ENTRY = re.compile(
    rf"^### `({PREFIX}\w+)`\nDefault: (?:`([^`]+)`|none)\. Example: `([^`]+)`\n\n(.+?)(?=^#|\Z)",
    re.MULTILINE | re.DOTALL,
)
_DEFAULTS = {PREFIX + one.name.upper(): getattr(Settings(), one.name) for one in fields(Settings)}
_TOLD = {name: (default, example, text) for name, default, example, text in _ENTRY.findall(_PAGE)}


def _written(default: object) -> str:
    """Return a default as it would be written in the environment; empty where there is none."""
    if isinstance(default, bool):
        return str(int(default))
    if default is None or (isinstance(default, Sequence) and not default):
        return ""
    return str(default)


@pytest.mark.parametrize("name", _DEFAULTS)
def test_every_setting_is_told_with_its_default(name: str) -> None:
    default = f"`{_written(_DEFAULTS[name])}`" if _written(_DEFAULTS[name]) else "none"
    hint = (
        f"docs/settings.md, below the heading that fits, add\n### `{name}`\n"
        f"Default: {default}. Example: `...`\n\nWhat it means, and what follows from changing it."
    )
    assert name in _TOLD, hint
    assert _TOLD[name][0] == _written(_DEFAULTS[name]), hint


def test_no_other_setting_is_told() -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", _PAGE))
    assert named == set(_DEFAULTS)
    assert len(_ENTRY.findall(_PAGE)) == len(re.findall(rf"^#+ .*{PREFIX}", _PAGE, re.MULTILINE))


@pytest.mark.parametrize("name", _TOLD)
def test_every_example_is_taken_and_changes_something(name: str) -> None:
    settings = load_settings({name: _TOLD[name][1]})
    assert settings != Settings()
    check_secrets(settings)


@pytest.mark.parametrize("name", _TOLD)
def test_the_short_table_of_the_readme_tells_the_same_default(name: str) -> None:
    row = re.search(rf"^\| `{name}` \| (?:`([^`]*)`)? ?\|", _README, re.MULTILINE)
    assert row is not None, f"README.md, in the table of settings, add\n| `{name}` | | ... |"
    assert (row[1] or "") == _TOLD[name][0]
