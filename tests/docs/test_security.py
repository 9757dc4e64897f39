"""What the page on security claims is proven by tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PAGE = (_ROOT / "docs/security.md").read_text("utf-8")
_NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", _PAGE)))


def _tests_in(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize("named", _NAMED)
def test_a_test_that_is_named_exists(named: str) -> None:
    path, _, name = named.partition("::")
    tests = _tests_in(_ROOT / path)
    assert name in tests if name else tests


def test_every_risk_has_a_row_with_a_test() -> None:
    rows = re.findall(r"^\| \*\*(API\d+)\*\* (.*) \|$", _PAGE, flags=re.MULTILINE)
    assert [risk for risk, _ in rows] == [f"API{number}" for number in range(1, 11)]
    for risk, row in rows:
        assert "`tests/" in row.rpartition("|")[2], risk


def test_the_fields_of_a_log_line_are_those_that_are_told() -> None:
    from tests.api.test_logs import _FIELDS  # noqa: PLC0415

    told = _PAGE.partition("## What is logged")[2].partition("## Secrets")[0]
    assert set(re.findall(r"`(\w+)`", told)) == _FIELDS
