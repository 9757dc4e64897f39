"""Accounts, sessions and tokens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import (
    Conflict,
    InvalidInput,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    UnknownCode,
)
from linkreg.services import accounts
from linkreg.services.credentials import Purpose
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import Role

_PASSWORD = "kata sandi yang panjang"
_HASH = hash_password(_PASSWORD)
_EMAIL = "petugas@contoh.example"
_PROFILE = {"name": "Yayasan Contoh", "region": "73.71"}


@pytest.fixture
def officer(registry: Registry) -> str:
    with registry.transaction() as tx:
        return accounts.add_account(tx, _EMAIL, _HASH, Role.OFFICER, region="73")


def _log_in(registry: Registry, email: str = _EMAIL, password: str = _PASSWORD) -> str:
    return registry.log_in(email, password).secret


def _use_for(registry: Registry, secret: str, clock: Callable[..., None], *, minutes: int) -> None:
    """Use a session every quarter of an hour."""
    for _ in range(minutes // 15):
        clock.move(minutes=15)
        assert _who(registry, secret) is not None
    clock.move(minutes=minutes % 15)


def _who(registry: Registry, secret: str, purpose: Purpose = Purpose.SESSION) -> Actor | None:
    return registry.find_actor(secret, purpose)


def test_a_session_stands_for_its_account(registry: Registry, officer: str) -> None:
    secret = _log_in(registry, " Petugas@Contoh.Example ")
    assert _who(registry, secret) == Actor(officer, Role.OFFICER, region="73")


@pytest.mark.parametrize(
    ("email", "password"),
    [(_EMAIL, "salah"), ("lain@contoh.example", _PASSWORD), ("", ""), (_EMAIL, "x" * 10_000)],
)
def test_a_wrong_login_does_not_say_which_half_was_wrong(
    registry: Registry, officer: str, email: str, password: str
) -> None:
    with pytest.raises(NotAuthenticated) as caught:
        _log_in(registry, email, password)
    assert caught.value.message == "Surel atau kata sandi salah."


def test_a_session_ends_by_time_by_logging_out_and_by_disabling(
    registry: Registry, officer: str, clock: Callable[..., None]
) -> None:
    out, late, disabled = (_log_in(registry) for _ in range(3))
    registry.log_out(out)
    registry.log_out("unknown")
    assert _who(registry, out) is None
    _use_for(registry, late, clock, minutes=719)
    assert _who(registry, late) is not None
    clock.move(minutes=1)
    assert _who(registry, late) is None
    clock.move(hours=-12)
    with registry.database.begin() as connection:
        connection.execute(text("UPDATE accounts SET disabled_at = created_at"))
    assert _who(registry, disabled) is None
    with pytest.raises(NotPermitted, match="dinonaktifkan"):
        _log_in(registry)


def test_a_token_is_no_session_and_a_session_no_token(registry: Registry, officer: str) -> None:
    session = _log_in(registry)
    token = registry.issue_token(_EMAIL, _PASSWORD, scopes=("read",)).secret
    assert _who(registry, session, Purpose.TOKEN) is None
    assert _who(registry, token, Purpose.SESSION) is None
    actor = _who(registry, token, Purpose.TOKEN)
    assert actor is not None
    assert actor.scopes == frozenset({"read"})


def test_a_token_ends_when_it_says(registry: Registry, officer: str, clock) -> None:
    token = registry.issue_token(_EMAIL, _PASSWORD, lifetime=timedelta(days=1))
    clock.move(days=1)
    assert _who(registry, token.secret, Purpose.TOKEN) is None


def test_its_account_revokes_a_token_and_others_do_not_even_see_it(
    registry: Registry, officer: str
) -> None:
    token = registry.issue_token(_EMAIL, _PASSWORD)
    stranger = Actor("another", Role.OFFICER, region="73")
    for actor, error in ((PUBLIC, NotAuthenticated), (stranger, NotFound)):
        with pytest.raises(error):
            registry.revoke(token.id, actor)
    registry.revoke(token.id, Actor(officer, Role.OFFICER))
    assert _who(registry, token.secret, Purpose.TOKEN) is None


def test_secrets_and_passwords_are_not_in_the_database(registry: Registry, officer: str) -> None:
    secret = _log_in(registry)
    with registry.database.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        everything = [connection.execute(text(f"SELECT * FROM {n}")).all() for (n,) in names]
    assert secret not in repr(everything)
    assert _PASSWORD not in repr(everything)


@pytest.mark.parametrize(
    ("email", "password", "role", "error"),
    [
        (_EMAIL.upper(), _PASSWORD, Role.SERVICE, Conflict),
        ("tanpa-at", _PASSWORD, Role.SERVICE, InvalidInput),
        ("a b@c.id", _PASSWORD, Role.SERVICE, InvalidInput),
        ("a\x00@c.id", _PASSWORD, Role.SERVICE, InvalidInput),
        ("@c.id", _PASSWORD, Role.SERVICE, InvalidInput),
        ("a@c.example*", _PASSWORD, Role.SERVICE, InvalidInput),
        ("a@c..id", _PASSWORD, Role.SERVICE, InvalidInput),
        ("a@-c.id", _PASSWORD, Role.SERVICE, InvalidInput),
        ("a" * 250 + "@c.id", _PASSWORD, Role.SERVICE, InvalidInput),
        ("b@c.id", "pendek", Role.SERVICE, InvalidInput),
        ("b@c.id", "x" * 129, Role.SERVICE, InvalidInput),
        ("b@c.id", _PASSWORD, Role.OFFICER, InvalidInput),
    ],
)
def test_an_account_that_cannot_be_is_refused(  # noqa: PLR0917 - a table's columns
    registry: Registry, officer: str, email: str, password: str, role: Role, error: type[Exception]
) -> None:
    with pytest.raises(error):
        registry.add_account(email, password, role)


@pytest.mark.parametrize("email", ["b@c-d.desa.id", "b+c@büro.example", "b@xn--bro-hoa.example"])
def test_an_address_of_any_script_may_have_an_account(registry: Registry, email: str) -> None:
    account = registry.add_account(email, _PASSWORD, Role.SERVICE)
    assert registry.get_account(account).email == email


def test_an_officer_s_region_and_an_account_s_organization_exist(registry: Registry) -> None:
    with pytest.raises(UnknownCode), registry.transaction() as tx:
        accounts.add_account(tx, "b@c.id", _HASH, Role.OFFICER, region="99")
    for role in (Role.ORGANIZATION, Role.OFFICER):
        with pytest.raises(NotFound), registry.transaction() as tx:
            accounts.add_account(tx, "b@c.id", _HASH, role, region="73", organization_id="x")


def test_only_administrators_add_accounts(registry: Registry, officer: str) -> None:
    with pytest.raises(NotPermitted), registry.transaction(Actor(officer, Role.OFFICER)) as tx:
        accounts.add_account(tx, "b@c.id", _HASH, Role.ADMINISTRATOR)
    with pytest.raises(NotAuthenticated), registry.transaction(PUBLIC) as tx:
        accounts.add_account(tx, "b@c.id", _HASH, Role.ADMINISTRATOR)


def test_signing_up_makes_account_and_organization_or_neither(registry: Registry) -> None:
    record, session = registry.sign_up(_EMAIL, _PASSWORD, _PROFILE)
    actor = _who(registry, _log_in(registry))
    assert actor is not None
    assert actor == _who(registry, session.secret)
    assert actor == Actor(actor.name, Role.ORGANIZATION, organization_id=record.id)
    before = registry.journal_position()
    with pytest.raises(Conflict):
        registry.sign_up(_EMAIL, _PASSWORD, _PROFILE)
    assert registry.journal_position() == before


def _while_hashing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something else happen whenever a password is hashed or compared."""
    for name in ("hash", "verify"):
        original = getattr(PasswordHasher, name)

        def slow(*given: str, original: Callable[..., object] = original) -> object:
            act()
            return original(*given)

        monkeypatch.setattr(PasswordHasher, name, slow)


@pytest.mark.parametrize(
    "verb",
    [
        lambda registry: registry.log_in(_EMAIL, _PASSWORD),
        lambda registry: registry.issue_token(_EMAIL, _PASSWORD),
        lambda registry: registry.sign_up("y@contoh.example", _PASSWORD, _PROFILE),
        lambda registry: registry.add_account("b@contoh.example", _PASSWORD, Role.SERVICE),
        lambda registry: registry.set_password(_EMAIL, _PASSWORD),
    ],
    ids=["log in", "issue a token", "sign up", "add an account", "set a password"],
)
def test_others_write_while_a_password_is_hashed(
    registry: Registry,
    officer: str,
    monkeypatch: pytest.MonkeyPatch,
    verb: Callable[[Registry], object],
) -> None:
    written: list[str] = []
    _while_hashing(monkeypatch, lambda: written.append(registry.register(_PROFILE).id))
    verb(registry)
    assert len(written) == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [("disabled_at = created_at", NotPermitted), ("password_hash = 'another'", NotAuthenticated)],
)
def test_what_changed_while_a_password_was_compared_counts(
    registry: Registry,
    officer: str,
    monkeypatch: pytest.MonkeyPatch,
    change: str,
    error: type[Exception],
) -> None:
    def change_it() -> None:
        with registry.database.begin() as connection:
            connection.execute(text(f"UPDATE accounts SET {change}"))

    before = registry.journal_position()
    _while_hashing(monkeypatch, change_it)
    with pytest.raises(error):
        registry.log_in(_EMAIL, _PASSWORD)
    assert registry.journal_position() == before
