"""What a machine may get wrong in an address: always 400, always said where, never ignored."""

from __future__ import annotations

import pytest

LIST = "/v1/organizations"


def mistakes(response):
    return {(mistake["pointer"], mistake["code"]) for mistake in response.json["errors"]}


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("bogus=1", "/bogus", "unknown_field"),
        ("bogus=", "/bogus", "unknown_field"),
        ("Region=73", "/Region", "unknown_field"),
        ("limit=0", "/limit", "out_of_range"),
        ("limit=101", "/limit", "out_of_range"),
        ("limit=-1", "/limit", "out_of_range"),
        ("limit=1.5", "/limit", "wrong_type"),
        ("limit=1_0", "/limit", "wrong_type"),
        ("limit=%EF%BC%91%EF%BC%90", "/limit", "wrong_type"),
        ("limit=" + "9" * 5000, "/limit", "wrong_type"),
        ("limit=5&limit=6", "/limit", "wrong_type"),
        ("offset=10001", "/offset", "out_of_range"),
        ("q=a&q=b", "/q", "wrong_type"),
        ("q=" + "a" * 501, "/q", "too_long"),
        ("q=a%00b", "/q", "control_character"),
        ("region=99", "/region/0", "unknown_code"),
        ("region=73&region=sulsel", "/region/1", "unknown_code"),
        ("operating_region=0", "/operating_region/0", "unknown_code"),
        ("urusan=9.99", "/urusan/0", "unknown_code"),
        ("service=magic", "/service/0", "unknown_code"),
        ("beneficiary=robots", "/beneficiary/0", "unknown_code"),
        ("legal_form=pt", "/legal_form/0", "unknown_code"),
        ("strength=cheap", "/strength/0", "unknown_code"),
        ("status=secret", "/status/0", "unknown_code"),
        ("qualified_on=2026-02-30", "/qualified_on", "invalid_date"),
        ("qualified_on=20-11-2026", "/qualified_on", "invalid_date"),
        ("qualified_on=0001-01-01", "/qualified_on", "invalid_date"),
        ("qualified_on=2026-11-20&qualified_on=2026-11-21", "/qualified_on", "invalid_date"),
        ("basis=rumor", "/basis", "unknown_code"),
        ("changed_since=yesterday", "/changed_since", "invalid_date"),
        ("changed_since=2026-11-20T00:00:00+07:00", "/changed_since", "invalid_date"),
        ("near=here", "/near", "unknown_code"),
        ("within_km=5", "/within_km", "required"),
        ("sort=distance", "/sort", "required"),
        ("near=73.71&within_km=nan", "/within_km", "wrong_type"),
        ("near=73.71&within_km=1e999", "/within_km", "wrong_type"),
        ("near=73.71&within_km=-1", "/within_km", "out_of_range"),
        ("sort=random", "/sort", "unknown_code"),
        ("facets=color", "/facets/0", "unknown_code"),
        ("facets=region,color", "/facets/1", "unknown_code"),
        ("highlight=yes", "/highlight", "wrong_type"),
    ],
)
def test_a_wrong_search_parameter_is_named(world, query, pointer, code):
    answer = world.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert mistakes(answer) == {(pointer, code)}
    assert answer.json["code"] == "invalid_request"


def test_every_mistake_is_told_at_once(world):
    answer = world.get(f"{LIST}?bogus=1&limit=x&region=99&qualified_on=no")
    assert {pointer for pointer, _ in mistakes(answer)} == {
        "/bogus",
        "/limit",
        "/region/0",
        "/qualified_on",
    }


@pytest.mark.parametrize("query", ["q=%ff", "q=%C3%28", "%ff=1", "q=%ED%A0%80"])
def test_parameters_that_are_not_utf_8_are_refused(world, query):
    assert world.get(f"{LIST}?{query}").status_code == 400


def test_a_flood_of_parameters_is_refused(world):
    assert world.get(f"{LIST}?{'&'.join(['region=73'] * 501)}").status_code == 400


@pytest.mark.parametrize(
    "url",
    [
        "/v1/organizations/0?at=2026-01-01",
        "/v1/organizations/0?on=2026-13-01",
        "/v1/organizations/0?on=1776-07-04",
        "/v1/organizations/0?on=2026-01-01&on=2026-01-02",
        "/v1/organizations/0/evidence?x=1",
        "/v1/organizations/0/assessment?rup_code=1",
        "/v1/organizations/0/assessment?on=2026-13-01",
        "/v1/organizations/0/assessment?basis=rumor",
        "/v1/organizations/0/assessment?until=2026-13-01",
        "/v1/organizations/0/assessment?until=2201-01-01",
        "/v1/rulesets?x=1",
        "/v1/rulesets/lkpp-3-2021?x=1",
        "/v1/regions?x=1",
        "/v1/regions?province=73.71",
        "/v1/regions?province=sulsel",
        "/v1/regions?q=%00",
        "/v1/regions/73?x=1",
        "/v1/urusan?x=1",
        "/v1/vocabulary?x=1",
        "/v1/openapi.json?x=1",
        "/v1/changes?since=-1",
        "/v1/changes?since=abc",
        "/v1/changes?since=99999999999999999999",
        "/v1/changes?limit=0",
        "/v1/changes?limit=1001",
        "/v1/changes?until=5",
    ],
)
def test_every_resource_refuses_what_it_does_not_take(world, url):
    assert world.get(url).status_code == 400


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", "/v1/organizations?x=1"),
        ("PATCH", "/v1/organizations/0?x=1"),
        ("POST", "/v1/organizations/0/publication?x=1"),
        ("POST", "/v1/organizations/0/evidence?x=1"),
        ("POST", "/v1/evidence/0/verifications?x=1"),
        ("POST", "/v1/tokens?x=1"),
        ("DELETE", "/v1/tokens/0?x=1"),
    ],
)
def test_parameters_of_writes_are_refused_as_parameters(world, method, url):
    answer = world.ask(method, url, json={}, by="administrator")
    assert answer.status_code == 400
    assert mistakes(answer) == {("/x", "unknown_field")}


@pytest.mark.parametrize(
    "url",
    [
        "/v1/organizations/%00",
        "/v1/organizations/%ff",
        "/v1/organizations/..%2f..",
        "/v1/organizations/" + "a" * 65,
        "/v1/organizations/abc/",
        "/v1/regions/73.71.01",
        "/v1/rulesets/none",
        "/v1/nothing",
        "/v1/",
        "/v1",
    ],
)
def test_what_does_not_exist_is_404(world, url):
    assert world.app.test_client().get(url).status_code == 404


def test_a_day_without_law_is_a_wrong_parameter(world):
    organization = world.add()
    answer = world.get(f"{LIST}/{organization}/assessment?on=2010-01-01")
    assert answer.status_code == 400
    assert "2010-01-01" in answer.json["detail"]
    assert world.get(f"{LIST}?qualified_on=2010-01-01").status_code == 400
