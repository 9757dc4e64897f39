"""What can be asked: parameters in, one frozen question out, and back again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from linkreg.errors import InvalidInput
from linkreg.schemas.query import dump_query, load_query
from linkreg.search import Facet, SearchQuery, Sort
from linkreg.vocabulary import Basis, OrganizationStatus, Strength

_EVERYTHING = {
    "q": "kesehatan ibu",
    "region": ["73", "74.71"],
    "operating_region": ["73.71"],
    "urusan": ["1.02"],
    "service": ["training"],
    "beneficiary": ["women"],
    "legal_form": ["yayasan"],
    "strength": ["audited", "catalogue"],
    "qualified_on": "2026-11-20",
    "basis": "declared",
    "status": ["submitted"],
    "near": "73.71",
    "within_km": 50.0,
    "changed_since": "2026-11-01T00:00:00+07:00",
    "sort": "distance",
    "facets": ["province", "urusan"],
    "highlight": True,
}


def test_everything_that_can_be_asked_comes_back_from_the_question() -> None:
    assert dump_query(load_query(_EVERYTHING)) == _EVERYTHING


def test_nothing_asked_is_everything_published() -> None:
    query = load_query({})
    assert query == SearchQuery()
    assert query.statuses == (OrganizationStatus.PUBLISHED,)
    assert dump_query(query) == {}


def test_empty_fields_of_a_form_are_passed_over() -> None:
    assert load_query({"q": " ", "region": ["", "73"], "qualified_on": "", "sort": ""}) == (
        SearchQuery(regions=("73",))
    )


def test_a_strength_named_twice_is_asked_once() -> None:
    assert load_query({"strength": ["audited", "audited"]}).strengths == (Strength.AUDITED,)


def test_facets_are_written_with_commas_or_repeated() -> None:
    for written in ("province,urusan", ["province", "urusan"], ["province,urusan"]):
        assert load_query({"facets": written}).facets == (Facet.PROVINCE, Facet.URUSAN)


def test_a_bare_date_is_midnight_in_western_indonesia() -> None:
    since = load_query({"changed_since": "2026-11-02"}).changed_since
    assert since == datetime(2026, 11, 1, 17, tzinfo=UTC)


def test_near_becomes_the_region_s_point() -> None:
    place = load_query({"near": "73.71", "sort": "distance"}).near
    assert place is not None
    assert (round(place.latitude), round(place.longitude), place.region) == (-5, 119, "73.71")


@pytest.mark.parametrize(
    ("parameters", "pointer", "code"),
    [
        ({"regoin": "73"}, "/regoin", "unknown_field"),
        ({"region": ["Makassar"]}, "/region/0", "unknown_code"),
        ({"urusan": ["9.99"]}, "/urusan/0", "unknown_code"),
        ({"qualified_on": "besok"}, "/qualified_on", "invalid_date"),
        ({"qualified_on": "2026-13-01"}, "/qualified_on", "invalid_date"),
        ({"strength": ["audited", "cheap"]}, "/strength/1", "unknown_code"),
        ({"strength": ["AUDITED"]}, "/strength/0", "unknown_code"),
        ({"basis": "guess"}, "/basis", "unknown_code"),
        ({"limit": "0"}, "/limit", "out_of_range"),
        ({"limit": "101"}, "/limit", "out_of_range"),
        ({"limit": "x"}, "/limit", "wrong_type"),
        ({"offset": "-1"}, "/offset", "out_of_range"),
        ({"offset": "10001"}, "/offset", "out_of_range"),
        ({"offset": "9" * 5000}, "/offset", "wrong_type"),
        ({"facets": "colour"}, "/facets/0", "unknown_code"),
        ({"sort": "size"}, "/sort", "unknown_code"),
        ({"sort": "distance"}, "/sort", "required"),
        ({"within_km": "5"}, "/within_km", "required"),
        ({"within_km": "nan", "near": "73"}, "/within_km", "wrong_type"),
        ({"within_km": "-1", "near": "73"}, "/within_km", "out_of_range"),
        ({"highlight": "maybe"}, "/highlight", "wrong_type"),
        ({"changed_since": "kemarin"}, "/changed_since", "invalid_date"),
        ({"q": "x" * 501}, "/q", "too_long"),
        ({"q": "a\x00b"}, "/q", "control_character"),
        ({"region": ["73"] * 1 + [f"73.{n:02}" for n in range(1, 60)]}, None, None),
    ],
)
def test_a_mistake_is_placed_and_named(
    parameters: dict[str, Any], pointer: str | None, code: str | None
) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_query(parameters)
    if pointer is not None:
        assert [(m.pointer, m.code) for m in caught.value.mistakes] == [(pointer, code)]


def test_the_day_and_the_basis_go_together_in_the_echo() -> None:
    query = SearchQuery(qualified_on=date(2026, 11, 20), basis=Basis.VERIFIED, sort=Sort.NAME)
    assert dump_query(query) == {"qualified_on": "2026-11-20", "basis": "verified", "sort": "name"}
