"""Every page of the documentation: short, reachable from the README, and without a dead link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_DOCS = sorted((_ROOT / "docs").rglob("*.md"))
_PAGES = [_ROOT / "README.md", *_DOCS]

#: Lines; a longer page is two pages.
_LONGEST = 300


def _targets(page: Path) -> set[tuple[Path, str]]:
    """Return where a page leads within the repository: the file and the heading."""
    links = re.findall(r"\]\((?!https?:)([^)\s]*)\)", page.read_text("utf-8"))
    split = (link.partition("#") for link in links)
    return {((page.parent / file).resolve() if file else page, mark) for file, _, mark in split}


def _marks(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as they are made from their words."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def _name(page: Path) -> str:
    return page.relative_to(_ROOT).as_posix()


@pytest.mark.parametrize("page", _PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target, mark in _targets(page):
        assert target.exists(), f"{_name(page)}: {target.name} is not there"
        assert not mark or mark in _marks(target), f"{_name(page)}: {target.name}#{mark}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [_ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        linked = {target for target, _ in _targets(page) if target.suffix == ".md"}
        waiting += sorted(linked - reached)
    lost = [_name(page) for page in _DOCS if page not in reached]
    assert not lost, f"link them from README.md or from a page that it leads to: {lost}"


@pytest.mark.parametrize("page", _DOCS, ids=_name)
def test_no_page_is_long(page: Path) -> None:
    lines = len(page.read_text("utf-8").splitlines())
    assert lines <= _LONGEST, f"{_name(page)} has {lines} lines: make two pages of it"
