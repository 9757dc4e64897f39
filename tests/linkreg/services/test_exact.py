"""The one organization that a text names without doubt."""

from __future__ import annotations

import pytest

from fixtures.factories import ProfileFactory
from linkreg import Registry
from linkreg.profile import Identifier
from linkreg.services import exact, organizations
from linkreg.vocabulary import IdentifierScheme, OrganizationStatus

NUMBERS = (
    Identifier(IdentifierScheme.NPWP, "0990001463000000"),
    Identifier(IdentifierScheme.NIB, "0000990000146"),
    Identifier(IdentifierScheme.SK_AHU, "C-9000146.HT.01.02.TH 2004"),
)


def add(registry: Registry, name: str, **facts: object) -> str:
    status = facts.pop("status", OrganizationStatus.PUBLISHED)
    with registry.transaction() as tx:
        profile = ProfileFactory(name=name, **facts)
        return organizations.register(tx, profile, status=status).id


def find(registry: Registry, text: str) -> str | None:
    with registry.reading() as tx:
        return exact.find_exact(tx, text)


@pytest.mark.parametrize(
    "typed",
    [
        "0990001463000000",
        "0990 0014 6300 0000",
        "0990-0014-6300-0000",
        "99.000.146.3-000.000",
        "NPWP: 99.000.146.3-000.000",
        "NIB 0000990000146",
        "C-9000146.HT.01.02.TH 2004",
        "c 9000146 ht 01 02 th 2004",
        "SK Kemenkumham No. C-9000146.HT.01.02.TH 2004",
        "Yayasan Contoh Jembatan",
        "YAYASAN  CONTOH, JEMBATAN",
    ],
)
def test_numbers_and_names_are_read_as_people_write_them(registry: Registry, typed: str) -> None:
    organization_id = add(registry, "Yayasan Contoh Jembatan", identifiers=NUMBERS)
    add(registry, "Yayasan Contoh Lain", identifiers=())
    assert find(registry, typed) == organization_id


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "Jembatan", "Contoh Jembatan", "0990001471000000", "2004", "7371011501900001"],
)
def test_less_than_the_whole_name_or_another_number_names_nobody(
    registry: Registry, typed: str
) -> None:
    add(registry, "Yayasan Contoh Jembatan", identifiers=NUMBERS)
    assert find(registry, typed) is None


def test_a_name_that_two_bear_names_nobody(registry: Registry) -> None:
    add(registry, "Yayasan Contoh Kembar", identifiers=())
    add(registry, "Yayasan Contoh Kembar", identifiers=(), region="32.73")
    assert find(registry, "Yayasan Contoh Kembar") is None


def test_what_is_not_published_is_never_named(registry: Registry) -> None:
    status = OrganizationStatus.SUBMITTED
    add(registry, "Yayasan Contoh Tunggu", identifiers=NUMBERS, status=status)
    assert find(registry, "Yayasan Contoh Tunggu") is None
    assert find(registry, "0990001463000000") is None
