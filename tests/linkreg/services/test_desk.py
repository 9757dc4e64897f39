"""One document after the other: its place, its neighbors, and what comes after a decision."""

from __future__ import annotations

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import NotAuthenticated, NotFound, NotPermitted
from linkreg.vocabulary import AccessKind, OrganizationStatus
from tests.actors import (
    ADMINISTRATOR,
    CITY_OFFICER,
    ELSEWHERE,
    OFFICER,
    keeper_of,
    linked_officer,
    published,
)
from tests.conftest import StandingClock
from tests.decisions import accepting, rejecting
from tests.standings import supply


@pytest.fixture
def waiting(registry: Registry, clock: StandingClock) -> list[str]:
    """Three documents of two organizations, the last two of one instant."""
    first, second = published(registry, name="Satu"), published(registry, name="Dua")
    found = [supply(registry, first)]
    clock.move(hours=1)
    return found + sorted(supply(registry, it) for it in (second, first))


def test_each_has_its_place_and_its_neighbors(registry: Registry, waiting: list[str]) -> None:
    seen = [registry.open_desk(it, OFFICER) for it in waiting]
    assert [(it.place, it.total) for it in seen] == [(1, 3), (2, 3), (3, 3)]
    assert [it.previous for it in seen] == [None, *waiting[:2]]
    assert [it.following for it in seen] == [*waiting[1:], None]
    assert [it.document.id for it in seen] == waiting
    assert registry.first_waiting(OFFICER) == waiting[0]


def test_one_put_forward_in_the_place_of_another_says_so(registry: Registry) -> None:
    organization = published(registry)
    old = supply(registry, organization)
    registry.decide_evidence(organization, old, accepting("bylaws"), OFFICER)
    new = supply(registry, organization, replaces=old)
    desk = registry.open_desk(new, OFFICER)
    assert [it.id for it in desk.replaced] == [old]
    assert desk.record.awaits_successor(desk.replaced[0])
    assert not desk.record.awaits_successor(desk.document)
    assert registry.open_desk(old, OFFICER).replaced == ()
    registry.decide_evidence(organization, new, accepting("bylaws"), OFFICER)
    desk = registry.open_desk(new, OFFICER)
    assert not desk.record.awaits_successor(desk.replaced[0])


def test_after_a_decision_comes_the_next_and_after_the_last_the_first(
    registry: Registry, waiting: list[str]
) -> None:
    one, two, three = waiting
    owner = registry.open_desk(two, OFFICER).record.id
    registry.decide_evidence(owner, two, accepting("bylaws"), OFFICER)
    assert registry.next_waiting(two, OFFICER) == three
    assert registry.next_waiting(three, OFFICER) == one
    decided = registry.open_desk(two, OFFICER)
    assert (decided.place, decided.total) == (None, 2)
    assert (decided.previous, decided.following) == (one, three)
    assert len(decided.history) == 1


def test_when_nothing_waits_there_is_no_next(registry: Registry) -> None:
    organization = published(registry)
    document = supply(registry, organization)
    registry.decide_evidence(organization, document, rejecting("bylaws"), OFFICER)
    assert registry.first_waiting(OFFICER) is None
    assert registry.next_waiting(document, OFFICER) is None
    seen = registry.open_desk(document, OFFICER)
    assert seen.place is None
    assert seen.notice is not None


def test_only_the_own_region_is_on_the_desk(registry: Registry, waiting: list[str]) -> None:
    far = supply(registry, published(registry, name="Jauh", region="31.71"))
    assert registry.open_desk(waiting[0], CITY_OFFICER).total == 3
    assert registry.open_desk(far, ADMINISTRATOR).total == 4
    assert registry.first_waiting(ELSEWHERE) == far
    with pytest.raises(NotFound):
        registry.open_desk(far, OFFICER)
    with pytest.raises(NotFound):
        registry.next_waiting(far, OFFICER)


def test_who_may_not_decide_is_refused(registry: Registry, waiting: list[str]) -> None:
    owner = registry.open_desk(waiting[0], OFFICER).record.id
    for actor, error in (
        (PUBLIC, NotAuthenticated),
        (keeper_of(owner), NotPermitted),
        (linked_officer(owner), NotPermitted),
    ):
        with pytest.raises(error):
            registry.open_desk(waiting[0], actor)


def test_a_document_taken_back_is_gone(registry: Registry, waiting: list[str]) -> None:
    owner = registry.open_desk(waiting[0], OFFICER).record.id
    registry.withdraw_evidence(owner, waiting[0])
    with pytest.raises(NotFound):
        registry.open_desk(waiting[0], OFFICER)
    with pytest.raises(NotFound):
        registry.open_desk("tidakada", OFFICER)


def test_looking_is_told_to_the_organization(registry: Registry, waiting: list[str]) -> None:
    owner = registry.open_desk(waiting[0], OFFICER).record.id
    (seen,), _ = registry.list_accesses(owner)
    assert (seen.actor, seen.kind, seen.evidence_id) == (
        OFFICER.name,
        AccessKind.DOCUMENTS,
        waiting[0],
    )


def _recent(registry: Registry, actor: Actor, limit: int = 30) -> list[tuple[str, list[str]]]:
    return [
        (it.record.profile.name, [entry.change.verb for entry in it.entries])
        for it in registry.list_recent(actor, limit=limit)
    ]


def test_what_happened_of_late_is_told_by_organization_and_day(
    registry: Registry, clock: StandingClock
) -> None:
    first = published(registry, name="Satu")
    supply(registry, first)
    clock.move(days=1)
    published(registry, name="Jauh", region="31.71")
    registry.register({"name": "Dua", "region": "73.08"}, status=OrganizationStatus.SUBMITTED)
    supply(registry, first)
    assert _recent(registry, OFFICER) == [
        ("Satu", ["evidence_supplied"]),
        ("Dua", ["registered"]),
        ("Satu", ["evidence_supplied", "registered"]),
    ]
    assert _recent(registry, OFFICER, 1) == [("Satu", ["evidence_supplied"])]
    assert [name for name, _ in _recent(registry, CITY_OFFICER)] == ["Satu", "Satu"]
    assert _recent(registry, Actor("x", OFFICER.role, region="96")) == []
    with pytest.raises(NotPermitted):
        registry.list_recent(keeper_of(first))
