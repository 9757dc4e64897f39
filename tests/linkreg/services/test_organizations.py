"""Registering, changing and publishing, as seen by whoever imports linkreg."""

from __future__ import annotations

from typing import Any

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import (
    Conflict,
    DuplicateIdentifier,
    InvalidInput,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from linkreg.services import accounts, identities, lifecycle, organizations
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import IdentifierScheme, OrganizationStatus, Role

_PROFILE: dict[str, Any] = {"name": "Yayasan Contoh", "region": "73.71"}
_NPWP = {"identifiers": [{"scheme": "npwp", "id": "01.234.567.8-901.000"}]}

OFFICER = Actor("o73", Role.OFFICER, region="73")
ELSEWHERE = Actor("o31", Role.OFFICER, region="31")
SERVICE = Actor("svc", Role.SERVICE, scopes=frozenset({"register"}))
NEWCOMER = Actor("new", Role.ORGANIZATION)


def keeper(organization_id: str) -> Actor:
    return Actor("keeper", Role.ORGANIZATION, organization_id=organization_id)


def test_a_new_organization_is_a_draft(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    assert (record.version, record.status) == (1, OrganizationStatus.DRAFT)
    assert registry.get(record.id, keeper(record.id)) == record


def test_an_account_keeps_the_one_profile_it_registers(registry: Registry) -> None:
    with registry.transaction() as tx:
        hashed = hash_password("kata sandi panjang")
        account = accounts.add_account(tx, "a@contoh.example", hashed, Role.ORGANIZATION)
    newcomer = Actor(account, Role.ORGANIZATION)
    registry.register(_PROFILE, newcomer)
    with pytest.raises(Conflict, match="baru saja mendaftarkan profil"):
        registry.register(_PROFILE, newcomer)
    assert registry.journal_position() == 2


@pytest.mark.parametrize("actor", [PUBLIC, ELSEWHERE, NEWCOMER, SERVICE], ids=lambda a: a.name)
def test_what_is_not_public_does_not_exist_for_others(registry: Registry, actor: Actor) -> None:
    record = registry.register(_PROFILE)
    with pytest.raises(NotFound):
        registry.get(record.id, actor)
    with pytest.raises(NotFound):
        registry.assess(record.id, actor=actor)


def test_an_officer_of_the_region_publishes_and_then_everybody_sees(registry: Registry) -> None:
    record = registry.register(_PROFILE, status=OrganizationStatus.SUBMITTED)
    published = registry.publish(record.id, OFFICER)
    assert (published.status, published.version) == (OrganizationStatus.PUBLISHED, 2)
    assert registry.get(record.id, PUBLIC) == published
    assert registry.publish(record.id, OFFICER) == published


def test_others_do_not_publish(registry: Registry) -> None:
    record = registry.register(_PROFILE, status=OrganizationStatus.SUBMITTED)
    with pytest.raises(NotFound):
        registry.publish(record.id, ELSEWHERE)
    with pytest.raises(NotPermitted):
        registry.publish(record.id, keeper(record.id))
    assert registry.get(record.id).status is OrganizationStatus.SUBMITTED


def test_only_what_was_submitted_is_published(registry: Registry) -> None:
    with registry.transaction() as tx:
        profile = organizations.Profile("Draf", "73.71")
        draft = organizations.register(tx, profile, status=OrganizationStatus.DRAFT)
    with pytest.raises(Conflict, match="Draf"):
        registry.publish(draft.id)


def test_the_public_does_not_register_and_a_keeper_not_twice(registry: Registry) -> None:
    with pytest.raises(NotAuthenticated):
        registry.register(_PROFILE, PUBLIC)
    with pytest.raises(NotPermitted, match="sudah mempunyai profil"):
        registry.register(_PROFILE, keeper("x"))


def test_a_token_does_only_what_its_scopes_say(registry: Registry) -> None:
    registry.register(_PROFILE, SERVICE)
    with pytest.raises(NotPermitted, match="register"):
        registry.register(_PROFILE, Actor("svc", Role.SERVICE, scopes=frozenset({"read"})))


def test_an_npwp_belongs_to_one_organization(registry: Registry) -> None:
    first = registry.register(_PROFILE | _NPWP)
    with pytest.raises(DuplicateIdentifier, match="NPWP 0012345678901000 sudah terdaftar"):
        registry.register(_PROFILE | _NPWP)
    second = registry.register(_PROFILE)
    with pytest.raises(DuplicateIdentifier):
        registry.update(second.id, _NPWP, version=1)
    registry.update(first.id, {"identifiers": None}, version=1)
    assert registry.update(second.id, _NPWP, version=1).version == 2


def test_an_npwp_is_kept_when_something_else_changes(registry: Registry) -> None:
    record = registry.register(_PROFILE | _NPWP)
    changed = registry.update(record.id, {"description": "Baru"}, version=1)
    assert changed.profile.identifier(IdentifierScheme.NPWP) == "0012345678901000"
    with registry.reading() as tx:
        found = identities.find_by_identifier(tx, IdentifierScheme.NPWP, "0012345678901000")
    assert found == record.id


def test_the_second_of_two_writers_is_told_that_it_saw_an_old_version(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    registry.update(record.id, {"description": "A"}, version=1)
    with pytest.raises(StaleVersion) as caught:
        registry.update(record.id, {"description": "B"}, version=1)
    assert (caught.value.seen, caught.value.current) == (1, 2)
    assert registry.get(record.id).profile.description == "A"


@pytest.mark.parametrize("actor", [PUBLIC, ELSEWHERE, keeper("another")], ids=lambda a: a.name)
def test_others_do_not_change_a_profile(registry: Registry, actor: Actor) -> None:
    record = registry.register(_PROFILE, status=OrganizationStatus.PUBLISHED)
    with pytest.raises((NotPermitted, NotAuthenticated)):
        registry.update(record.id, {"description": "x"}, version=2, actor=actor)


def test_moving_away_hands_the_profile_to_the_officer_there(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    registry.update(record.id, {"region": "31.71"}, version=1, actor=OFFICER)
    with pytest.raises(NotFound):
        registry.get(record.id, OFFICER)
    assert registry.get(record.id, ELSEWHERE).profile.region == "31.71"


def test_a_founding_day_in_the_future_is_refused(registry: Registry) -> None:
    with pytest.raises(InvalidInput, match="masih di masa depan"):
        registry.register(_PROFILE | {"founded_on": "2026-11-21"})
    registry.register(_PROFILE | {"founded_on": "2026-11-20"})


def test_all_changes_of_one_transaction_are_one_version(registry: Registry) -> None:
    record = registry.register(_PROFILE, status=OrganizationStatus.SUBMITTED)
    with registry.transaction() as tx:
        lifecycle.publish(tx, record.id)
        profile = organizations.get(tx, record.id).profile
        renamed = organizations.replace(profile, name="Yayasan Contoh Baru")
        organizations.update(tx, record.id, renamed, seen_version=2)
    stored = registry.get(record.id)
    assert (stored.version, stored.profile.name) == (2, "Yayasan Contoh Baru")
    assert stored.status is OrganizationStatus.PUBLISHED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yayasan Contoh", "YAYASAN  CONTOH"),
        ("Yayasan Contoh.", "yayasan-contoh"),
        ("Yayasan Café", "Yayasan Cafe"),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(one: str, other: str) -> None:
    assert organizations.name_key(one) == organizations.name_key(other)


def test_an_unknown_organization_is_not_found(registry: Registry) -> None:
    for unknown in ("x", "", "'; DROP TABLE organizations; --", "\x00", "k3v9x0q7m2cb"):
        with pytest.raises(NotFound, match="tidak ditemukan"):
            registry.get(unknown)
