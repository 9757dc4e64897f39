"""Deciding on documents over HTTP: by role, by the version seen, by a checklist."""

from __future__ import annotations

import pytest

from linkreg.vocabulary import TokenScope
from tests.decisions import accepting, rejecting

DEED = {"kind": "deed", "number": "12", "issued_on": "2020-01-02"}
UNSEEN = {"If-Match": '"99-0123456789abcdef"'}


@pytest.fixture(scope="module")
def organization(world):
    world.add(keeper="stranger")
    for name, scopes in (("reader", TokenScope.READ), ("registrar", TokenScope.REGISTER)):
        world.tokens[name] = world.tokens[world.limited("officer", scopes)]
    return world.add(keeper="own")


@pytest.fixture
def deed(world, organization):
    url = f"/v1/organizations/{organization}/evidence"
    return world.post(url, DEED, by="own").json["id"]


@pytest.mark.parametrize(
    ("by", "status"),
    [
        (None, 401),
        ("stranger", 404),
        ("outsider", 404),
        ("service", 404),
        ("newcomer", 404),
        ("registrar", 404),
        ("reader", 403),
        ("own", 403),
        ("officer", 201),
        ("city_officer", 201),
        ("administrator", 201),
    ],
)
def test_who_may_decide(world, organization, deed, by, status):
    url = f"/v1/organizations/{organization}/evidence/{deed}"
    seen = {"If-Match": world.get(url, by="officer").headers["ETag"]}
    decide = f"/v1/evidence/{deed}/verifications"
    answer = world.post(decide, accepting("deed"), by=by, headers=seen)
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("by", "status"),
    [(None, 401), ("stranger", 404), ("outsider", 404), ("reader", 200), ("own", 200)],
)
def test_who_may_read_the_decisions(world, deed, by, status):
    assert world.get(f"/v1/evidence/{deed}/verifications", by=by).status_code == status


@pytest.mark.parametrize(
    ("by", "status"),
    [
        (None, 401),
        ("own", 403),
        ("service", 403),
        ("registrar", 403),
        ("reader", 200),
        ("outsider", 200),
        ("administrator", 200),
    ],
)
def test_who_may_list_what_waits(world, deed, by, status):
    assert world.get("/v1/evidence", by=by).status_code == status


def test_what_waits_comes_oldest_first_with_whose_it_is(world, organization, deed):
    listed = world.get("/v1/evidence?limit=100", by="city_officer").json
    assert deed in [it["evidence"]["id"] for it in listed["items"]]
    supplied = [it["evidence"]["supplied_at"] for it in listed["items"]]
    assert supplied == sorted(supplied)
    assert listed["items"][-1]["organization"]["id"] == organization


@pytest.mark.parametrize(("limit", "status"), [("0", 400), ("101", 400), ("x", 400), ("1", 200)])
def test_how_many_are_listed_is_bounded(world, organization, limit, status):
    assert world.get(f"/v1/evidence?limit={limit}", by="officer").status_code == status


def test_without_the_version_seen_it_is_428(world, deed):
    answer = world.post(f"/v1/evidence/{deed}/verifications", accepting("deed"), by="officer")
    assert answer.status_code == 428


def test_another_version_than_the_one_seen_is_412(world, deed):
    decide = f"/v1/evidence/{deed}/verifications"
    answer = world.post(decide, accepting("deed"), by="officer", headers=UNSEEN)
    assert (answer.status_code, answer.json["code"]) == (412, "stale_version")


@pytest.mark.parametrize("second", [accepting, rejecting])
@pytest.mark.parametrize(("first", "status"), [(accepting, 412), (rejecting, 409)])
def test_of_two_officers_who_saw_the_same_one_is_told(world, deed, first, second, status):
    seen = {"If-Match": '"1-0123456789abcdef"'}
    decide = f"/v1/evidence/{deed}/verifications"
    won = world.post(decide, first("deed"), by="officer", headers=seen)
    late = world.post(decide, second("deed"), by="city_officer", headers=seen)
    assert (won.status_code, late.status_code) == (201, status)


def test_the_tag_of_an_answer_serves_the_next_decision(world, organization, deed):
    first = world.verify(organization, deed, accepting("deed"), by="officer")
    seen = {"If-Match": first.headers["ETag"]}
    decide = f"/v1/evidence/{deed}/verifications"
    again = world.post(decide, accepting("deed", note="Lagi."), by="officer", headers=seen)
    assert (again.status_code, again.json["version"]) == (201, 3)


@pytest.mark.parametrize(
    ("decision", "pointer"),
    [
        ({"state": "accepted"}, "/answers/number_matches"),
        ({"state": "pending"}, "/state"),
        ({"state": "rejected"}, "/note"),
        (accepting("deed") | {"by": "x"}, "/by"),
        (accepting("bylaws"), "/answers/number_matches"),
        ({"state": "accepted", "answers": {"bogus": True}}, "/answers/bogus"),
        ({"state": "accepted", "answers": []}, "/answers"),
    ],
    ids=str,
)
def test_a_decision_that_is_none_is_422(world, organization, deed, decision, pointer):
    answer = world.verify(organization, deed, decision, by="officer")
    assert answer.status_code == 422
    assert pointer in {it["pointer"] for it in answer.json["errors"]}


def test_a_rejection_leaves_the_document_and_opens_a_notice(world, organization, deed):
    answer = world.verify(organization, deed, rejecting("deed", "Nomor lain."), by="officer")
    assert (answer.status_code, answer.json["state"]) == (201, "pending")
    notices = world.get(f"/v1/organizations/{organization}/notices", by="own").json["items"]
    about = [it for it in notices if it["evidence_id"] == deed]
    assert [(it["reason"], it["outcome"]) for it in about] == [("Nomor lain.", None)]


def test_replacing_tells_which_stands_for_which(world, organization, deed):
    url = f"/v1/organizations/{organization}/evidence"
    new = world.post(url, DEED | {"replaces": deed}, by="own").json["id"]
    assert world.get(f"{url}/{deed}", by="own").json["replaced_by"] == new
    assert world.post(url, DEED | {"replaces": deed}, by="own").status_code == 409
    assert world.post(url, DEED | {"replaces": "x"}, by="own").status_code == 404
    late = world.verify(organization, deed, accepting("deed"), by="officer")
    assert late.status_code == 409


@pytest.mark.parametrize(("method", "ok"), [("PUT", 200), ("DELETE", 204)])
def test_changing_a_document_takes_its_own_tag(world, organization, deed, method, ok):
    url = f"/v1/organizations/{organization}/evidence/{deed}"
    body = {"json": DEED | {"number": "13"}} if method == "PUT" else {}
    seen = {"If-Match": world.get(url, by="own").headers["ETag"]}
    assert world.ask(method, url, by="own", **body).status_code == 428
    assert world.ask(method, url, by="own", headers=UNSEEN, **body).status_code == 412
    assert world.ask(method, url, by="stranger", headers=seen, **body).status_code == 403
    assert world.ask(method, url, headers=seen, **body).status_code == 401
    assert world.ask(method, url, by="own", headers=seen, **body).status_code == ok
