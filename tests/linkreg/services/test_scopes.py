"""What a token's scopes leave of an administrator and of an organization."""

from __future__ import annotations

import pytest

from linkreg import Registry
from linkreg.actor import Actor
from linkreg.errors import NotPermitted
from linkreg.services import accounts, erasure
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import Role, TokenScope
from tests.actors import published

_READ, _REGISTER = frozenset({TokenScope.READ}), frozenset({TokenScope.REGISTER})


def test_an_administrator_s_reading_token_adds_no_account(registry: Registry) -> None:
    reader = Actor("admin", Role.ADMINISTRATOR, scopes=_READ)
    hashed = hash_password("kata sandi panjang")
    with registry.transaction(reader) as tx, pytest.raises(NotPermitted, match="write"):
        accounts.add_account(tx, "a@contoh.example", hashed, Role.ADMINISTRATOR)


@pytest.mark.parametrize(("scopes", "may"), [(_READ, True), (_REGISTER, False)], ids=str)
def test_reading_what_was_erased_takes_a_token_that_reads(
    registry: Registry, scopes: frozenset[str], may: bool
) -> None:
    organization = published(registry)
    with registry.reading(Actor("admin", Role.ADMINISTRATOR, scopes=scopes)) as tx:
        if may:
            assert erasure.list_erasures(tx, organization) == ()
        else:
            with pytest.raises(NotPermitted, match="read"):
                erasure.list_erasures(tx, organization)


def test_an_organization_s_reading_token_reads_who_read_its_documents(registry: Registry) -> None:
    organization = published(registry)
    reader = Actor("k", Role.ORGANIZATION, organization_id=organization, scopes=_READ)
    assert registry.list_accesses(organization, reader) == ((), 0)


def test_an_organization_s_reading_token_consents_to_nothing(registry: Registry) -> None:
    organization = published(registry)
    reader = Actor("k", Role.ORGANIZATION, organization_id=organization, scopes=_READ)
    with pytest.raises(NotPermitted, match="write"):
        registry.give_consent(organization, reader)
