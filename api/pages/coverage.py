"""``/cakupan``: by field of government and place, how many there are and where nobody is.

The parameters are those of ``/v1/statistics/coverage``. Without a field chosen it is a table of fields
and regions; with one it is the list of its regions.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for

from api.errors import InvalidRequest
from api.identity import registry
from api.pages.addresses import search_address
from api.pages.formats import urusan_name
from api.pages.maps import DotMap, draw_map, places_within
from api.pages.problems import problems_of
from linkreg.errors import InvalidInput
from linkreg.reference import all_urusan, get_region, provinces
from linkreg.schemas.coverage import CoverageQuery, load_coverage_query
from linkreg.search import SearchQuery
from linkreg.services.coverage import Count, Coverage, write_csv
from linkreg.vocabulary import Basis

blueprint = Blueprint("coverage", __name__)

#: What stands for a region and a field in the pattern of an address; no code looks like these.
_REGION, _URUSAN = "REGION", "URUSAN"


@dataclass(frozen=True, slots=True)
class Place:
    """A region or a field with its counts; ``inside`` is its own coverage, where it has one.

    ``published`` and ``qualified`` lead to the lists that are counted; empty where there is none.
    """

    code: str
    name: str
    count: Count
    inside: str = ""
    published: str = ""
    qualified: str = ""
    gaps: int = 0


@blueprint.get("/cakupan")
def show() -> tuple[str, int]:
    """Show the table or the list; parameters that are wrong are named, and all is shown instead."""
    try:
        return _render(registry().coverage(load_coverage_query(_given()))), 200
    except InvalidInput as error:
        return _render(registry().coverage(), error), 400


@blueprint.get("/cakupan.csv")
def save() -> Response:
    """Answer the same numbers as CSV, also where nobody is."""
    try:
        coverage = registry().coverage(load_coverage_query(_given()))
    except InvalidInput as error:
        raise InvalidRequest(error.message, error.mistakes) from error
    saved = Response(write_csv(coverage), mimetype="text/csv")
    saved.headers.set("Content-Disposition", "attachment", filename="cakupan.csv")
    return saved


def _given() -> dict[str, Any]:
    """Return the parameters; one that is there twice stays a list, which is refused."""
    return {
        name: values[0] if len(values) == 1 else values for name, values in request.args.lists()
    }


def _render(coverage: Coverage, error: InvalidInput | None = None) -> str:
    query, lists = coverage.query, _Lists(coverage)
    return render_template(
        "coverage.html",
        coverage=coverage,
        query=query,
        problems=problems_of(error),
        map=_map(coverage, lists),
        regions=_regions(coverage, lists),
        fields=_fields(coverage, lists),
        cells=_cells(coverage, lists),
        everything=lists.of(Place("", "", coverage.total), query.region, query.urusan),
        empty_seats=_empty_seats(coverage),
        choices=([it for it in all_urusan() if it.is_affair], provinces()),
        csv=_address(query, "pages.coverage.save"),
        wider=_address(replace(query, region=None)),
        whole=_address(replace(query, urusan=None)),
    )


def _address(query: CoverageQuery, endpoint: str = "pages.coverage.show") -> str:
    """Return the address of a coverage; what every page takes for granted is left out."""
    basis = None if query.basis is Basis.VERIFIED else query.basis.value
    asked = {
        "urusan": query.urusan,
        "region": query.region,
        "qualified_on": query.qualified_on,
        "basis": basis,
    }
    encoded = urlencode({name: value for name, value in asked.items() if value})
    return url_for(endpoint) + (f"?{encoded}" if encoded else "")


@dataclass(frozen=True, slots=True)
class _Lists:
    """Addresses of the lists that are counted: there are thousands, so the long way is gone once."""

    coverage: Coverage
    patterns: dict[tuple[bool, ...], str] = field(default_factory=dict)

    def address(self, region: str | None, urusan: str | None, *, qualified: bool = False) -> str:
        """Return the address of the search for a region and a field, either of which may be all."""
        kind = (region is not None, urusan is not None, qualified)
        if kind not in self.patterns:
            self.patterns[kind] = self._pattern(*kind)
        found = self.patterns[kind].replace(_REGION, region or "")
        return found.replace(_URUSAN, urusan or "")

    def _pattern(self, region: bool, urusan: bool, qualified: bool) -> str:
        asked = SearchQuery(
            regions=(_REGION,) if region else (),
            urusan=(_URUSAN,) if urusan else (),
            basis=self.coverage.query.basis,
            qualified_on=self.coverage.on if qualified else None,
        )
        return search_address(asked)

    def of(self, place: Place, region: str | None, urusan: str | None) -> Place:
        """Return a place with the lists that its counts are of."""
        count = place.count
        return replace(
            place,
            published=self.address(region, urusan) if count.published else "",
            qualified=self.address(region, urusan, qualified=True) if count.qualified else "",
        )


def _regions(coverage: Coverage, lists: _Lists) -> list[Place]:
    """Return the regions in the order of codes; those who sit in a province alone have no list."""
    query = coverage.query
    places = []
    for code, count in coverage.regions.items():
        inside = "" if query.region else _address(replace(query, region=code))
        place = Place(code, get_region(code).name, count, inside)
        places.append(place if code == query.region else lists.of(place, code, query.urusan))
    return places


def _fields(coverage: Coverage, lists: _Lists) -> list[Place]:
    query = coverage.query
    fields = []
    for row in coverage.rows:
        inside = _address(replace(query, urusan=row.urusan))
        gaps = sum(code != query.region for code in row.gaps)
        place = Place(row.urusan, urusan_name(row.urusan), row.total, inside, gaps=gaps)
        fields.append(lists.of(place, query.region, row.urusan))
    return fields


def _cells(coverage: Coverage, lists: _Lists) -> list[list[tuple[Count, str]]]:
    """Return the counts of each field by region, each with the list it is of."""
    alone = coverage.query.region
    return [
        [
            (count, lists.address(region, row.urusan) if region != alone else "")
            for region, count in row.regions.items()
        ]
        for row in coverage.rows
    ]


def _empty_seats(coverage: Coverage) -> tuple[int, int]:
    """Return in how many kabupaten and kota nobody sits, and of how many."""
    seats = places_within(coverage.query.region)
    return sum(it.code not in coverage.seats for it in seats), len(seats)


def _map(coverage: Coverage, lists: _Lists) -> DotMap | None:
    query = coverage.query

    def address(code: str) -> str:
        if query.region is None:
            return _address(replace(query, region=code))
        return lists.address(code, query.urusan)

    return draw_map(
        {code: count.published for code, count in coverage.seats.items()},
        address,
        province=query.region,
        inner={code: count.qualified for code, count in coverage.seats.items()},
    )
