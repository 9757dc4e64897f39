"""Who acts in tests, and the least that an organization must state before it may be submitted."""

from __future__ import annotations

from typing import Any

from linkreg import Registry
from linkreg.actor import Actor
from linkreg.vocabulary import OrganizationStatus, Role, TokenScope

OFFICER = Actor("o73", Role.OFFICER, region="73")
CITY_OFFICER = Actor("o7371", Role.OFFICER, region="73.71")
ELSEWHERE = Actor("o31", Role.OFFICER, region="31")
ADMINISTRATOR = Actor("admin", Role.ADMINISTRATOR)
READER = Actor("o73", Role.OFFICER, region="73", scopes=frozenset({TokenScope.READ}))

#: Who sits on the board of ``READY``.
CHAIR = "Sekar Contohwati"

READY: dict[str, Any] = {
    "name": "Yayasan Contoh",
    "region": "73.71",
    "legal_form": "yayasan",
    "address": "Jalan Contoh 1",
    "description": "Mendampingi kader posyandu.",
    "contact": {"email": "lembaga@contoh.example"},
    "urusan": ["1.02"],
    "board": [{"name": CHAIR, "position": "Ketua"}],
}


def keeper_of(organization: str) -> Actor:
    """The account that keeps an organization."""
    return Actor("keeper", Role.ORGANIZATION, organization_id=organization)


def linked_officer(organization: str, region: str = "73") -> Actor:
    """An officer whose account is linked to an organization as well."""
    return Actor("linked", Role.OFFICER, region=region, organization_id=organization)


def published(registry: Registry, **facts: Any) -> str:
    """Add an organization that the public sees, and return its id."""
    return registry.register(READY | facts, status=OrganizationStatus.PUBLISHED).id
