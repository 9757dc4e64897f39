"""Coverage: each number is what the search for it finds, and whoever is missing is missing there."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from fixtures.generator import generate
from fixtures.loading import load
from linkreg import Registry
from linkreg.errors import InvalidInput
from linkreg.reference import regencies
from linkreg.schemas.coverage import CoverageQuery
from linkreg.services.coverage import Count, Coverage, write_csv
from linkreg.vocabulary import Basis, OrganizationStatus

TODAY = date(2026, 11, 20)


def _add(registry: Registry, region: str, *urusan: str, published: bool = True) -> None:
    status = OrganizationStatus.PUBLISHED if published else OrganizationStatus.SUBMITTED
    data = {"name": "Yayasan Contoh", "region": region, "urusan": list(urusan)}
    registry.register(data, status=status)


def _row(coverage: Coverage, urusan: str) -> dict[str, Count]:
    (row,) = (row for row in coverage.rows if row.urusan == urusan)
    return {region: count for region, count in row.regions.items() if count.published}


@pytest.fixture(params=list(Basis))
def basis(request: pytest.FixtureRequest) -> Basis:
    return request.param


def test_every_number_is_the_total_of_the_search_that_asks_the_same(
    registry: Registry, basis: Basis
) -> None:
    for _ in load(registry, generate(60, 20, TODAY)):
        pass

    def found(**asked: object) -> Count:
        plain = {name: [value] for name, value in asked.items() if value}
        day = {"qualified_on": "2026-11-20", "basis": basis.value}
        totals = (registry.search("", limit=1, **plain, **more).page.total for more in ({}, day))
        return Count(*totals)

    qualified = 0
    for province in (None, "73", "32"):
        table = registry.coverage(CoverageQuery(basis=basis, region=province))
        assert table.on == TODAY
        assert table.total == found(region=province)
        assert table.regions == {region: found(region=region) for region in table.regions}
        for row in table.rows:
            assert row.total == found(region=province, urusan=row.urusan)
            for region, count in row.regions.items():
                if count.published or row.urusan == "1.02":
                    assert count == found(region=region, urusan=row.urusan)
        qualified += table.total.qualified
    assert qualified > 0


def test_provinces_sum_up_and_one_of_them_opens_into_its_places(registry: Registry) -> None:
    _add(registry, "73.71", "1.02", "1.06")
    _add(registry, "73.06", "1.02")
    _add(registry, "11.01", "1.02")
    nation = registry.coverage()
    assert _row(nation, "1.02") == {"73": Count(2), "11": Count(1)}
    assert (nation.total, nation.regions["73"], len(nation.regions)) == (Count(3), Count(2), 38)
    assert nation.seats == {"73.71": Count(1), "73.06": Count(1), "11.01": Count(1)}
    inside = registry.coverage(region="73")
    assert _row(inside, "1.02") == {"73.71": Count(1), "73.06": Count(1)}
    assert list(inside.regions) == [region.code for region in regencies("73")]
    assert inside.total == Count(2)


def test_gaps_are_where_nobody_is(registry: Registry) -> None:
    _add(registry, "73.71", "1.02")
    _add(registry, "73.06", "1.06")
    nation = registry.coverage(region="73")
    assert {"73.71", "73.06"}.isdisjoint(nation.gaps)
    assert len(nation.gaps) == 22
    gaps = {row.urusan: row.gaps for row in nation.rows}
    assert "73.06" in gaps["1.02"]
    assert "73.71" not in gaps["1.02"]
    assert len(gaps["2.08"]) == 24


def test_one_field_alone_counts_who_works_in_it(registry: Registry) -> None:
    _add(registry, "73.71", "1.02", "1.06")
    _add(registry, "73.06", "1.06")
    table = registry.coverage(urusan="1.02")
    assert [row.urusan for row in table.rows] == ["1.02"]
    assert (table.total, table.regions["73"]) == (Count(1), Count(1))
    assert table.seats == {"73.71": Count(1)}


def test_who_names_no_place_in_a_province_stands_under_the_province(registry: Registry) -> None:
    _add(registry, "73", "1.02")
    inside = registry.coverage(region="73")
    assert list(inside.regions)[-1] == "73"
    assert _row(inside, "1.02") == {"73": Count(1)}
    assert "32" not in registry.coverage(region="32").regions


def test_a_supporting_function_has_a_row_only_where_somebody_named_it(registry: Registry) -> None:
    _add(registry, "73.71", "5.02")
    assert len(registry.coverage().rows) == 33
    assert _row(registry.coverage(), "5.02") == {"73": Count(1)}
    assert "5.03" not in {row.urusan for row in registry.coverage().rows}


def test_what_is_not_published_is_not_counted(registry: Registry) -> None:
    _add(registry, "73.71", "1.02", published=False)
    table = registry.coverage()
    assert (table.total, table.seats, table.gaps) == (Count(), {}, tuple(table.regions))


@pytest.mark.parametrize(
    ("parameters", "pointer"),
    [
        ({"region": "73.71"}, "/region"),
        ({"region": "99"}, "/region"),
        ({"urusan": "9.99"}, "/urusan"),
        ({"qualified_on": "besok"}, "/qualified_on"),
        ({"basis": "katanya"}, "/basis"),
        ({"province": "73"}, "/province"),
    ],
)
def test_mistakes_are_named(registry: Registry, parameters: dict[str, str], pointer: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        registry.coverage(**parameters)
    assert [mistake.pointer for mistake in refused.value.mistakes] == [pointer]


def test_a_day_without_law_is_refused(registry: Registry) -> None:
    with pytest.raises(InvalidInput):
        registry.coverage(qualified_on="1995-01-01")


def test_what_is_left_empty_asks_nothing(registry: Registry) -> None:
    assert registry.coverage(region="", urusan="", qualified_on="").query == CoverageQuery()


def test_the_csv_has_a_line_for_each_field_and_region_also_where_nobody_is(
    registry: Registry,
) -> None:
    _add(registry, "73.71", "1.02")
    text = write_csv(registry.coverage(region="73"))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
    assert len(rows) == 32 * 24
    (found,) = (row for row in rows if row["tayang"] != "0")
    assert found == {
        "kode_urusan": "1.02",
        "urusan": "Kesehatan",
        "kode_wilayah": "73.71",
        "wilayah": "Kota Makassar, Sulawesi Selatan",
        "tayang": "1",
        "memenuhi_syarat": "0",
        "memenuhi_syarat_pada": "2026-11-20",
        "dasar": "verified",
    }
