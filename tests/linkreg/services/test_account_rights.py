"""Roles and regions that change: at once, in the journal, and never the last administrator's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import update

from linkreg import Registry, journal
from linkreg.actor import SYSTEM, Actor
from linkreg.errors import Conflict, InvalidInput, LinkregError, NotPermitted, StaleVersion
from linkreg.models import Account
from linkreg.services import accounts
from linkreg.services.credentials import Purpose
from linkreg.services.passwords import NO_PASSWORD, hash_password
from linkreg.vocabulary import Role

_PASSWORD = "kata sandi yang panjang"
_HASH = hash_password(_PASSWORD)


def _add(registry: Registry, name: str, role: Role, region: str | None = None) -> str:
    with registry.transaction() as tx:
        return accounts.add_account(tx, f"{name}@contoh.example", _HASH, role, region=region)


def _open(registry: Registry, name: str) -> list[tuple[str, Purpose]]:
    email = f"{name}@contoh.example"
    session = registry.log_in(email, _PASSWORD).secret
    token = registry.issue_token(email, _PASSWORD).secret
    return [(session, Purpose.SESSION), (token, Purpose.TOKEN)]


@pytest.mark.parametrize(
    ("changes", "role", "region", "fields"),
    [
        ({"role": Role.ADMINISTRATOR}, Role.ADMINISTRATOR, None, {"role", "region"}),
        ({"role": Role.SERVICE}, Role.SERVICE, None, {"role", "region"}),
        ({"region": "32"}, Role.OFFICER, "32", {"region"}),
        ({"role": Role.OFFICER, "region": "32.73"}, Role.OFFICER, "32.73", {"region"}),
    ],
)
def test_other_rights_end_what_is_open_and_are_journaled(
    registry: Registry,
    changes: dict[str, Any],
    role: Role,
    region: str | None,
    fields: set[str],
) -> None:
    account = _add(registry, "a", Role.OFFICER, "73")
    opened = _open(registry, "a")
    before = registry.journal_position()
    changed = registry.change_account(account, **changes)
    assert (changed.role, changed.region, changed.version) == (role, region, 2)
    assert [registry.find_actor(*it) for it in opened] == [None, None]
    with registry.reading() as tx:
        first, *ended = journal.read_after(tx.session, before, 10)
    assert (first.verb, set(first.fields)) == ("account_changed", fields)
    assert [it.verb for it in ended] == ["credential_revoked"] * 2
    (again, _), *_rest = _open(registry, "a")
    actor = registry.find_actor(again, Purpose.SESSION)
    assert actor is not None
    assert (actor.role, actor.region) == (role, region)


@pytest.mark.parametrize(
    "changes", [{"role": Role.OFFICER}, {"region": "73"}, {"disabled": False}, {}]
)
def test_what_stays_as_it_was_ends_nothing(registry: Registry, changes: dict[str, Any]) -> None:
    account = _add(registry, "a", Role.OFFICER, "73")
    opened = _open(registry, "a")
    before = registry.journal_position()
    assert registry.change_account(account, **changes).version == 1
    assert all(registry.find_actor(*it) for it in opened)
    assert registry.journal_position() == before


@pytest.mark.parametrize(
    ("role", "changes", "code"),
    [
        (Role.SERVICE, {"role": Role.OFFICER}, "required"),
        (Role.SERVICE, {"region": "73"}, "inconsistent"),
        (Role.OFFICER, {"role": Role.SERVICE, "region": "73"}, "inconsistent"),
        (Role.OFFICER, {"region": "99"}, "unknown_code"),
    ],
)
def test_an_officer_has_a_region_and_nobody_else(
    registry: Registry, role: Role, changes: dict[str, Any], code: str
) -> None:
    account = _add(registry, "a", role, "73" if role is Role.OFFICER else None)
    with pytest.raises(LinkregError) as caught:
        registry.change_account(account, **changes)
    mistakes = caught.value.mistakes if isinstance(caught.value, InvalidInput) else ()
    assert code in {caught.value.code, *(mistake.code for mistake in mistakes)}
    assert registry.get_account(account).version == 1


def test_only_another_administrator_changes_them(registry: Registry) -> None:
    account = _add(registry, "a", Role.OFFICER, "73")
    officer, other = Actor(account, Role.OFFICER, region="73"), Actor("x", Role.ORGANIZATION)
    for actor in (officer, other):
        with pytest.raises(NotPermitted):
            registry.change_account(account, actor, role=Role.ADMINISTRATOR)
    first, _ = _add(registry, "b", Role.ADMINISTRATOR), _add(registry, "c", Role.ADMINISTRATOR)
    with pytest.raises(Conflict, match="Akun sendiri"):
        registry.change_account(first, Actor(first, Role.ADMINISTRATOR), role=Role.SERVICE)


@pytest.mark.parametrize("changes", [{"disabled": True}, {"role": Role.SERVICE}])
@pytest.mark.parametrize("actor", [SYSTEM, Actor("another", Role.ADMINISTRATOR)])
def test_the_last_administrator_who_can_log_in_stays(
    registry: Registry, changes: dict[str, Any], actor: Actor
) -> None:
    last = _add(registry, "a", Role.ADMINISTRATOR)
    disabled = _add(registry, "b", Role.ADMINISTRATOR)
    registry.change_account(disabled, disabled=True)
    with registry.transaction() as tx:
        accounts.add_account(tx, "diundang@contoh.example", NO_PASSWORD, Role.ADMINISTRATOR)
    opened = _open(registry, "a")
    with pytest.raises(Conflict, match="administrator terakhir"):
        registry.change_account(last, actor, **changes)
    assert all(registry.find_actor(*it) for it in opened)
    registry.change_account(disabled, disabled=False)
    assert registry.change_account(last, actor, **changes).version == 2


def test_disabling_and_another_role_in_one_change(registry: Registry) -> None:
    account = _add(registry, "a", Role.ADMINISTRATOR)
    with pytest.raises(Conflict):
        registry.change_account(account, role=Role.SERVICE, disabled=True)
    _add(registry, "b", Role.ADMINISTRATOR)
    changed = registry.change_account(account, role=Role.SERVICE, disabled=True)
    assert (changed.role, changed.disabled_at is None) == (Role.SERVICE, False)


def test_a_change_of_an_older_version_is_refused(registry: Registry) -> None:
    account = _add(registry, "a", Role.OFFICER, "73")
    registry.change_account(account, region="32")
    with pytest.raises(StaleVersion):
        registry.change_account(account, version=1, role=Role.ADMINISTRATOR)


def test_two_administrators_who_demote_each_other_at_once(any_registry: Registry) -> None:
    registry = any_registry
    for turn in range(5):
        pair = [_add(registry, f"{turn}{name}", Role.ADMINISTRATOR) for name in "ab"]
        ready = threading.Barrier(2)

        def demote(mine: int, pair: list[str] = pair, ready: threading.Barrier = ready) -> bool:
            ready.wait()
            actor = Actor(pair[1 - mine], Role.ADMINISTRATOR)
            try:
                registry.change_account(pair[mine], actor, role=Role.SERVICE)
            except Conflict:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(demote, (0, 1))) == [False, True]
        with registry.transaction() as tx:  # whoever is left makes room for the next two
            tx.session.execute(update(Account).values(role=Role.SERVICE))


def test_a_person_s_links_stay_when_rights_change(
    registry: Registry, clock: Callable[..., None]
) -> None:
    link = registry.invite("baru@contoh.example", Role.SERVICE)
    registry.change_account(link.account_id, role=Role.OFFICER, region="73")
    secret = link.path.rpartition("/")[2]
    registry.follow_link(secret, Purpose.INVITATION, "kalimat lain yang baru")
    assert registry.get_account(link.account_id).role is Role.OFFICER
