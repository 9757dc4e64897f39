"""YAML as text: what was written is what is read."""

from __future__ import annotations

import pytest

from linkreg.plain_yaml import PlainYamlError, load_plain_yaml


@pytest.mark.parametrize(
    "written", ["010", "no", "1e3", "2026-01-01", "~", "0x1F", "1_000", "null"]
)
def test_a_scalar_stays_the_text_it_was(written: str) -> None:
    assert load_plain_yaml(f"a: {written}") == {"a": written}


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\na: 2", 2), ("x:\n  b: 1\n  c: 2\n  b: 3", 4), ("- {a: 1, a: 1}", 1)]
)
def test_a_repeated_key_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(PlainYamlError, match=f"baris {line}: kunci"):
        load_plain_yaml(text)


@pytest.mark.parametrize("text", ["a: [1", "a: 'b", "\tb: 1", "a: *x", "a: b: c"])
def test_what_is_not_yaml_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(PlainYamlError, match="baris"):
        load_plain_yaml(text)


def test_nothing_is_built_but_text() -> None:
    assert load_plain_yaml("a: !!python/object/apply:os.system [x]") == {"a": ["x"]}
