"""A session that nobody uses ends, where others' data are in hand; a token does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event

from linkreg import Registry
from linkreg.services import accounts
from linkreg.services.credentials import Purpose
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import Role

_PASSWORD = "kata sandi yang panjang"
_HASH = hash_password(_PASSWORD)
_WATCHED = [(Role.OFFICER, "73"), (Role.ADMINISTRATOR, None)]
_OTHERS = [(Role.ORGANIZATION, None), (Role.SERVICE, None)]

Clock = Callable[..., None]


def _open(registry: Registry, role: Role, region: str | None) -> tuple[str, str]:
    """Return an account and the secret of a session of it."""
    with registry.transaction() as tx:
        account = accounts.add_account(tx, "a@contoh.example", _HASH, role, region=region)
    return account, registry.log_in("a@contoh.example", _PASSWORD).secret


def _works(registry: Registry, secret: str, purpose: Purpose = Purpose.SESSION) -> bool:
    return registry.find_actor(secret, purpose) is not None


@pytest.mark.parametrize(("role", "region"), _WATCHED)
def test_thirty_minutes_without_use_end_it(
    registry: Registry, clock: Clock, role: Role, region: str | None
) -> None:
    account, secret = _open(registry, role, region)
    clock.move(minutes=29, seconds=59)
    assert _works(registry, secret)
    clock.move(minutes=29)
    assert _works(registry, secret)
    clock.move(minutes=30)
    assert not _works(registry, secret)
    assert not _works(registry, secret)  # asking was no use of it
    assert not registry.list_credentials(account, Purpose.SESSION)


@pytest.mark.parametrize(("role", "region"), _OTHERS)
def test_who_has_only_their_own_in_hand_stays(
    registry: Registry, clock: Clock, role: Role, region: str | None
) -> None:
    account, secret = _open(registry, role, region)
    clock.move(hours=11)
    assert _works(registry, secret)
    assert registry.list_credentials(account, Purpose.SESSION)


def test_a_token_is_no_session(registry: Registry, clock: Clock) -> None:
    account, _ = _open(registry, Role.OFFICER, "73")
    token = registry.issue_token("a@contoh.example", _PASSWORD)
    clock.move(days=30)
    assert _works(registry, token.secret, Purpose.TOKEN)
    assert registry.list_credentials(account, Purpose.TOKEN)


def test_use_is_written_down_once_a_minute(registry: Registry, clock: Clock) -> None:
    _, secret = _open(registry, Role.OFFICER, "73")
    written: list[str] = []
    event.listen(
        registry.database,
        "before_cursor_execute",
        lambda *said: written.append(said[2]) if said[2].startswith("UPDATE credentials") else None,
    )
    for _ in range(20):
        clock.move(seconds=6)
        assert _works(registry, secret)
    assert len(written) == 2


def test_one_that_ended_idle_is_ended_for_good_with_the_others(
    registry: Registry, clock: Clock
) -> None:
    account, secret = _open(registry, Role.OFFICER, "73")
    clock.move(hours=1)
    assert registry.revoke_all(account) == 1
    clock.move(hours=-1)
    assert not _works(registry, secret)
