"""One-time codes: as RFC 6238 computes them, each once, and never a way around the password."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from linkreg import Registry
from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.errors import (
    Conflict,
    InvalidInput,
    LinkregError,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    TooManyRequests,
)
from linkreg.services.one_time_codes import code_of, matching_step, step_at
from linkreg.vocabulary import Role, TokenScope
from tests.conftest import StandingClock

_EMAIL, _PASSWORD = "petugas@contoh.example", "kata sandi yang panjang"
_RFC = base64.b32encode(b"12345678901234567890").decode()


@pytest.fixture
def officer(any_registry: Registry) -> Actor:
    account = any_registry.add_account(_EMAIL, _PASSWORD, Role.OFFICER, region="73")
    return Actor(account, Role.OFFICER, region="73")


class _Phone:
    """Shows the codes of an account that was switched on."""

    def __init__(self, registry: Registry, officer: Actor, clock: StandingClock) -> None:
        self.clock = clock
        self.secret = registry.begin_codes(officer).secret
        self.paper = registry.confirm_codes(self.code(), officer)
        clock.move(seconds=30)

    def code(self, *, later: int = 0) -> str:
        return code_of(self.secret, step_at(self.clock.now) + later)


@pytest.fixture
def phone(any_registry: Registry, officer: Actor, clock: StandingClock) -> _Phone:
    return _Phone(any_registry, officer, clock)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    assert code_of(_RFC, step_at(now)) == code
    assert matching_step(_RFC, f" {code[:3]} {code[3:]} ", now) == step_at(now)


def test_a_clock_may_be_off_by_half_a_minute(clock: StandingClock) -> None:
    step = step_at(clock.now)
    near = [matching_step(_RFC, code_of(_RFC, step + off), clock.now) for off in range(-3, 4)]
    assert near == [None, None, step - 1, step, step + 1, None, None]


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３", "\ud800", "x" * 9999])
def test_what_is_no_code_fits_nothing(code: str, clock: StandingClock) -> None:
    assert matching_step(_RFC, code, clock.now) is None


def test_whoever_switched_on_needs_both(any_registry: Registry, phone: _Phone) -> None:
    for code in ("", "000000"):
        with pytest.raises(NotAuthenticated, match="ode sekali pakai"):
            any_registry.log_in(_EMAIL, _PASSWORD, code=code)
    with pytest.raises(NotAuthenticated, match="kata sandi salah"):
        any_registry.log_in(_EMAIL, "bukan kata sandinya", code=phone.code())
    with pytest.raises(NotAuthenticated, match="kode"):
        any_registry.issue_token(_EMAIL, _PASSWORD)
    assert any_registry.log_in(_EMAIL, _PASSWORD, code=phone.code())


def test_a_code_counts_once(any_registry: Registry, phone: _Phone, clock: StandingClock) -> None:
    code = phone.code()
    assert any_registry.issue_token(_EMAIL, _PASSWORD, code=code)
    for used in (code, phone.code(later=-1)):
        with pytest.raises(NotAuthenticated, match="sudah dipakai"):
            any_registry.log_in(_EMAIL, _PASSWORD, code=used)
    clock.move(seconds=30)
    assert any_registry.log_in(_EMAIL, _PASSWORD, code=phone.code())


def test_the_code_that_switched_on_is_used_up(
    any_registry: Registry, officer: Actor, clock: StandingClock
) -> None:
    phone = _Phone(any_registry, officer, clock)
    with pytest.raises(NotAuthenticated):
        any_registry.log_in(_EMAIL, _PASSWORD, code=phone.code(later=-1))


def test_each_code_on_paper_counts_once_however_it_is_typed(
    any_registry: Registry, phone: _Phone
) -> None:
    assert len(set(phone.paper)) == 8
    first, second = phone.paper[0], phone.paper[1]
    assert any_registry.log_in(_EMAIL, _PASSWORD, code=first)
    with pytest.raises(NotAuthenticated):
        any_registry.log_in(_EMAIL, _PASSWORD, code=first)
    assert any_registry.log_in(_EMAIL, _PASSWORD, code=second.replace("-", " ").upper())


def test_guessing_codes_is_bounded_as_guessing_passwords_is(
    any_registry: Registry, phone: _Phone
) -> None:
    for _ in range(5):
        with pytest.raises(NotAuthenticated):
            any_registry.log_in(_EMAIL, _PASSWORD, code="000000", address="203.0.113.7")
    with pytest.raises(TooManyRequests):
        any_registry.log_in(_EMAIL, _PASSWORD, code=phone.code(), address="203.0.113.7")


def test_until_one_is_confirmed_no_code_is_asked_for(
    any_registry: Registry, officer: Actor, clock: StandingClock
) -> None:
    secret = any_registry.begin_codes(officer).secret
    with pytest.raises(InvalidInput, match="salah"):
        any_registry.confirm_codes("000000", officer)
    assert any_registry.log_in(_EMAIL, _PASSWORD)
    any_registry.confirm_codes(code_of(secret, step_at(clock.now)), officer)
    assert any_registry.get_account(officer.name).asks_for_codes


def test_switching_on_twice_or_without_a_beginning_is_at_odds(
    any_registry: Registry, officer: Actor, clock: StandingClock
) -> None:
    with pytest.raises(Conflict):
        any_registry.confirm_codes("000000", officer)
    phone = _Phone(any_registry, officer, clock)
    for act in (
        lambda: any_registry.begin_codes(officer),
        lambda: any_registry.confirm_codes(phone.code(), officer),
    ):
        with pytest.raises(Conflict):
            act()


def test_switching_off_takes_a_code(any_registry: Registry, officer: Actor, phone: _Phone) -> None:
    with pytest.raises(InvalidInput):
        any_registry.remove_codes("000000", officer)
    any_registry.remove_codes(phone.paper[3], officer)
    assert any_registry.log_in(_EMAIL, _PASSWORD)
    with pytest.raises(InvalidInput):
        any_registry.remove_codes(phone.paper[4], officer)


def test_an_administrator_switches_off_for_who_lost_them(
    any_registry: Registry, officer: Actor, phone: _Phone
) -> None:
    with pytest.raises(NotPermitted):
        any_registry.remove_codes_for(_EMAIL, officer)
    any_registry.remove_codes_for(_EMAIL)
    assert any_registry.log_in(_EMAIL, _PASSWORD)


def test_another_password_leaves_codes_on(any_registry: Registry, phone: _Phone) -> None:
    any_registry.set_password(_EMAIL, "kambing makan kawat")
    with pytest.raises(NotAuthenticated, match="kode"):
        any_registry.log_in(_EMAIL, "kambing makan kawat")


@pytest.mark.parametrize(("actor", "error"), [(PUBLIC, NotAuthenticated), (SYSTEM, NotFound)])
def test_codes_are_of_one_s_own_account(
    registry: Registry, actor: Actor, error: type[LinkregError]
) -> None:
    with pytest.raises(error):
        registry.begin_codes(actor)


def test_a_reading_token_switches_nothing(any_registry: Registry, officer: Actor) -> None:
    reader = Actor(officer.name, Role.OFFICER, scopes=frozenset({TokenScope.READ}))
    with pytest.raises(NotPermitted):
        any_registry.begin_codes(reader)


def test_codes_on_paper_are_not_in_the_database(any_registry: Registry, phone: _Phone) -> None:
    with any_registry.database.connect() as connection:
        kept = repr(connection.execute(text("SELECT * FROM accounts")).all())
    assert [code for code in phone.paper if code in kept or code.replace("-", "") in kept] == []
