"""Names of places as typed: one to a code, and a pasted list cut into names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linkreg.errors import AmbiguousRegionName, UnknownRegionName
from linkreg.reference import RegionLevel, bearers_of, resolve_region

_BETWEEN_PLACES = re.compile(r"[\r\n;]+|(?:^|(?<=\s))(?:[-*\N{BULLET}]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class ReadRegion:
    """A place name as read: its code, or why it is none and what it may mean."""

    code: str | None
    problem: str = ""
    candidates: tuple[str, ...] = ()


def read_region(text: str) -> ReadRegion:
    """Read a place name; blank text has no code and no problem of its own."""
    if not text.strip():
        return ReadRegion(None)
    try:
        return ReadRegion(resolve_region(text).code)
    except AmbiguousRegionName as error:
        return ReadRegion(text, error.message, tuple(name for _, name in error.candidates))
    except UnknownRegionName as error:
        return ReadRegion(text, error.message, error.nearest)


def cut_places(text: str) -> list[str]:
    """Cut a list at line ends, semicolons, bullets and commas, but not a place from its province."""
    lines = _BETWEEN_PLACES.split(text)
    return [place for line in lines for place in _cut_line(line)]


def _cut_line(line: str) -> Iterator[str]:
    parts = [part.strip() for part in line.split(",") if part.strip()]
    while parts:
        place = parts.pop(0)
        if parts and _is_province(parts[0]) and not _is_province(place):
            place = f"{place}, {parts.pop(0)}"
        yield place


def _is_province(name: str) -> bool:
    """Say whether a name is, first of all, a province's."""
    found = bearers_of(name)
    return bool(found) and found[0].level is RegionLevel.PROVINCE
