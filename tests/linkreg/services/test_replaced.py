"""What was replaced, in the reminders: it speaks only where an officer had accepted it."""

from __future__ import annotations

from typing import Any

import pytest

from linkreg import Registry
from tests.actors import OFFICER, keeper_of, published
from tests.decisions import accepting, reject

_ENDING = {"kind": "office_lease", "valid_from": "2025-12-01", "valid_until": "2026-11-30"}
_NEXT = {"kind": "office_lease", "valid_from": "2026-12-01", "valid_until": "2028-11-30"}
_LATER = {"kind": "office_lease", "valid_from": "2027-03-01", "valid_until": "2028-11-30"}


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


def _supply(registry: Registry, organization: str, lease: dict[str, Any], **more: Any) -> str:
    return registry.supply_evidence(organization, lease | more, keeper_of(organization)).id


def _accepted(registry: Registry, organization: str, lease: dict[str, Any]) -> str:
    document = _supply(registry, organization, lease)
    registry.decide_evidence(organization, document, accepting("office_lease"), OFFICER)
    return document


def _reminded(registry: Registry) -> list[str]:
    return [it.evidence.id for due in registry.list_reminders() for it in due.documents]


def test_a_replaced_accepted_document_that_ends_is_still_reminded_of(
    registry: Registry, organization: str
) -> None:
    old = _accepted(registry, organization, _ENDING)
    _supply(registry, organization, _LATER, replaces=old)
    assert _reminded(registry) == [old]


def test_a_replacement_without_a_gap_ends_the_reminders(
    registry: Registry, organization: str
) -> None:
    old = _accepted(registry, organization, _ENDING)
    _supply(registry, organization, _NEXT, replaces=old)
    assert _reminded(registry) == []


def test_a_replaced_waiting_document_is_not_reminded_of(
    registry: Registry, organization: str
) -> None:
    old = _supply(registry, organization, _ENDING)
    _supply(registry, organization, _LATER, replaces=old)
    assert old not in _reminded(registry)


def test_when_the_replacement_is_rejected_the_accepted_one_is_reminded_of(
    registry: Registry, organization: str
) -> None:
    old = _accepted(registry, organization, _ENDING)
    new = _supply(registry, organization, _NEXT, replaces=old)
    reject(registry, organization, new)
    assert _reminded(registry) == [old]


def test_a_withdrawn_document_is_not_reminded_of(registry: Registry, organization: str) -> None:
    document = _accepted(registry, organization, _ENDING)
    registry.withdraw_evidence(organization, document, keeper_of(organization))
    assert _reminded(registry) == []
