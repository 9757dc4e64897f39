"""The steps of a profile: who may take which, from where, why, and what the public sees of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linkreg import Registry, journal
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import (
    Conflict,
    InvalidInput,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from linkreg.records import NoticeRecord, OrganizationRecord
from linkreg.vocabulary import NoticeOutcome, OrganizationStatus
from tests.actors import (
    ADMINISTRATOR,
    CITY_OFFICER,
    ELSEWHERE,
    OFFICER,
    READER,
    READY,
    keeper_of,
    linked_officer,
    published,
)
from tests.conftest import StandingClock
from tests.standings import MAKERS, draft, submitted, suspended

_S = OrganizationStatus


def _steps(registry: Registry, organization: str, actor: Actor) -> dict[str, Callable[[], object]]:
    return {
        "submit": lambda: registry.submit(organization, actor),
        "publish": lambda: registry.publish(organization, actor, reason="Alasan."),
        "send_back": lambda: registry.send_back(organization, "Alasan.", actor),
        "suspend": lambda: registry.suspend(organization, "Alasan.", actor),
        "archive": lambda: registry.archive(organization, "Alasan.", actor),
    }


_POSSIBLE = {
    _S.DRAFT: {"submit"},
    _S.SUBMITTED: {"publish", "send_back"},
    _S.PUBLISHED: {"publish", "suspend", "archive"},
    _S.SUSPENDED: {"publish", "archive"},
    _S.ARCHIVED: {"publish"},
}


@pytest.mark.parametrize("step", ["submit", "publish", "send_back", "suspend", "archive"])
@pytest.mark.parametrize("status", _S)
def test_each_step_starts_from_its_own_statuses_only(
    registry: Registry, status: OrganizationStatus, step: str
) -> None:
    organization = MAKERS[status](registry)
    if status is _S.DRAFT:
        registry.give_consent(organization)
    take = _steps(registry, organization, OFFICER)[step]
    if step in _POSSIBLE[status]:
        take()
    else:
        with pytest.raises(Conflict, match="tidak dapat"):
            take()
        assert registry.get(organization).status is status


@pytest.mark.parametrize("field", ["address", "description", "urusan", "board", "legal_form"])
def test_submitting_names_the_one_field_that_is_missing(registry: Registry, field: str) -> None:
    organization = registry.register({k: v for k, v in READY.items() if k != field}).id
    registry.give_consent(organization)
    with pytest.raises(InvalidInput) as caught:
        registry.submit(organization)
    assert [it.pointer for it in caught.value.mistakes] == [f"/{field}"]


def test_a_telephone_is_enough_to_be_reached(registry: Registry) -> None:
    organization = draft(registry, contact={"phone": "0411-123456"})
    registry.give_consent(organization)
    assert registry.submit(organization).status is _S.SUBMITTED


def test_withdrawn_consent_is_missing_again(registry: Registry) -> None:
    organization = draft(registry)
    registry.give_consent(organization)
    registry.withdraw_consent(organization)
    with pytest.raises(InvalidInput) as caught:
        registry.submit(organization)
    assert [it.pointer for it in caught.value.mistakes] == ["/consent"]


@pytest.mark.parametrize("actor", [OFFICER, CITY_OFFICER, ADMINISTRATOR], ids=lambda a: a.name)
def test_those_in_charge_publish(registry: Registry, actor: Actor) -> None:
    assert registry.publish(submitted(registry), actor).status is _S.PUBLISHED


@pytest.mark.parametrize("step", ["publish", "send_back"])
def test_of_what_is_not_public_others_learn_nothing(registry: Registry, step: str) -> None:
    organization = submitted(registry)
    for actor in (PUBLIC, ELSEWHERE, keeper_of("another")):
        with pytest.raises(NotFound, match="tidak ditemukan"):
            _steps(registry, organization, actor)[step]()


@pytest.mark.parametrize("step", ["publish", "suspend"])
def test_nobody_else_decides_about_a_public_profile(registry: Registry, step: str) -> None:
    organization = published(registry)
    for actor in (ELSEWHERE, keeper_of(organization), keeper_of("another"), READER):
        with pytest.raises(NotPermitted):
            _steps(registry, organization, actor)[step]()
    with pytest.raises(NotAuthenticated):
        _steps(registry, organization, PUBLIC)[step]()


def test_an_officer_linked_to_it_neither_publishes_nor_suspends_it(registry: Registry) -> None:
    organization = submitted(registry)
    for take in (registry.publish, lambda it, by: registry.send_back(it, "Alasan.", by)):
        with pytest.raises(NotPermitted, match="terhubung"):
            take(organization, linked_officer(organization))
    registry.publish(organization, OFFICER)
    with pytest.raises(NotPermitted, match="terhubung"):
        registry.suspend(organization, "Alasan.", linked_officer(organization))


def test_an_officer_linked_to_it_does_not_decide_its_notice(registry: Registry) -> None:
    organization = published(registry)
    notice = registry.suspend(organization, "Alasan.", OFFICER)
    with pytest.raises(NotPermitted, match="terhubung"):
        registry.decide_notice(
            notice.id, {"outcome": "dropped", "note": "x"}, linked_officer(organization)
        )


def test_each_step_is_in_the_journal_with_its_actor(registry: Registry) -> None:
    organization = submitted(registry)
    registry.send_back(organization, "Lengkapi alamat.", OFFICER)
    registry.submit(organization, keeper_of(organization))
    registry.publish(organization, OFFICER)
    with registry.reading() as tx:
        told = journal.read_about(tx.session, f"organization/{organization}")
    steps = {"submitted", "sent_back", "published"}
    assert [(it.verb, it.actor) for it in told if it.verb in steps] == [
        ("submitted", "keeper"),
        ("sent_back", "o73"),
        ("submitted", "keeper"),
        ("published", "o73"),
    ]


def test_a_step_keeps_its_reason_and_its_instant(registry: Registry, clock: StandingClock) -> None:
    organization = submitted(registry)
    clock.move(days=2)
    registry.send_back(organization, "Lengkapi alamat.", OFFICER)
    record = registry.get(organization)
    assert (record.status_reason, record.status_since) == ("Lengkapi alamat.", clock.now)


@pytest.mark.parametrize("status", [_S.SUSPENDED, _S.ARCHIVED])
def test_publishing_again_needs_a_reason(registry: Registry, status: OrganizationStatus) -> None:
    organization = MAKERS[status](registry)
    with pytest.raises(InvalidInput) as caught:
        registry.publish(organization, OFFICER)
    assert [it.pointer for it in caught.value.mistakes] == ["/reason"]
    assert registry.publish(organization, OFFICER, reason="Alamat ada.").status is _S.PUBLISHED


def test_publishing_what_is_public_changes_nothing(registry: Registry) -> None:
    organization = published(registry)
    before = registry.get(organization)
    registry.publish(organization, OFFICER, reason="Lagi.")
    assert registry.get(organization) == before


@pytest.mark.parametrize("status", [_S.SUSPENDED, _S.ARCHIVED])
def test_what_is_suspended_or_archived_stays_visible_with_its_reason(
    registry: Registry, status: OrganizationStatus
) -> None:
    shown = registry.get(MAKERS[status](registry), PUBLIC)
    assert shown.status is status
    assert shown.status_reason in {"Tidak ditemukan.", "Bubar."}


def test_why_a_profile_was_sent_back_is_not_for_the_public(registry: Registry) -> None:
    organization = submitted(registry)
    registry.send_back(organization, "Nama bendahara keliru.", OFFICER)
    registry.submit(organization, keeper_of(organization))
    registry.publish(organization, OFFICER, reason="Sudah diperbaiki.")
    assert registry.get(organization, PUBLIC).status_reason is None


def test_one_s_own_profile_is_archived_at_once(registry: Registry) -> None:
    organization = published(registry)
    done = registry.archive(organization, "Bubar.", keeper_of(organization))
    assert isinstance(done, OrganizationRecord)
    assert done.status is _S.ARCHIVED


def test_an_officer_s_archival_is_announced_first(registry: Registry) -> None:
    organization = published(registry)
    done = registry.archive(organization, "Bubar menurut warga.", OFFICER)
    assert isinstance(done, NoticeRecord)
    assert registry.get(organization, PUBLIC).status is _S.PUBLISHED


def test_archiving_one_s_own_profile_ends_the_notices_that_lost_their_point(
    registry: Registry,
) -> None:
    organization = published(registry)
    registry.suspend(organization, "Alasan.", OFFICER)
    registry.archive(organization, "Alasan.", OFFICER)
    registry.archive(organization, "Bubar.", keeper_of(organization))
    outcomes = [it.outcome for it in registry.list_notices(organization, OFFICER)]
    assert outcomes == [NoticeOutcome.SUPERSEDED] * 2


def test_a_suspension_is_announced_once_at_a_time(registry: Registry) -> None:
    organization = published(registry)
    registry.suspend(organization, "Alasan.", OFFICER)
    with pytest.raises(Conflict, match="sudah diberitahukan"):
        registry.suspend(organization, "Lagi.", CITY_OFFICER)


def test_after_publishing_again_a_profile_may_be_suspended_again(registry: Registry) -> None:
    organization = suspended(registry)
    registry.publish(organization, OFFICER, reason="Alamat ada.")
    assert registry.suspend(organization, "Kosong lagi.", OFFICER).is_open


def test_an_archival_announced_to_a_public_profile_outlives_its_suspension(
    registry: Registry,
) -> None:
    organization = published(registry)
    archival = registry.archive(organization, "Bubar.", OFFICER)
    suspension = registry.suspend(organization, "Kosong.", OFFICER)
    for notice in (suspension, archival):
        assert isinstance(notice, NoticeRecord)
        registry.reply(notice.id, "Tidak.", keeper_of(organization))
        registry.decide_notice(notice.id, {"outcome": "confirmed", "note": "x"}, OFFICER)
    assert registry.get(organization).status is _S.ARCHIVED


@pytest.mark.parametrize("step", ["submit", "publish", "send_back", "suspend", "archive"])
def test_a_step_on_a_version_that_was_not_seen_is_refused(registry: Registry, step: str) -> None:
    status = {"submit": _S.DRAFT, "publish": _S.SUBMITTED, "send_back": _S.SUBMITTED}
    organization = MAKERS[status.get(step, _S.PUBLISHED)](registry)
    reason = () if step in {"submit", "publish"} else ("Alasan.",)
    with pytest.raises(StaleVersion):
        getattr(registry, step)(organization, *reason, OFFICER, version=99)


def test_the_officer_of_the_new_region_decides_after_a_move(registry: Registry) -> None:
    organization = published(registry)
    notice = registry.suspend(organization, "Alasan.", OFFICER)
    version = registry.get(organization).version
    registry.update(organization, {"region": "31.71"}, version=version)
    registry.reply(notice.id, "Kami pindah.", keeper_of(organization))
    decision = {"outcome": "confirmed", "note": "x"}
    with pytest.raises(NotFound):
        registry.decide_notice(notice.id, decision, OFFICER)
    registry.decide_notice(notice.id, decision, ELSEWHERE)
    assert registry.get(organization).status is _S.SUSPENDED
