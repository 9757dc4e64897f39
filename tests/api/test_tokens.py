"""Tokens: issued to whoever knows the password, shown once, ended by their owner."""

from __future__ import annotations

from datetime import timedelta

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
