"""``GET /v1/organizations/{id}/assessment/timeline``: when the verdict changes, and why."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from linkreg.vocabulary import OrganizationStatus


@pytest.fixture(scope="module")
def organization(world):
    return world.add(qualified=True)


@pytest.fixture(scope="module")
def url(organization):
    return f"/v1/organizations/{organization}/assessment/timeline"


def test_it_tells_past_and_future_days_with_the_reason(world, url, organization):
    told = world.get(url).json
    assert told["organization"]["id"] == organization
    assert told["basis"] == "verified"
    first, *_, before, last = told["stretches"]
    assert (first["from"], first["ruleset"], first["changes"]) == ("2018-06-08", "lkpp-8-2018", [])
    assert (before["outcome"], before["until"]) == ("qualified", "2026-12-31")
    assert (last["from"], last["until"], last["outcome"]) == ("2027-01-01", None, "not_qualified")
    (change,) = last["changes"]
    assert (change["criterion"], change["before"], change["after"]) == (
        "tax_status",
        "met",
        "not_met",
    )
    assert change["reason"]["code"] == "document_lapsed"
    assert change["reason"]["text"].endswith("berakhir pada 31 Desember 2026.")


def test_the_basis_can_be_chosen(world, url):
    assert world.get(f"{url}?basis=declared").json["basis"] == "declared"


def test_it_rests_on_what_is_known_now(world, url):
    earlier = world.get(url).json["stretches"]
    world.clock.now += timedelta(days=1)
    assert world.get(url).json["stretches"] == earlier


@pytest.mark.parametrize("query", ["on=2026-01-01", "basis=rumor", "ruleset=lkpp-3-2021", "x=1"])
def test_what_it_does_not_take_is_refused(world, url, query):
    assert world.get(f"{url}?{query}").status_code == 400


def test_it_is_for_those_who_may_see_the_organization(world):
    organization = world.add(status=OrganizationStatus.SUBMITTED, qualified=True)
    hidden = f"/v1/organizations/{organization}/assessment/timeline"
    assert world.get(hidden).status_code == 404
    assert world.get(hidden, by="outsider").status_code == 404
    assert world.get(hidden, by="officer").status_code == 200


def test_no_document_leaves_with_it(world, url, organization):
    ids = [document.id for document in world.registry.get(organization).evidence]
    told = json.dumps(world.get(url, by="officer").json)
    assert ids
    assert not any(document in told for document in ids)
