"""Consent, the access log and erasure over HTTP, by role."""

from __future__ import annotations

import pytest

from linkreg.consents import CURRENT
from linkreg.vocabulary import TokenScope

CONSENT = {"text": CURRENT}
GROUND = "Permintaan yang bersangkutan."


@pytest.fixture(scope="module")
def organization(world):
    world.add(keeper="stranger")
    organization = world.add(keeper="own")
    for alias, name in (("own reader", "own"), ("reading administrator", "administrator")):
        world.tokens[alias] = world.tokens[world.limited(name, TokenScope.READ)]
    return organization


def url(organization, rest):
    return f"/v1/organizations/{organization}{rest}"


@pytest.mark.parametrize(
    ("by", "reading", "giving"),
    [
        (None, 401, 401),
        ("stranger", 403, 403),
        ("outsider", 403, 403),
        ("service", 403, 403),
        ("officer", 200, 403),
        ("own reader", 200, 403),
        ("own", 200, 201),
        ("administrator", 200, 201),
    ],
)
def test_who_may_read_and_give_consent(world, organization, by, reading, giving):
    consents = url(organization, "/consents")
    assert world.get(consents, by=by).status_code == reading
    assert world.post(consents, CONSENT, by=by).status_code == giving


@pytest.mark.parametrize(
    ("by", "status"), [(None, 401), ("officer", 403), ("own reader", 403), ("own", 200)]
)
def test_who_may_withdraw_consent(world, organization, by, status):
    world.post(url(organization, "/consents"), CONSENT, by="own")
    answer = world.ask("DELETE", url(organization, "/consents"), by=by)
    assert answer.status_code == status


def test_the_text_asked_for_is_listed_and_no_other_accepted(world, organization):
    listed = world.get(url(organization, "/consents"), by="own").json
    assert listed["asked"]["key"] == CURRENT
    answer = world.post(url(organization, "/consents"), {"text": "lain"}, by="own")
    assert answer.status_code == 422


def test_withdrawing_takes_the_names_off_at_once_and_twice_is_409(world, organization):
    world.post(url(organization, "/consents"), CONSENT, by="own")
    assert world.get(url(organization, "")).json["board"] != []
    assert world.ask("DELETE", url(organization, "/consents"), by="own").status_code == 200
    assert world.get(url(organization, "")).json["board"] == []
    assert world.ask("DELETE", url(organization, "/consents"), by="own").status_code == 409


@pytest.mark.parametrize(
    ("by", "status"),
    [
        (None, 401),
        ("stranger", 403),
        ("officer", 403),
        ("service", 403),
        ("own", 200),
        ("own reader", 200),
        ("administrator", 200),
        ("reading administrator", 200),
    ],
)
def test_who_may_read_the_access_log(world, organization, by, status):
    assert world.get(url(organization, "/accesses"), by=by).status_code == status


def test_each_request_of_an_officer_leaves_one_entry_and_one_s_own_none(world):
    organization = world.add(keeper="tercatat", qualified=True)
    document = world.get(url(organization, "/evidence"), by="tercatat").json["items"][0]["id"]
    for rest in ("", "?on=2026-11-20", "/evidence", f"/evidence/{document}", "/notices"):
        world.get(url(organization, rest), by="officer")
        world.get(url(organization, rest), by="tercatat")
        world.get(url(organization, rest), by="outsider")
    kinds = [
        it["kind"] for it in world.get(url(organization, "/accesses"), by="tercatat").json["items"]
    ]
    assert kinds == ["notice", "documents", "documents", "profile", "profile"]


@pytest.mark.parametrize(
    ("by", "reading", "erasing"),
    [
        (None, 401, 401),
        ("own", 403, 403),
        ("officer", 403, 403),
        ("service", 403, 403),
        ("reading administrator", 200, 403),
        ("administrator", 200, 201),
    ],
)
def test_who_may_read_and_do_erasures(world, organization, by, reading, erasing):
    target = world.add(description="Oleh Melati Contohsari.")
    erasures = url(target, "/erasures")
    said = {"texts": ["Melati Contohsari"], "ground": GROUND}
    assert world.get(erasures, by=by).status_code == reading
    assert world.post(erasures, said, by=by).status_code == erasing
    left = "Contohsari" not in world.get(url(target, "")).text
    assert left is (erasing == 201)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"texts": ["Bukan Siapa"], "ground": GROUND}, 404),
        ({"texts": ["Siti Contoh"], "ground": GROUND, "documents": ["x"]}, 404),
        ({"texts": [], "ground": GROUND}, 422),
        ({"texts": ["abc"], "ground": GROUND}, 422),
        ({"texts": ["Siti Contoh"], "ground": "Oleh siti contoh."}, 422),
        ({"texts": ["Siti Contoh"]}, 422),
        ({"texts": "Siti Contoh", "ground": GROUND}, 422),
        ({"texts": ["Siti Contoh"], "ground": GROUND, "why": 1}, 422),
    ],
    ids=str,
)
def test_a_request_that_erases_nothing_is_told(world, said, status):
    target = world.add()
    assert world.post(url(target, "/erasures"), said, by="administrator").status_code == status


def test_an_erasure_is_told_without_the_name(world):
    target = world.add(description="Oleh Melati Contohsari.")
    said = {"texts": ["Melati Contohsari"], "ground": GROUND}
    answer = world.post(url(target, "/erasures"), said, by="administrator")
    told = world.get(url(target, "/erasures"), by="administrator")
    feed = world.get("/v1/changes?limit=1000", by="administrator")
    assert not [it for it in (answer, told, feed) if "Melati" in it.text]
    assert answer.json["versions"] == 1


@pytest.mark.parametrize("rest", ["/consents", "/accesses", "/erasures"])
@pytest.mark.parametrize("by", ["stranger", "outsider", "service"])
def test_of_what_is_not_public_nothing_is_told(world, organization, rest, by):
    hidden = world.add(status="submitted")
    expected = 403 if rest == "/erasures" else 404
    assert world.get(url(hidden, rest), by=by).status_code == expected


def test_accesses_come_in_stretches_newest_first(world):
    organization = world.add(keeper="dibaca")
    for rest in ("", "/evidence", "/notices", "", "/evidence"):
        world.get(url(organization, rest), by="officer")
    kinds, following = [], url(organization, "/accesses?limit=2")
    while following:
        shown = world.get(following, by="dibaca")
        assert shown.json["total"] == 5
        kinds.append([it["kind"] for it in shown.json["items"]])
        links = [it for it in shown.headers.getlist("Link") if 'rel="next"' in it]
        following = links[0][1 : links[0].index(">")] if links else None
    assert kinds == [["documents", "profile"], ["notice", "documents"], ["profile"]]
    assert shown.headers.getlist("Link") == [
        f'<{url(organization, "/accesses")}?limit=2&offset=2>; rel="prev"'
    ]


@pytest.mark.parametrize("path", ["accounts", "accesses"])
@pytest.mark.parametrize(
    ("asked", "pointers"),
    [
        ("limit=0", ["/limit"]),
        ("limit=101&offset=-1", ["/limit", "/offset"]),
        ("offset=10001", ["/offset"]),
        ("limit=1&limit=2", ["/limit"]),
        ("after=x", ["/after"]),
    ],
)
def test_a_stretch_that_cannot_be_is_refused(world, organization, path, asked, pointers):
    at = "/v1/accounts" if path == "accounts" else url(organization, "/accesses")
    refused = world.get(f"{at}?{asked}", by="administrator")
    assert (refused.status_code, refused.json["code"]) == (400, "invalid_request")
    assert sorted(it["pointer"] for it in refused.json["errors"]) == pointers
