"""What our conventions promise of the whole code, looked up in the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_MODULES = sorted(
    path
    for package in ("linkreg", "search_index", "api", "fixtures")
    for path in (_ROOT / package).rglob("*.py")
)
_CODE = [path for path in _MODULES if "versions" not in path.parts]


def _name(path: Path) -> str:
    return str(path.relative_to(_ROOT))


@pytest.mark.parametrize("path", _CODE, ids=_name)
def test_only_the_clock_reads_the_clock(path: Path) -> None:
    if _name(path) == "linkreg/clock.py":
        return
    assert not re.search(r"(?<!def )\b(now|today|utcnow)\(", path.read_text("utf-8"))


@pytest.mark.parametrize("path", _CODE, ids=_name)
def test_no_module_is_longer_than_400_lines_and_no_function_than_60(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 60, node.name


@pytest.mark.parametrize("path", _CODE, ids=_name)
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "manager", "misc"}


@pytest.mark.parametrize("path", _CODE, ids=_name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
