"""What a search made of the words typed: places to narrow it to, and the one organization named."""

from __future__ import annotations

from dataclasses import dataclass

from api import messages
from api.pages.addresses import changed
from api.pages.facets import toggled
from linkreg.reference import RegionLevel, covers, display_name, get_region
from linkreg.search import SearchQuery
from linkreg.services.catalogue import ResultPage


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A place named in the words, and the address of the same search within it."""

    label: str
    address: str


def narrowings_of(query: SearchQuery, regions: tuple[str, ...]) -> list[Narrowing]:
    """Return a filter to add for each place named, unless the search is already within it."""
    return [
        Narrowing(
            messages.ONLY_IN.format(place=_place_name(code)),
            changed(query, regions=toggled(query.regions, code)),
        )
        for code in regions
        if not any(covers(code, chosen) for chosen in query.regions)
    ]


def _place_name(code: str) -> str:
    region = get_region(code)
    return display_name(code) if region.level is RegionLevel.PROVINCE else region.name


def named_alone(found: ResultPage) -> str | None:
    """Return the id of the organization named when nothing else was asked: the page jumps there."""
    query = found.query
    asked = SearchQuery(
        text=query.text, as_of=query.as_of, facets=query.facets, highlight=query.highlight
    )
    return found.match.id if found.match and query == asked else None
