"""Tokens: issued to whoever knows the password, shown once, ended by their owner."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from linkreg.vocabulary import TokenScope

PASSWORD = "kalimat sandi untuk uji"


def ask_for(world, **changes):
    body = {"email": "officer@contoh.example", "password": PASSWORD} | changes
    return world.post("/v1/tokens", body)


def read_with(world, secret):
    headers = {"Authorization": f"Bearer {secret}"}
    return world.get("/v1/organizations?status=submitted", headers=headers)


def test_a_token_works_at_once_and_tells_when_it_ends(world):
    issued = ask_for(world, label="Uji", days=30)
    assert issued.status_code == 201
    assert issued.json["expires_at"].startswith("2026-12-20")
    assert issued.headers["Cache-Control"] == "no-store"
    assert "ETag" not in issued.headers
    assert read_with(world, issued.json["token"]).status_code == 200


def test_a_token_ends_on_its_day(world):
    secret = ask_for(world, days=1).json["token"]
    standing = world.clock.now
    world.clock.now = standing + timedelta(days=1)
    try:
        answer = read_with(world, secret)
    finally:
        world.clock.now = standing
    assert answer.status_code == 401


def test_scopes_limit_what_a_token_does(world):
    secret = ask_for(world, scopes=["register"]).json["token"]
    assert read_with(world, secret).status_code == 403
    nothing = ask_for(world, scopes=[]).json["token"]
    assert read_with(world, nothing).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"password": "bukan sandinya"}, {"email": "nobody@contoh.example"}]
)
def test_a_wrong_password_and_an_unknown_address_look_alike(world, wrong):
    answer = ask_for(world, **wrong)
    assert answer.status_code == 401
    assert answer.json["detail"] == "Surel atau kata sandi salah."


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer nothing", "Basic YTpi", "nothing", "", "Bearer \u00e9"]
)
@pytest.mark.parametrize("url", ["/v1/organizations", "/v1/vocabulary", "/v1/openapi.json"])
def test_a_wrong_proof_is_refused_everywhere_and_never_taken_for_the_public(world, url, header):
    answer = world.get(url, headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_is_worth_nothing(world):
    issued = ask_for(world).json
    for _ in range(2):
        answer = world.ask("DELETE", f"/v1/tokens/{issued['id']}", by="officer")
        assert (answer.status_code, answer.data) == (204, b"")
    assert read_with(world, issued["token"]).status_code == 401


@pytest.mark.parametrize(
    ("by", "status"), [(None, 401), ("outsider", 404), ("service", 404), ("administrator", 204)]
)
def test_only_its_account_and_administrators_revoke_a_token(world, by, status):
    token_id = ask_for(world).json["id"]
    assert world.ask("DELETE", f"/v1/tokens/{token_id}", by=by).status_code == status


def test_a_reading_token_revokes_nothing(world):
    token_id = ask_for(world).json["id"]
    reader = world.limited("officer", TokenScope.READ)
    assert world.ask("DELETE", f"/v1/tokens/{token_id}", by=reader).status_code == 403


def test_what_never_was_a_token_is_404(world):
    assert world.ask("DELETE", "/v1/tokens/0000nothere0", by="officer").status_code == 404


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, {"/email", "/password"}),
        ({"email": "officer@contoh.example"}, {"/password"}),
        ({"account": "x", "email": "officer@contoh.example"}, {"/email"}),
        ({"account": "x", "password": PASSWORD}, {"/password"}),
    ],
)
def test_a_token_is_for_a_password_or_for_a_service(world, body, pointers):
    refused = world.post("/v1/tokens", body, by="administrator")
    assert refused.status_code == 422
    assert {mistake["pointer"] for mistake in refused.json["errors"]} == pointers


def test_a_token_can_be_told_from_other_texts(world):
    assert ask_for(world).json["token"].startswith("lr_")


def listed(world, url="/v1/tokens", by="officer"):
    return world.get(url, by=by).json["items"]


def test_tokens_that_work_are_listed_without_their_secrets(world):
    issued = ask_for(world, label="Dasbor", scopes=["read"]).json
    answer = world.get("/v1/tokens", by="officer")
    assert issued["token"] not in answer.text
    (told,) = [it for it in answer.json["items"] if it["id"] == issued["id"]]
    assert (told["label"], told["scopes"]) == ("Dasbor", ["read"])
    world.ask("DELETE", f"/v1/tokens/{issued['id']}", by="officer")
    assert issued["id"] not in [it["id"] for it in listed(world)]


def test_the_last_use_is_told_to_a_quarter_of_an_hour(world):
    issued = ask_for(world).json
    standing = world.clock.now

    def used():
        read_with(world, issued["token"])
        return next(it["last_used_at"] for it in listed(world) if it["id"] == issued["id"])

    try:
        told = []
        for minutes in (0, 16, 20, 40):
            world.clock.now = standing + timedelta(minutes=minutes)
            told.append(used())
    finally:
        world.clock.now = standing
    first, second, third, fourth = told
    assert first is None
    assert second == third
    assert datetime.fromisoformat(second) == standing + timedelta(minutes=16)
    assert datetime.fromisoformat(fourth) == standing + timedelta(minutes=40)


def test_using_a_token_is_no_change_that_anybody_follows(world):
    secret = ask_for(world).json["token"]
    before = world.registry.journal_position()
    read_with(world, secret)
    assert world.registry.journal_position() == before


@pytest.mark.parametrize("kind", ["tokens", "sessions"])
def test_only_its_account_and_administrators_see_what_is_open(world, kind):
    account = world.registry.get_account_by_email("officer@contoh.example").id
    session = world.open_session("officer")
    assert listed(world, f"/v1/{kind}?account={account}", by="administrator")
    assert world.get(f"/v1/{kind}", by=None).status_code == 401
    assert world.get(f"/v1/{kind}?account={account}", by="outsider").status_code == 404
    assert session not in [it["id"] for it in listed(world, f"/v1/{kind}", by="outsider")]
    assert (
        world.get(f"/v1/{kind}", by=world.limited("officer", TokenScope.REGISTER)).status_code
        == 403
    )


def test_a_session_is_ended_where_sessions_are(world):
    session = world.open_session("officer")
    assert session in [it["id"] for it in listed(world, "/v1/sessions")]
    for by, url, status in (
        ("outsider", f"/v1/sessions/{session}", 404),
        ("officer", f"/v1/tokens/{session}", 404),
        ("officer", f"/v1/sessions/{session}", 204),
        ("officer", f"/v1/sessions/{session}", 204),
    ):
        assert world.ask("DELETE", url, by=by).status_code == status
    assert session not in [it["id"] for it in listed(world, "/v1/sessions")]
