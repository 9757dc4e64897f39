"""Reading the tables of a page of the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"

_RULE = re.compile(r"\|(\s*:?-+:?\s*\|)+")


def section(page: str, heading: str) -> str:
    """Return what stands below a heading, down to the next one."""
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, f"the heading {heading!r} is missing"
    return found[1]


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of every row but the titles."""
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("|") and not _RULE.fullmatch(line) and not _RULE.fullmatch(following):
            yield [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def code_in(cell: str) -> str:
    """Return the one thing in backticks with which a cell begins."""
    found = re.match(r"`([^`]+)`", cell)
    assert found is not None, f"a row must begin with its name in backticks: {cell!r}"
    return found[1]
