"""Regions as people ask for them: by a name as they write it, by province, by code."""

from __future__ import annotations

from dataclasses import dataclass

from linkreg.errors import (
    AmbiguousRegionName,
    NotFound,
    UnknownCode,
    UnknownRegionName,
)
from linkreg.reference import Region, all_regions, covers, get_region, resolve_region
from linkreg.schemas.listing import RegionsQuery


@dataclass(frozen=True, slots=True)
class FoundRegions:
    """Regions in the order of codes; ``suggestions`` are names like one that no region bears."""

    regions: tuple[Region, ...]
    suggestions: tuple[str, ...] = ()


def find_regions(query: RegionsQuery) -> FoundRegions:
    """Return the regions asked for: one for a clear name, all candidates for an ambiguous one."""
    found = FoundRegions(all_regions()) if query.q is None else _named(query.q)
    if query.province is None:
        return found
    inside = tuple(region for region in found.regions if _lies_in(region, query.province))
    return FoundRegions(inside, found.suggestions)


def get(code: str) -> Region:
    """Return a region by its code; raise ``NotFound``."""
    try:
        return get_region(code)
    except UnknownCode as error:
        raise NotFound(error.message) from None


def _named(name: str) -> FoundRegions:
    try:
        return FoundRegions((resolve_region(name),))
    except AmbiguousRegionName as error:
        return FoundRegions(tuple(get_region(code) for code, _ in error.candidates))
    except UnknownRegionName as error:
        return FoundRegions((), error.nearest)


def _lies_in(region: Region, province_code: str) -> bool:
    return region.code != province_code and covers(province_code, region.code)
