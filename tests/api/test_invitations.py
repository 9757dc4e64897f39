"""Invitations, forgotten passwords and people over the API; letters are sent, links never answered."""

from __future__ import annotations

import time
from itertools import count

import pytest

from api.app import create_app
from api.mailing import mailing_by
from linkreg.mail import Letter, parse_sender
from linkreg.settings import Settings, mail_settings
from tests.smtp import running_mail_server

NEW = "kambing makan kawat berduri"
NUMBERS = count()


def email_of():
    return f"y{next(NUMBERS)}@contoh.example"


def invite(world, *, by="administrator", **changes):
    return world.post("/v1/invitations", {"email": email_of(), "role": "service"} | changes, by=by)


def secret_in(letter: Letter):
    (address,) = [word for word in letter.text.split() if word.startswith("https://")]
    return address.rpartition("/")[2]


def use(world, what, secret, password=NEW):
    return world.post(f"/v1/{what}", {"token": secret, "password": password})


def logs_in(world, email, password=NEW):
    answer = world.post("/v1/tokens", {"email": email, "password": password})
    return answer.status_code == 201


def test_the_letter_leads_to_an_account(world):
    invited = invite(world)
    assert invited.status_code == 201
    letter = world.letters[-1]
    assert letter.recipients == (invited.json["email"],)
    secret = secret_in(letter)
    assert secret not in invited.text
    assert use(world, "invitations/acceptance", secret).status_code == 204
    assert logs_in(world, invited.json["email"])
    assert use(world, "invitations/acceptance", secret).status_code == 404


def test_a_weak_password_is_told_and_the_link_stays_good(world):
    invite(world)
    secret = secret_in(world.letters[-1])
    refused = use(world, "invitations/acceptance", secret, "password12345678")
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (422, "common_password")
    assert use(world, "invitations/acceptance", secret).status_code == 204


@pytest.mark.parametrize(("by", "status"), [(None, 401), ("officer", 403), ("service", 403)])
def test_only_administrators_invite_anybody(world, by, status):
    sent = len(world.letters)
    assert invite(world, by=by).status_code == status
    assert len(world.letters) == sent


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"email": "x"}, "/email"), ({"role": "officer"}, "/region"), ({"role": "x"}, "/role")],
)
def test_a_wrong_invitation_sends_nothing(world, changes, pointer):
    sent = len(world.letters)
    refused = invite(world, **changes)
    assert [mistake["pointer"] for mistake in refused.json["errors"]] == [pointer]
    assert len(world.letters) == sent


@pytest.mark.parametrize("address", ["/v1/invitations", "/v1/accounts"])
def test_nobody_keeps_an_organization_that_is_not_there(world, address):
    body = {"email": email_of(), "role": "organization", "organization_id": "tidakadasama"}
    body |= {"password": NEW} if address.endswith("accounts") else {}
    assert world.post(address, body, by="administrator").status_code == 404


def ask_for_reset(world, email):
    return world.post("/v1/password-resets", {"email": email})


def test_a_forgotten_password_is_chosen_anew(world):
    account = invite(world).json["email"]
    use(world, "invitations/acceptance", secret_in(world.letters[-1]))
    assert ask_for_reset(world, account.upper()).status_code == 204
    secret = secret_in(world.letters[-1])
    assert use(world, "invitations/acceptance", secret).status_code == 404
    assert use(world, "password-resets/completion", secret, f"{NEW} juga").status_code == 204
    assert logs_in(world, account, f"{NEW} juga")
    assert not logs_in(world, account)


def test_nobody_learns_whether_there_is_an_account(world):
    sent = len(world.letters)
    known = ask_for_reset(world, world.email("outsider"))
    unknown = ask_for_reset(world, "tidak.ada@contoh.example")
    assert len(world.letters) == sent + 1
    for answer in (known, unknown):
        answer.headers.pop("X-Request-Id")
    assert (known.status, known.data, list(known.headers)) == (
        unknown.status,
        unknown.data,
        list(unknown.headers),
    )


def test_too_many_letters_are_not_sent(world):
    email = email_of()
    assert [ask_for_reset(world, email).status_code for _ in range(4)] == [204] * 3 + [429]


def test_people_are_listed_and_taken_off(world):
    own = world.add(keeper="ketua")
    invited = invite(world, by="ketua", role="organization", organization_id=own)
    use(world, "invitations/acceptance", secret_in(world.letters[-1]))
    people = f"/v1/organizations/{own}/people"
    listed = world.get(people, by="ketua").json
    assert invited.json["email"] in [it["email"] for it in listed["items"]]
    assert world.get(people, by=None).status_code == 401
    assert world.get(people, by="officer").status_code == 403
    person = f"{people}/{invited.json['account_id']}"
    assert world.ask("DELETE", person, by="officer").status_code == 403
    assert world.ask("DELETE", person, by="ketua").status_code == 204
    assert not logs_in(world, invited.json["email"])
    (last,) = world.get(people, by="ketua").json["items"]
    assert world.ask("DELETE", f"{people}/{last['id']}", by="ketua").status_code == 409


def test_without_a_mail_server_nothing_is_made(world):
    app = create_app(world.registry, secret_key="for tests only: 0123456789")
    headers = {"Authorization": f"Bearer {world.tokens['administrator']}"}
    before = world.registry.journal_position()
    body = {"email": email_of(), "role": "service"}
    answer = app.test_client().post("/v1/invitations", json=body, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (503, "mail_unavailable")
    assert world.registry.journal_position() == before


def test_letters_go_to_the_mail_server_beside_the_request(world):
    with running_mail_server() as server:
        settings = Settings(
            smtp_url=server.url,
            mail_from="Registri <registri@contoh.example>",
            public_url="https://ormas.contoh.example/",
        )
        app = create_app(
            world.registry,
            secret_key="for tests only: 0123456789",
            letters=mailing_by(mail_settings(settings)),
        )
        headers = {"Authorization": f"Bearer {world.tokens['administrator']}"}
        body = {"email": email_of(), "role": "service"}
        assert (
            app.test_client().post("/v1/invitations", json=body, headers=headers).status_code == 201
        )
        for _ in range(200):
            if server.letters:
                break
            time.sleep(0.05)
        (letter,) = server.letters
    assert letter["To"] == body["email"]
    assert "https://ormas.contoh.example/undangan/" in letter.get_content()
    assert letter["From"] == str(parse_sender("Registri <registri@contoh.example>"))
