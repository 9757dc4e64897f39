"""What each filter lets through."""

from datetime import UTC, date, datetime, timedelta

import pytest

from linkreg.search import DateRange
from linkreg.search.query import Place
from linkreg.vocabulary import Basis, BeneficiaryGroup, LegalForm, Service, Strength


def test_a_province_covers_its_regencies_and_no_others(world):
    world.add("city", region="73.71")
    world.add("province", region="73")
    world.add("elsewhere", region="7.31")
    assert world.found(regions=("73",)) == {"city", "province"}


def test_a_regency_does_not_cover_its_province(world):
    world.add("province", region="73")
    assert world.found(regions=("73.71",)) == set()


def test_values_of_one_field_are_alternatives(world):
    world.add("a", region="73.71")
    world.add("b", region="11.01")
    world.add("c", region="12.01")
    assert world.found(regions=("73", "11.01")) == {"a", "b"}


@pytest.mark.parametrize("works_in", ["73.71", "73.71.05", "73"])
def test_operating_regions_match_downward_and_upward(world, works_in):
    world.add("a", operating_regions=(works_in,))
    assert world.found(operating_regions=("73.71",)) == {"a"}


@pytest.mark.parametrize("works_in", ["73.72", "74", "7"])
def test_operating_regions_match_no_neighbors(world, works_in):
    world.add("a", operating_regions=(works_in,))
    assert world.found(operating_regions=("73.71",)) == set()


@pytest.mark.parametrize(
    ("field", "value", "other"),
    [
        ("urusan", "1.02", "1.03"),
        ("services", Service.TRAINING, Service.SURVEY),
        ("beneficiaries", BeneficiaryGroup.WOMEN, BeneficiaryGroup.YOUTH),
        ("strengths", Strength.AUDITED, Strength.CATALOGUE),
    ],
)
def test_a_set_matches_by_any_of_its_values(world, field, value, other):
    world.add("both", **{field: (value, other)})
    world.add("other", **{field: (other,)})
    world.add("none")
    assert world.found(**{field: (value,)}) == {"both"}
    assert world.found(**{field: (value, other)}) == {"both", "other"}


def test_legal_form(world):
    world.add("a", legal_form=LegalForm.YAYASAN)
    world.add("b", legal_form=LegalForm.PERKUMPULAN)
    world.add("unknown")
    assert world.found(legal_forms=(LegalForm.YAYASAN,)) == {"a"}


def test_fields_add_up(world):
    world.add("both", region="73.71", urusan=("1.02",))
    world.add("region", region="73.71")
    world.add("urusan", region="11.01", urusan=("1.02",))
    assert world.found(regions=("73",), urusan=("1.02",)) == {"both"}


def test_an_unknown_value_matches_nothing(world):
    world.add("a", urusan=("1.02",))
    assert world.found(urusan=("9.99",)) == set()


SPRING = DateRange(date(2026, 3, 1), date(2026, 5, 31))
AUTUMN = DateRange(date(2026, 9, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("day", "qualifies"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
        (date(2026, 9, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_qualified_within_any_of_several_spans_both_ends_included(world, day, qualifies):
    world.add("a", qualified={Basis.VERIFIED: (SPRING, AUTUMN)})
    assert world.found(qualified_on=day) == ({"a"} if qualifies else set())


@pytest.mark.parametrize("day", [date.min, date(2026, 1, 1), date.max])
def test_an_open_span_holds_every_day(world, day):
    world.add("a", qualified={Basis.VERIFIED: (DateRange(None, None),)})
    assert world.found(qualified_on=day) == {"a"}


def test_a_span_open_on_one_side_ends_on_the_other(world):
    world.add("until", qualified={Basis.VERIFIED: (DateRange(None, date(2026, 1, 31)),)})
    world.add("since", qualified={Basis.VERIFIED: (DateRange(date(2026, 2, 1), None),)})
    assert world.found(qualified_on=date(2026, 1, 31)) == {"until"}
    assert world.found(qualified_on=date(2026, 2, 1)) == {"since"}


def test_each_basis_has_its_own_days(world):
    world.add("a", qualified={Basis.DECLARED: (SPRING,), Basis.VERIFIED: (AUTUMN,)})
    assert world.found(qualified_on=date(2026, 4, 1), basis=Basis.DECLARED) == {"a"}
    assert world.found(qualified_on=date(2026, 4, 1), basis=Basis.VERIFIED) == set()


MAKASSAR = Place(-5.147, 119.432)


def test_within_km_keeps_what_is_near_and_known(world):
    world.add("near", latitude=-5.20, longitude=119.45)  # about 6 km away
    world.add("far", latitude=-6.20, longitude=106.82)
    world.add("unknown")
    assert world.found(near=MAKASSAR, within_km=10) == {"near"}


def test_within_km_without_a_place_asks_nothing(world):
    world.add("a")
    assert world.found(within_km=10) == {"a"}


def test_distance_is_told_when_a_place_is_asked(world):
    world.add("jakarta", latitude=-6.175, longitude=106.827)
    world.add("unknown")
    distances = {hit.id: hit.distance_km for hit in world.page(near=MAKASSAR).hits}
    assert distances["jakarta"] == pytest.approx(1398, abs=5)  # by geodesic calculators 1,398
    assert distances["unknown"] is None
    assert {hit.distance_km for hit in world.page().hits} == {None}


def test_changed_since_includes_the_instant_itself(world):
    noon = datetime(2026, 1, 1, 12, 0, 0, 1, tzinfo=UTC)
    world.add("then", updated_at=noon)
    world.add("before", updated_at=noon - timedelta(microseconds=1))
    assert world.found(changed_since=noon) == {"then"}
