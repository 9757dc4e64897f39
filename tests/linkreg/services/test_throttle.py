"""Attempts to get in are bounded per account and address, whatever becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from linkreg import Registry, open_registry
from linkreg.errors import Conflict, LinkregError, NotAuthenticated, TooManyRequests
from linkreg.services import throttle
from linkreg.services.throttle import network_of
from linkreg.settings import Settings
from linkreg.vocabulary import Role
from tests.conftest import StandingClock

_EMAIL, _PASSWORD = "petugas@contoh.example", "kata sandi yang panjang"
_HOME, _AWAY = "203.0.113.7", "198.51.100.9"
_PROFILE = {"name": "Yayasan Contoh", "region": "73.71"}


@pytest.fixture
def guarded(any_registry: Registry) -> Registry:
    """A registry with one account."""
    any_registry.add_account(_EMAIL, _PASSWORD, Role.OFFICER, region="73")
    return any_registry


def _fail(registry: Registry, times: int, *, email: str = _EMAIL, address: str = _HOME) -> None:
    for _ in range(times):
        with pytest.raises(NotAuthenticated):
            registry.log_in(email, "bukan kata sandinya", address=address)


def _wait(registry: Registry, *, email: str = _EMAIL, address: str = _HOME) -> int:
    with pytest.raises(TooManyRequests) as caught:
        registry.log_in(email, _PASSWORD, address=address)
    return caught.value.retry_after


def _log_in(registry: Registry, address: str = _HOME) -> str:
    return registry.log_in(_EMAIL, _PASSWORD, address=address).secret


def test_after_five_failures_even_the_right_password_waits(
    guarded: Registry, clock: StandingClock
) -> None:
    _fail(guarded, 5)
    assert _wait(guarded) == 30
    clock.move(seconds=29)
    assert _wait(guarded) == 1
    clock.move(seconds=1)
    assert _log_in(guarded)


def test_each_further_failure_waits_twice_as_long_up_to_an_hour(
    guarded: Registry, clock: StandingClock
) -> None:
    _fail(guarded, 5)
    waits = []
    for _ in range(9):
        waits.append(_wait(guarded))
        clock.move(seconds=waits[-1])
        _fail(guarded, 1)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_what_is_refused_for_haste_does_not_count(guarded: Registry, clock: StandingClock) -> None:
    _fail(guarded, 5)
    for _ in range(20):
        assert _wait(guarded) == 30
    clock.move(seconds=30)
    assert _log_in(guarded)


def test_getting_in_wipes_the_slate_here_but_not_elsewhere(
    guarded: Registry, clock: StandingClock
) -> None:
    _fail(guarded, 4)
    _fail(guarded, 5, address=_AWAY)
    _log_in(guarded)
    _fail(guarded, 4)
    assert _log_in(guarded)
    assert _wait(guarded, address=_AWAY) == 30


def test_a_day_later_all_is_forgotten(guarded: Registry, clock: StandingClock) -> None:
    _fail(guarded, 5)
    clock.move(days=1)
    _fail(guarded, 5)
    with guarded.database.connect() as connection:
        kept = connection.scalar(text("SELECT count(*) FROM attempts"))
    assert kept == 5 * 3


def test_an_account_tried_from_everywhere_is_closed_to_strangers_only(
    guarded: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "ACCOUNT_FREE", 8)
    _log_in(guarded)
    _fail(guarded, 4, address="192.0.2.1")
    _fail(guarded, 4, address="192.0.2.2")
    assert _wait(guarded, address="192.0.2.3") == 30
    assert _log_in(guarded)


def test_an_address_that_tries_many_accounts_is_stopped(
    guarded: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "ADDRESS_FREE", 6)
    for number in range(6):
        _fail(guarded, 1, email=f"x{number}@contoh.example")
    assert _wait(guarded) == 30
    assert _log_in(guarded, _AWAY)


def test_an_address_nobody_has_is_bounded_alike(guarded: Registry) -> None:
    _fail(guarded, 5, email="tidak.ada@contoh.example")
    assert _wait(guarded, email="tidak.ada@contoh.example") == 30


def test_tokens_and_logins_are_counted_together(guarded: Registry) -> None:
    _fail(guarded, 5)
    with pytest.raises(TooManyRequests):
        guarded.issue_token(_EMAIL, _PASSWORD, address=_HOME)


def test_many_at_once_are_counted_one_by_one(guarded: Registry) -> None:
    def attempt(_: int) -> type[LinkregError]:
        with pytest.raises(LinkregError) as caught:
            guarded.log_in(_EMAIL, "bukan kata sandinya", address=_HOME)
        return type(caught.value)

    with ThreadPoolExecutor(8) as pool:
        came_to = list(pool.map(attempt, range(24)))
    assert set(came_to) == {NotAuthenticated, TooManyRequests}
    assert 5 <= came_to.count(NotAuthenticated) <= 5 + 8


def test_nobody_can_read_who_tried(guarded: Registry) -> None:
    _fail(guarded, 2)
    with guarded.database.connect() as connection:
        told = repr(connection.execute(text("SELECT * FROM attempts")).all())
    for known in (_EMAIL, "petugas", _HOME, "bukan kata sandinya"):
        assert known not in told


def test_processes_count_together_by_the_secret_key(
    registry: Registry, tmp_path: object, clock: StandingClock
) -> None:
    registry.add_account(_EMAIL, _PASSWORD, Role.OFFICER, region="73")

    def another(key: str) -> Registry:
        folders = {"index_dir": f"{tmp_path}/index", "files_dir": f"{tmp_path}/files"}
        url = registry.database.url.render_as_string()
        return open_registry(url, **folders, settings=Settings(secret_key=key), clock=clock)

    first, second, stranger = another("k" * 32), another("k" * 32), another("x" * 32)
    _fail(first, 5)
    assert _wait(second) == 30
    assert _log_in(stranger)
    for opened in (first, second, stranger):
        opened.close()


def test_signing_up_is_bounded_by_address_successful_or_not(
    guarded: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "SIGN_UP_FREE", 2)

    def sign_up(email: str, address: str = _HOME) -> object:
        return guarded.sign_up(email, _PASSWORD, _PROFILE, address=address)

    assert sign_up("a@contoh.example")
    with pytest.raises(Conflict):
        sign_up(_EMAIL)
    with pytest.raises(TooManyRequests, match="pendaftaran"):
        sign_up("b@contoh.example")
    assert sign_up("b@contoh.example", _AWAY)
    assert _log_in(guarded)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
        ("x" * 500, "x" * 100),
    ],
)
def test_who_has_many_addresses_has_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_what_cannot_be_counted_is_not_tried(
    guarded: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def broken(*_: object) -> Callable[..., object]:
        raise RuntimeError

    monkeypatch.setattr(throttle, "make", broken)
    monkeypatch.setattr("linkreg.services.proofs.authenticate", lambda *it: checked.append("x"))
    with pytest.raises(RuntimeError):
        _log_in(guarded)
    assert checked == []
