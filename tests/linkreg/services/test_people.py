"""The people of an organization: each with an account, and never nobody."""

from __future__ import annotations

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import Conflict, NotAuthenticated, NotFound, NotPermitted
from linkreg.services.credentials import Purpose
from linkreg.vocabulary import OrganizationStatus, Role

_PASSWORD = "kata sandi yang panjang"
_PROFILE = {"name": "Yayasan Contoh", "region": "73.71"}


def _add(registry: Registry, name: str, organization: str) -> Actor:
    account = registry.add_account(
        f"{name}@contoh.example", _PASSWORD, Role.ORGANIZATION, organization_id=organization
    )
    return Actor(account, Role.ORGANIZATION, organization_id=organization)


def _invite(registry: Registry, name: str, organization: str) -> str:
    return registry.invite(
        f"{name}@contoh.example", Role.ORGANIZATION, organization_id=organization
    ).account_id


@pytest.fixture
def own(registry: Registry) -> str:
    return registry.register(_PROFILE, status=OrganizationStatus.PUBLISHED).id


def test_they_are_listed_first_come_first(registry: Registry, own: str, clock) -> None:
    first = _add(registry, "ketua", own)
    clock.move(days=1)
    _invite(registry, "bendahara", own)
    registry.add_account(
        "petugas@contoh.example", _PASSWORD, Role.OFFICER, region="73", organization_id=own
    )
    told = [(it.email, it.is_invited) for it in registry.list_people(own, first)]
    assert told == [("ketua@contoh.example", False), ("bendahara@contoh.example", True)]


def test_whoever_is_taken_off_is_out_at_once(registry: Registry, own: str) -> None:
    first, second = _add(registry, "ketua", own), _add(registry, "bendahara", own)
    session = registry.log_in("bendahara@contoh.example", _PASSWORD)
    registry.remove_person(own, second.name, first)
    assert registry.find_actor(session.secret, Purpose.SESSION) is None
    with pytest.raises(NotPermitted, match="dinonaktifkan"):
        registry.log_in("bendahara@contoh.example", _PASSWORD)
    assert [it.id for it in registry.list_people(own)] == [first.name]


def test_the_last_who_can_log_in_stays(registry: Registry, own: str) -> None:
    first, invited = _add(registry, "ketua", own), _invite(registry, "bendahara", own)
    for actor in (first, Actor("admin", Role.ADMINISTRATOR)):
        with pytest.raises(Conflict):
            registry.remove_person(own, first.name, actor)
    registry.remove_person(own, invited, first)
    with pytest.raises(Conflict):
        registry.remove_person(own, first.name, first)


def test_one_may_take_oneself_off(registry: Registry, own: str) -> None:
    first, second = _add(registry, "ketua", own), _add(registry, "bendahara", own)
    registry.remove_person(own, first.name, first)
    assert [it.id for it in registry.list_people(own, second)] == [second.name]


def test_others_people_are_nobody_s_business(registry: Registry, own: str) -> None:
    first = _add(registry, "ketua", own)
    _add(registry, "wakil", own)
    other = registry.register(_PROFILE | {"name": "Yayasan Lain"}).id
    stranger = _add(registry, "lain", other)
    officer = Actor("o73", Role.OFFICER, region="73")
    for actor, error in (
        (PUBLIC, NotAuthenticated),
        (stranger, NotPermitted),
        (officer, NotPermitted),
    ):
        with pytest.raises(error):
            registry.list_people(own, actor)
        with pytest.raises(error):
            registry.remove_person(own, first.name, actor)
    for unknown in (stranger.name, "0000nothere0"):
        with pytest.raises(NotFound):
            registry.remove_person(own, unknown, first)
