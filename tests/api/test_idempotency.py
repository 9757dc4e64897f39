"""``Idempotency-Key``: sent again, a ``POST`` is answered as before and changes nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from itertools import count

import pytest

from linkreg.vocabulary import OrganizationStatus, TokenScope
from tests.decisions import accepting

URL = "/v1/organizations"
DEED = {"kind": "deed", "issued_on": "2020-01-02"}
FLAG = {
    "kind": "warning",
    "reason": "Laporan terlambat.",
    "source": "Surat Contoh 1/2026",
    "starts_on": "2026-11-01",
    "ends_on": "2027-10-31",
    "scope": "73",
}
NUMBERS = count(1)


@pytest.fixture
def key():
    return {"Idempotency-Key": f"kunci-{next(NUMBERS)}"}


@pytest.fixture
def profile():
    return {"name": f"Yayasan Contoh {next(NUMBERS)}", "region": "73.71"}


def same(again, first):
    """Say whether an answer is the earlier one, and says so."""
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    kept = ("Content-Type", "ETag", "Location")
    return (again.status_code, again.data) == (first.status_code, first.data) and [
        again.headers.get(name) for name in kept
    ] == [first.headers.get(name) for name in kept]


def test_what_is_sent_again_is_answered_as_before_and_done_once(world, key, profile):
    first = world.post(URL, profile, by="officer", headers=key)
    assert first.status_code == 201
    position = world.registry.journal_position()
    for _ in range(3):
        assert same(world.post(URL, profile, by="officer", headers=key), first)
    assert world.registry.journal_position() == position


def test_without_a_key_it_is_done_twice(world, profile):
    ids = {world.post(URL, profile, by="officer").json["id"] for _ in range(2)}
    assert len(ids) == 2


def test_the_answer_stays_what_it_was_whatever_changed_since(world, key, profile):
    first = world.post(URL, profile, by="officer", headers=key)
    url = first.headers["Location"]
    world.patch(url, {"short_name": "KINI"}, etag=first.headers["ETag"], by="officer")
    assert same(world.post(URL, profile, by="officer", headers=key), first)
    assert world.get(url, by="officer").json["short_name"] == "KINI"


def test_a_step_sent_again_with_the_version_seen_then_is_no_412(world, key):
    url = f"{URL}/{world.add(status=OrganizationStatus.SUBMITTED)}"
    sent = {"by": "officer", "headers": key | world.seen(url, by="officer")}
    first = world.post(f"{url}/publication", **sent)
    assert first.json["status"] == "published"
    assert same(world.post(f"{url}/publication", **sent), first)
    assert world.get(url).json["version"] == first.json["version"]


def test_every_kind_of_addition_is_done_once(world, key):
    organization = world.add(keeper=f"pemilik-{next(NUMBERS)}")
    keeper = [name for name in world.tokens if name.startswith("pemilik-")][-1]
    url = f"{URL}/{organization}"
    deed = world.post(f"{url}/evidence", DEED, by=keeper).json["id"]
    seen = world.seen(f"{url}/evidence/{deed}", by="officer")
    for path, body, by, more in (
        (f"{url}/evidence", DEED, keeper, {}),
        (f"{url}/consents", {"text": "2026-11"}, keeper, {}),
        (f"{url}/flags", FLAG, "officer", {}),
        (f"/v1/evidence/{deed}/verifications", accepting("deed"), "officer", seen),
    ):
        mine = {"Idempotency-Key": f"{key['Idempotency-Key']}{path}"} | more
        first = world.post(path, body, by=by, headers=mine)
        assert first.status_code == 201, first.text
        position = world.registry.journal_position()
        assert same(world.post(path, body, by=by, headers=mine), first)
        assert world.registry.journal_position() == position


@pytest.mark.parametrize("sent", ["body", "path", "spaces"])
def test_something_else_under_the_same_key_is_409_and_changes_nothing(world, key, profile, sent):
    organization = world.add(keeper=f"lain-{next(NUMBERS)}")
    world.post(URL, profile, by="officer", headers=key)
    position = world.registry.journal_position()
    if sent == "body":
        answer = world.post(URL, profile | {"short_name": "X"}, by="officer", headers=key)
    elif sent == "path":
        answer = world.post(f"{URL}/{organization}/evidence", profile, by="officer", headers=key)
    else:
        body = {"data": str(profile).replace("'", ' "'), "content_type": "application/json"}
        answer = world.ask("POST", URL, by="officer", headers=key, **body)
    assert (answer.status_code, answer.json["code"]) == (409, "idempotency_key_reused")
    assert world.registry.journal_position() == position


def test_a_key_is_an_accounts_own(world, key, profile):
    answers = [world.post(URL, profile, by=by, headers=key) for by in ("officer", "service")]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json["id"] != answers[1].json["id"]


def test_a_token_that_may_do_less_does_not_read_the_answer(world, key, profile):
    world.post(URL, profile, by="officer", headers=key)
    limited = world.limited("officer", TokenScope.REGISTER)
    answer = world.post(URL, profile, by=limited, headers=key)
    assert (answer.status_code, answer.json["code"]) == (409, "idempotency_key_reused")


def test_what_was_refused_may_be_mended_under_the_same_key(world, key, profile):
    wrong = world.post(URL, profile | {"region": "99"}, by="officer", headers=key)
    assert wrong.status_code == 422
    taken = world.get(f"{URL}/{world.add()}").json["identifiers"]
    conflict = world.post(URL, profile | {"identifiers": taken}, by="officer", headers=key)
    assert (conflict.status_code, conflict.json["code"]) == (409, "duplicate_identifier")
    first = world.post(URL, profile, by="officer", headers=key)
    assert first.status_code == 201
    assert same(world.post(URL, profile, by="officer", headers=key), first)


def test_an_organization_that_registers_itself_may_ask_again(world, key, profile):
    first = world.post(URL, profile, by="newcomer", headers=key)
    assert first.status_code == 201
    assert same(world.post(URL, profile, by="newcomer", headers=key), first)
    assert world.post(URL, profile, by="newcomer").status_code == 403


def test_after_a_day_the_key_is_free_again(world, key, profile):
    first = world.post(URL, profile, by="officer", headers=key)
    standing = world.clock.now
    try:
        world.clock.now += timedelta(hours=23, minutes=59)
        assert same(world.post(URL, profile, by="officer", headers=key), first)
        world.clock.now += timedelta(minutes=2)
        again = world.post(URL, profile, by="officer", headers=key)
    finally:
        world.clock.now = standing
    assert (again.status_code, again.json["id"] != first.json["id"]) == (201, True)


@pytest.mark.parametrize("good", ["0", "~" * 128, '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "a,b"])
def test_a_key_is_any_visible_ascii(world, profile, good):
    headers = {"Idempotency-Key": good}
    first = world.post(URL, profile, by="administrator", headers=headers)
    assert first.status_code == 201
    assert same(world.post(URL, profile, by="administrator", headers=headers), first)


@pytest.mark.parametrize("bad", ["", " ", "a b", "x" * 129, "\xe9", "a\tb", "a\x7f", "x" * 5000])
def test_a_key_of_another_form_is_400(world, profile, bad):
    answer = world.post(URL, profile, by="officer", headers={"Idempotency-Key": bad})
    assert answer.status_code == 400
    assert [it["code"] for it in answer.json["errors"]] == ["invalid_idempotency_key"]


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", "/v1/tokens"),
        ("GET", URL),
        ("PATCH", f"{URL}/x"),
        ("PUT", f"{URL}/x/evidence/y"),
        ("DELETE", "/v1/tokens/x"),
    ],
)
def test_where_no_key_is_offered_it_is_refused(world, key, method, url):
    seen = {"If-Match": '"1-0123456789abcdef"'} if method in {"PATCH", "PUT"} else {}
    answer = world.ask(method, url, by="officer", headers=key | seen)
    assert answer.status_code == 400
    assert [it["code"] for it in answer.json["errors"]] == ["idempotency_not_offered"]


def test_the_public_has_no_keys(world, key, profile):
    assert world.post(URL, profile, headers=key).status_code == 401


def test_the_document_names_the_header_where_it_is_offered(world):
    offered = {
        (method, path)
        for path, operations in world.document["paths"].items()
        for method, operation in operations.items()
        if any(it["name"] == "Idempotency-Key" for it in operation["parameters"])
    }
    posts = {
        ("post", path)
        for path, operations in world.document["paths"].items()
        if "post" in operations
    }
    secret = {"/tokens", "/accounts", "/account/password", "/password-resets"}
    secret |= {"/invitations/acceptance", "/password-resets/completion"}
    secret |= {f"/account/totp{step}" for step in ("", "/confirmation", "/removal")}
    assert offered == posts - {("post", path) for path in secret}


def truncated(world, body, length, **headers):
    """Send less than was announced."""
    sent = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": "application/json"}
    token = {"Authorization": f"Bearer {world.tokens['officer']}"}
    return world.app.test_client().post(
        URL,
        input_stream=BytesIO(body),
        environ_overrides=sent,
        headers=token | headers,
    )


def test_a_body_that_breaks_off_changes_nothing_and_leaves_the_key_free(world, key, profile):
    whole, position = json.dumps(profile).encode(), world.registry.journal_position()
    for half in (whole[:-1], whole[:10], b""):
        answer = truncated(world, half, len(whole), **key)
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert world.registry.journal_position() == position
    sent = {"data": whole, "content_type": "application/json", "by": "officer", "headers": key}
    first = world.ask("POST", URL, **sent)
    assert first.status_code == 201
    for half in (whole[:-1], whole[:10], b""):
        assert truncated(world, half, len(whole), **key).status_code == 400
        short = world.ask("POST", URL, **sent | {"data": half})
        assert (short.status_code, short.json["code"]) == (409, "idempotency_key_reused")
    assert world.registry.journal_position() == position + 1
    assert same(world.ask("POST", URL, **sent), first)
