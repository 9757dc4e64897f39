"""What waits for an officer: oldest first, of the own region, and never the own organization."""

from __future__ import annotations

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import NotAuthenticated, NotPermitted
from linkreg.vocabulary import OrganizationStatus
from tests.actors import (
    ADMINISTRATOR,
    CITY_OFFICER,
    ELSEWHERE,
    OFFICER,
    READER,
    keeper_of,
    linked_officer,
    published,
)
from tests.conftest import StandingClock
from tests.decisions import accepting, rejecting
from tests.standings import draft, submitted, supply


def _documents(registry: Registry, actor: Actor = OFFICER) -> list[str]:
    return [it.document.id for it in registry.list_documents_waiting(actor).documents]


def _profiles(registry: Registry, actor: Actor = OFFICER) -> list[str]:
    return [it.id for it in registry.list_waiting(actor).unpublished.records]


def _ripe(registry: Registry, actor: Actor = OFFICER) -> list[str]:
    return [it.notice.id for it in registry.list_waiting(actor).ripe]


def test_documents_wait_oldest_first_across_organizations(
    registry: Registry, clock: StandingClock
) -> None:
    first, second = published(registry, name="Satu"), published(registry, name="Dua")
    expected = []
    for organization in (second, first, second):
        expected.append(supply(registry, organization))
        clock.move(hours=1)
    assert _documents(registry) == expected


def test_all_that_wait_are_counted_and_the_oldest_shown(registry: Registry) -> None:
    organization = published(registry)
    for _ in range(5):
        supply(registry, organization)
    queue = registry.list_documents_waiting(OFFICER, limit=2)
    assert (len(queue.documents), queue.total) == (2, 5)


def test_what_is_decided_withdrawn_or_replaced_waits_no_more(registry: Registry) -> None:
    organization = published(registry)
    decided, withdrawn, replaced = (supply(registry, organization) for _ in range(3))
    registry.decide_evidence(organization, decided, accepting("bylaws"), OFFICER)
    registry.withdraw_evidence(organization, withdrawn)
    new = supply(registry, organization, replaces=replaced)
    assert _documents(registry) == [new]


def test_a_document_whose_notice_is_open_waits_with_its_notice(registry: Registry) -> None:
    organization = published(registry)
    document = supply(registry, organization)
    registry.decide_evidence(organization, document, rejecting("bylaws"), OFFICER)
    assert _documents(registry) == []
    (notice,) = registry.list_notices(organization)
    registry.decide_notice(notice.id, {"outcome": "dropped", "note": "x"}, OFFICER)
    assert _documents(registry) == [document]


def test_a_changed_document_waits_again(registry: Registry) -> None:
    organization = published(registry)
    document = supply(registry, organization)
    registry.decide_evidence(organization, document, accepting("bylaws"), OFFICER)
    registry.change_evidence(organization, document, {"kind": "bylaws", "number": "2"})
    assert _documents(registry) == [document]


def test_documents_of_drafts_do_not_wait(registry: Registry) -> None:
    supply(registry, draft(registry))
    assert _documents(registry) == []


@pytest.mark.parametrize(
    ("actor", "count"),
    [(OFFICER, 2), (CITY_OFFICER, 1), (ADMINISTRATOR, 3), (ELSEWHERE, 1), (READER, 2)],
    ids=lambda it: getattr(it, "name", it),
)
def test_an_officer_s_list_is_that_of_the_region(
    registry: Registry, actor: Actor, count: int
) -> None:
    for region in ("73.71", "73.01", "31.71"):
        supply(registry, published(registry, region=region))
    assert registry.list_documents_waiting(actor).total == count


def test_the_own_organization_does_not_wait_for_its_own_officer(registry: Registry) -> None:
    organization = submitted(registry)
    supply(registry, organization)
    linked = linked_officer(organization)
    assert (_documents(registry, linked), _profiles(registry, linked)) == ([], [])


def test_profiles_wait_since_they_were_submitted(registry: Registry, clock: StandingClock) -> None:
    older = draft(registry)
    clock.move(days=1)
    newer = submitted(registry)
    clock.move(days=1)
    registry.give_consent(older)
    registry.submit(older)
    assert _profiles(registry) == [newer, older]


def test_profiles_from_before_steps_were_dated_wait_since_they_came(
    registry: Registry, clock: StandingClock
) -> None:
    old = registry.register(
        {"name": "Lama", "region": "73.71"}, status=OrganizationStatus.SUBMITTED
    ).id
    with registry.database.begin() as connection:
        connection.exec_driver_sql("UPDATE organizations SET status_since = NULL")
    clock.move(days=1)
    new = submitted(registry)
    assert _profiles(registry) == [old, new]


def test_a_notice_is_ripe_once_answered_or_past_its_window(
    registry: Registry, clock: StandingClock
) -> None:
    first, second = published(registry, name="Satu"), published(registry, name="Dua")
    answered = registry.suspend(first, "Alasan.", OFFICER).id
    silent = registry.suspend(second, "Alasan.", OFFICER).id
    assert _ripe(registry) == []
    registry.reply(answered, "Jawaban.", keeper_of(first))
    assert _ripe(registry) == [answered]
    clock.move(days=14)
    assert _ripe(registry) == [answered]
    clock.move(days=1)
    assert set(_ripe(registry)) == {answered, silent}
    registry.decide_notice(answered, {"outcome": "confirmed", "note": "x"}, OFFICER)
    assert _ripe(registry) == [silent]


def test_only_officers_have_a_work_list(registry: Registry) -> None:
    organization = published(registry)
    with pytest.raises(NotPermitted):
        registry.list_documents_waiting(keeper_of(organization))
    with pytest.raises(NotAuthenticated):
        registry.list_documents_waiting(PUBLIC)
