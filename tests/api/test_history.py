"""``GET /v1/organizations/{id}/history``: what happened, as far as each caller may know."""

from __future__ import annotations

import pytest

from linkreg.vocabulary import OrganizationStatus, TokenScope

CONFIDENTIAL = {"notice_opened", "notice_answered", "notice_closed", "warning_recorded"}
WARNING = {
    "kind": "warning",
    "reason": "Laporan terlambat.",
    "source": "Surat 1",
    "starts_on": "2026-01-01",
    "ends_on": "2027-01-01",
    "scope": "73.71",
}


def url(organization, query=""):
    return f"/v1/organizations/{organization}/history{query}"


@pytest.fixture(scope="module")
def suspended(world):
    """Warned, announced, answered, suspended."""
    organization = world.add(keeper="keeper")
    world.add(keeper="stranger")
    world.post(f"/v1/organizations/{organization}/flags", WARNING, by="officer")
    notice = world.step(organization, "suspension", {"reason": "Alamat kosong."}, by="officer").json
    world.reply(notice["id"], {"text": "Kami pindah."}, by="keeper")
    decision = {"outcome": "confirmed", "note": "Tidak ditemukan di tempat."}
    assert world.decide(notice["id"], decision, by="officer").status_code == 200
    return organization


@pytest.mark.parametrize("by", [None, "service", "outsider", "newcomer", "stranger"])
def test_the_public_reads_what_happened_but_not_who_and_why(world, suspended, by):
    history = world.get(url(suspended), by=by).json
    verbs = [item["verb"] for item in history["items"]]
    assert verbs == ["registered", "consent_given", "suspended"]
    assert history["total"] == 3
    assert history["next"] is None
    fields = {"seq", "at", "verb", "subject", "fields", "version"}
    assert all(set(item) == fields for item in history["items"])


@pytest.mark.parametrize("by", ["keeper", "officer", "city_officer", "administrator"])
def test_those_concerned_read_all_of_it(world, suspended, by):
    items = world.get(url(suspended), by=by).json["items"]
    assert {item["verb"] for item in items} >= CONFIDENTIAL
    assert all(item["actor"] for item in items)
    reasons = {item["verb"]: item["reason"] for item in items if item["reason"]}
    assert reasons == {"suspended": "Tidak ditemukan di tempat."}


def test_a_token_that_may_not_read_reads_what_the_public_does(world, suspended):
    by = world.limited("officer", TokenScope.REGISTER)
    assert world.get(url(suspended), by=by).json == world.get(url(suspended)).json


def test_of_a_hidden_organization_there_is_none(world):
    hidden = world.add(status=OrganizationStatus.SUBMITTED, keeper="waiting")
    for by in (None, "service", "outsider", "newcomer"):
        answer = world.get(url(hidden), by=by)
        missing = world.get(url("0000nothere0"), by=by)
        assert answer.status_code == missing.status_code == 404
        assert answer.json["code"] == missing.json["code"]
    assert world.get(url(hidden), by="waiting").json["total"] == 2


@pytest.mark.parametrize("by", [None, "officer"])
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_following_links_reads_everything_once(world, suspended, by, limit):
    whole = world.get(url(suspended), by=by).json
    items, following = [], url(suspended, f"?limit={limit}")
    while following:
        page = world.get(following, by=by)
        items += page.json["items"]
        links = page.headers.getlist("Link")
        assert len(links) == (page.json["next"] is not None)
        assert page.json["total"] == whole["total"]
        following = links[0][1 : links[0].index(">")] if links else None
    assert items == whole["items"]


def test_what_an_officer_reads_of_it_is_logged(world):
    organization = world.add(keeper="logged")
    world.get(url(organization), by="outsider")
    world.get(url(organization), by="officer")
    world.get(url(organization), by="logged")
    accesses = world.get(f"/v1/organizations/{organization}/accesses", by="logged").json["items"]
    assert [it["kind"] for it in accesses] == ["profile"]


@pytest.mark.parametrize("query", ["?since=-1", "?limit=0", "?limit=1001", "?after=1", "?since=x"])
def test_wrong_parameters_are_refused(world, suspended, query):
    assert world.get(url(suspended, query)).status_code == 400


def test_it_answers_304_while_nothing_happens(world, suspended):
    tag = {"If-None-Match": world.get(url(suspended)).headers["ETag"]}
    assert world.get(url(suspended), headers=tag).status_code == 304
