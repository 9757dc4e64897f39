"""Accounts over the API: kept by administrators, each account's own password, and haste."""

from __future__ import annotations

from itertools import count

import pytest

from linkreg.services.one_time_codes import code_of, step_at
from tests.api.conftest import PASSWORD

NEW = "kambing makan kawat berduri"
NUMBERS = count()


def email_of(name="x"):
    return f"{name}{next(NUMBERS)}@contoh.example"


def add(world, *, by="administrator", **changes):
    body = {"email": email_of(), "password": NEW, "role": "service"} | changes
    return world.post("/v1/accounts", body, by=by)


def token_of(world, email, password=NEW):
    return world.post("/v1/tokens", {"email": email, "password": password})


def patch(world, account, changes, *, by="administrator", etag=None):
    url = f"/v1/accounts/{account}"
    etag = etag or world.get(url, by="administrator").headers["ETag"]
    return world.patch(url, changes, etag=etag, by=by)


def by_token(secret):
    return {"Authorization": f"Bearer {secret}"}


def test_an_added_account_can_be_read_and_used(world):
    added = add(world, role="officer", region="73.71")
    assert added.status_code == 201
    assert "password" not in added.text
    assert world.get(added.headers["Location"], by="administrator").json == added.json
    assert (added.json["role"], added.json["region"]) == ("officer", "73.71")
    assert token_of(world, added.json["email"]).status_code == 201


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"email": "x", "password": "pendek"}, {"/email", "/password"}),
        ({"password": "password12345678"}, {"/password"}),
        ({"role": "officer"}, {"/region"}),
        ({"role": "raja"}, {"/role"}),
        ({"role": "officer", "region": "99"}, {"/region"}),
        ({"password": 15}, {"/password"}),
        ({"password": ""}, {"/password"}),
        ({"password": "x" * 1025}, {"/password"}),
        ({"password": None, "lain": 1}, {"/password", "/lain"}),
    ],
)
def test_what_is_wrong_with_a_new_account_is_told_at_once(world, changes, pointers):
    refused = add(world, **changes)
    assert refused.status_code == 422
    assert {mistake["pointer"] for mistake in refused.json["errors"]} == pointers


def test_a_second_account_of_an_address_is_refused(world):
    taken = add(world).json["email"]
    assert add(world, email=taken.upper()).status_code == 409


@pytest.mark.parametrize(("by", "status"), [(None, 401), ("officer", 403), ("service", 403)])
@pytest.mark.parametrize(
    "ask",
    [
        lambda world, by: add(world, by=by),
        lambda world, by: world.get("/v1/accounts", by=by),
        lambda world, by: patch(world, add(world).json["id"], {"disabled": True}, by=by),
        lambda world, by: world.post("/v1/tokens", {"account": add(world).json["id"]}, by=by),
    ],
    ids=["add", "list", "change", "token for a service"],
)
def test_only_administrators_keep_accounts(world, by, status, ask):
    assert ask(world, by).status_code == status


def test_an_administrator_s_reading_token_changes_nothing(world):
    reader = world.limited("administrator", "read")
    assert world.get("/v1/accounts", by=reader).status_code == 200
    assert add(world, by=reader).status_code == 403


def test_the_list_is_complete_and_in_order(world):
    add(world)
    whole = world.get("/v1/accounts?limit=100", by="administrator").json
    emails = [it["email"] for it in whole["items"]]
    assert emails == sorted(emails)
    assert len(emails) == whole["total"]
    second = world.get("/v1/accounts?limit=1&offset=1", by="administrator")
    assert [it["email"] for it in second.json["items"]] == emails[1:2]
    assert second.headers.getlist("Link") == [
        '</v1/accounts?limit=1&offset=2>; rel="next"',
        '</v1/accounts?limit=1&offset=0>; rel="prev"',
    ]
    beyond = world.get("/v1/accounts?limit=100&offset=10000", by="administrator")
    assert (beyond.json["items"], beyond.json["total"]) == ([], whole["total"])


def test_an_account_reads_itself_and_no_other(world):
    own = add(world).json
    world.tokens["own"] = token_of(world, own["email"]).json["token"]
    assert world.get(f"/v1/accounts/{own['id']}", by="own").json == own
    assert world.get(f"/v1/accounts/{own['id']}", by="officer").status_code == 404
    assert world.get("/v1/accounts/0000nothere0", by="administrator").status_code == 404


def test_a_disabled_account_loses_what_it_has_open_for_good(world):
    account = add(world).json
    secret = token_of(world, account["email"]).json["token"]
    disabled = patch(world, account["id"], {"disabled": True})
    assert disabled.json["disabled_at"] is not None
    assert token_of(world, account["email"]).status_code == 403
    assert patch(world, account["id"], {"disabled": False}).json["disabled_at"] is None
    assert world.get("/v1/tokens", headers=by_token(secret)).status_code == 401
    assert token_of(world, account["email"]).status_code == 201


def test_nobody_disables_the_own_account(world):
    own = world.get("/v1/accounts?limit=100", by="administrator").json["items"]
    mine = next(it for it in own if it["email"] == world.email("administrator"))
    assert patch(world, mine["id"], {"disabled": True}).status_code == 409


def test_an_officer_is_given_another_region_at_once(world):
    officer = add(world, role="officer", region="32").json
    world.tokens["moved"] = token_of(world, officer["email"]).json["token"]
    draft = world.add(status="submitted", region="73.71")
    assert world.get(f"/v1/organizations/{draft}", by="moved").status_code == 404
    assert patch(world, officer["id"], {"region": "73"}).json["region"] == "73"
    assert world.get(f"/v1/organizations/{draft}", by="moved").status_code == 401
    world.tokens["moved"] = token_of(world, officer["email"]).json["token"]
    assert world.get(f"/v1/organizations/{draft}", by="moved").status_code == 200


def test_an_account_is_given_another_role(world):
    account = add(world).json
    world.tokens["raised"] = token_of(world, account["email"]).json["token"]
    assert world.get("/v1/accounts", by="raised").status_code == 403
    raised = patch(world, account["id"], {"role": "administrator"})
    assert raised.json["role"] == "administrator"
    assert world.get("/v1/accounts", by="raised").status_code == 401
    world.tokens["raised"] = token_of(world, account["email"]).json["token"]
    assert world.get("/v1/accounts", by="raised").status_code == 200
    assert patch(world, account["id"], {"role": "officer"}).status_code == 422
    assert patch(world, account["id"], {"role": "service"}).json["region"] is None


def test_the_last_administrator_is_told(world):
    mine = next(
        it
        for it in world.get("/v1/accounts?limit=100", by="administrator").json["items"]
        if it["email"] == world.email("administrator")
    )
    for changes in ({"role": "service"}, {"disabled": True}):
        refused = patch(world, mine["id"], changes)
        assert (refused.status_code, refused.json["code"]) == (409, "conflict")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"disabled": None},
        {"disabled": "yes"},
        {"region": "99"},
        {"region": "73"},
        {"role": "raja"},
        {"role": None},
        {"role": "officer"},
    ],
)
def test_a_change_that_makes_no_sense_is_refused(world, changes):
    assert patch(world, add(world).json["id"], changes).status_code == 422


def test_a_change_names_the_version_it_saw(world):
    added = add(world)
    url, etag = added.headers["Location"], added.headers["ETag"]
    assert world.patch(url, {"disabled": True}, etag=None, by="administrator").status_code == 428
    assert world.patch(url, {"disabled": True}, etag=etag, by="administrator").status_code == 200
    assert world.patch(url, {"disabled": False}, etag=etag, by="administrator").status_code == 412


def change_password(world, by, current, new):
    return world.post("/v1/account/password", {"current": current, "password": new}, by=by)


def test_another_password_ends_everything_that_was_open(world):
    account = add(world).json
    session = world.registry.log_in(account["email"], NEW)
    world.tokens["own"] = token_of(world, account["email"]).json["token"]
    assert change_password(world, "own", NEW, f"{NEW} juga").status_code == 204
    assert world.get("/v1/tokens", by="own").status_code == 401
    assert world.registry.find_actor(session.secret, "session") is None
    assert token_of(world, account["email"]).status_code == 401
    assert token_of(world, account["email"], f"{NEW} juga").status_code == 201


@pytest.mark.parametrize(
    ("current", "new", "pointer"),
    [
        ("bukan kata sandinya", NEW, "/current"),
        (PASSWORD, "pendek", "/password"),
        (PASSWORD, "officer@contoh.example", "/password"),
        (PASSWORD, "Indonesia Merdeka 1945", "/password"),
    ],
)
def test_a_refused_password_changes_nothing(world, current, new, pointer):
    refused = change_password(world, "officer", current, new)
    assert refused.status_code == 422
    assert [mistake["pointer"] for mistake in refused.json["errors"]] == [pointer]
    assert world.get("/v1/tokens", by="officer").status_code == 200


def test_a_password_is_changed_by_its_own_account_with_a_token_that_writes(world):
    assert change_password(world, None, PASSWORD, NEW).status_code == 401
    reader = world.limited("officer", "read")
    assert change_password(world, reader, PASSWORD, NEW).status_code == 403


def test_a_service_gets_a_token_from_an_administrator_alone(world):
    account = add(world).json["id"]
    issued = world.post("/v1/tokens", {"account": account, "label": "d"}, by="administrator")
    assert issued.status_code == 201
    listed = world.get(f"/v1/tokens?account={account}", by="administrator").json["items"]
    assert [it["label"] for it in listed] == ["d"]
    officer = add(world, role="officer", region="73").json["id"]
    for other in (officer, "0000nothere0"):
        refused = world.post("/v1/tokens", {"account": other}, by="administrator")
        assert [mistake["pointer"] for mistake in refused.json["errors"]] == ["/account"]


def test_failures_wait_whatever_door_they_come_by(world):
    account = add(world).json
    for _ in range(5):
        assert token_of(world, account["email"], "bukan kata sandinya").status_code == 401
    answer = token_of(world, account["email"])
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert answer.json["code"] == "too_many_requests"
    assert (
        world.ask("POST", "/v1/tokens", json={"email": "a@b.id", "password": "x"}).status_code
        == 401
    )


def test_one_time_codes_are_switched_on_used_and_switched_off(world):
    account = add(world).json
    world.tokens["own"] = token_of(world, account["email"]).json["token"]
    begun = world.post("/v1/account/totp", by="own")
    assert (begun.status_code, begun.headers["Cache-Control"]) == (201, "no-store")
    assert begun.json["secret"] in begun.json["address"]
    wrong = world.post("/v1/account/totp/confirmation", {"code": "000000"}, by="own")
    assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "/code")
    code = code_of(begun.json["secret"], step_at(world.clock.now))
    paper = world.post("/v1/account/totp/confirmation", {"code": code}, by="own").json[
        "paper_codes"
    ]
    body = {"email": account["email"], "password": NEW}
    assert world.post("/v1/tokens", body).status_code == 401
    assert world.post("/v1/tokens", body | {"code": code}).status_code == 401
    assert world.post("/v1/tokens", body | {"code": paper[0]}).status_code == 201
    removal = "/v1/account/totp/removal"
    assert world.post(removal, {"code": paper[0]}, by="own").status_code == 422
    assert world.post(removal, {"code": paper[1]}, by="own").status_code == 204
    assert world.post("/v1/tokens", body).status_code == 201
    assert world.post("/v1/account/totp").status_code == 401
