"""Where organizations are and where nobody is: counts by field of government and by place.

Exact, and from one state of the index: each number is the total of the search that asks the same.
An organization counts where it sits, in each of its fields, and once in every total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from linkreg import journal
from linkreg.eligibility import RulesetLibrary
from linkreg.reference import all_urusan, display_name, get_urusan, provinces, regencies
from linkreg.schemas.coverage import CoverageQuery
from linkreg.search import SearchEngine, SearchQuery, Tabulation
from linkreg.search.matching import province_of
from linkreg.services.catalogue import prepared
from linkreg.services.exports import BYTE_ORDER_MARK, csv_line
from linkreg.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Count:
    """How many organizations are published, and how many of them qualify on the day."""

    published: int = 0
    qualified: int = 0


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A field of government: how many work in it, and how many of them sit in each region."""

    urusan: str
    total: Count
    regions: Mapping[str, Count]

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return the regions in which nobody works in it."""
        return _empty(self.regions)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole table, as of the day ``on``.

    ``regions`` are the provinces, or the kabupaten and kota of the one asked for (and that province
    itself for those who name no place in it, if there are any). ``seats`` are the regions, as profiles
    name them, in which somebody sits.
    """

    query: CoverageQuery
    on: date
    total: Count
    regions: Mapping[str, Count]
    rows: tuple[CoverageRow, ...]
    seats: Mapping[str, Count]
    position: int
    journal_position: int

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return the regions in which nobody sits."""
        return _empty(self.regions)


@dataclass(frozen=True, slots=True)
class _Table:
    """What one search counts, by urusan and by the regions shown."""

    total: int
    urusan: Mapping[str, int]
    regions: Mapping[str, int]
    cells: Mapping[tuple[str, str], int]


def cover(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, query: CoverageQuery
) -> Coverage:
    """Count what is published by urusan and region; raise ``InvalidInput`` for a day without law."""
    on = query.qualified_on or tx.today
    qualified = prepared(tx, rulesets, _asked(query, on))
    found = engine.tabulate([replace(qualified, qualified_on=None), qualified])
    published, qualifying = (_shown(table, query.region) for table in found)

    def count(of: str, key: object) -> Count:
        return Count(*(getattr(table, of).get(key, 0) for table in (published, qualifying)))

    regions = _regions(query.region, published.regions)
    rows = (
        CoverageRow(
            urusan,
            count("urusan", urusan),
            {region: count("cells", (urusan, region)) for region in regions},
        )
        for urusan in _urusan(query.urusan, published.urusan)
    )
    return Coverage(
        query=query,
        on=on,
        total=Count(published.total, qualifying.total),
        regions={region: count("regions", region) for region in regions},
        rows=tuple(rows),
        seats={
            region: Count(number, found[1].regions.get(region, 0))
            for region, number in found[0].regions.items()
        },
        position=found[0].position,
        journal_position=journal.position(tx.session),
    )


def _asked(query: CoverageQuery, on: date) -> SearchQuery:
    return SearchQuery(
        regions=(query.region,) if query.region else (),
        urusan=(query.urusan,) if query.urusan else (),
        qualified_on=on,
        basis=query.basis,
    )


def _shown(table: Tabulation, province: str | None) -> _Table:
    """Return the counts by the regions shown: as they are within a province, else by province."""
    if province:
        return _Table(table.total, table.urusan, table.regions, table.cells)
    provinces_of = {region: province_of(region) for region in table.regions}
    regions: dict[str, int] = defaultdict(int)
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for region, count in table.regions.items():
        regions[provinces_of[region]] += count
    for (urusan, region), count in table.cells.items():  # ten thousand and more
        cells[urusan, provinces_of[region]] += count
    return _Table(table.total, table.urusan, regions, cells)


def _regions(province: str | None, counted: Mapping[str, int]) -> list[str]:
    if province is None:
        return [region.code for region in provinces()]
    inside = [region.code for region in regencies(province)]
    return [*inside, province] if counted.get(province) else inside


def _urusan(chosen: str | None, counted: Mapping[str, int]) -> list[str]:
    """Return the affairs of the law, and of the supporting functions those that somebody named."""
    if chosen:
        return [chosen]
    return [it.code for it in all_urusan() if it.is_affair or counted.get(it.code)]


def _empty(counts: Mapping[str, Count]) -> tuple[str, ...]:
    return tuple(code for code, count in counts.items() if not count.published)


_HEADER = (
    *("kode_urusan", "urusan", "kode_wilayah", "wilayah"),
    *("tayang", "memenuhi_syarat", "memenuhi_syarat_pada", "dasar"),
)


def write_csv(coverage: Coverage) -> str:
    """Return the table as CSV, a line for each field and region, also where nobody is."""
    return BYTE_ORDER_MARK + "".join(map(csv_line, (_HEADER, *_lines(coverage))))


def _lines(coverage: Coverage) -> Iterator[Sequence[str]]:
    day, basis = coverage.on.isoformat(), coverage.query.basis.value
    names = {region: display_name(region) for region in coverage.regions}
    for row in coverage.rows:
        urusan = get_urusan(row.urusan).name
        for region, count in row.regions.items():
            counts = (str(count.published), str(count.qualified))
            yield row.urusan, urusan, region, names[region], *counts, day, basis
