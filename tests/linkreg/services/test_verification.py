"""Documents before an officer: checklist, history, replacement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from linkreg import Registry
from linkreg.document_kinds import CHECKLISTS
from linkreg.errors import Conflict, InvalidInput, NotFound, NotPermitted, StaleVersion
from linkreg.services.assessments import facts_of
from linkreg.vocabulary import EvidenceKind, EvidenceState, NoticeOutcome
from tests.actors import (
    ELSEWHERE,
    OFFICER,
    READER,
    keeper_of,
    linked_officer,
    published,
)
from tests.conftest import StandingClock
from tests.decisions import accepting, reject, rejecting
from tests.samples import pdf

_DEED: dict[str, Any] = {"kind": "deed", "number": "12", "issued_on": "2020-01-02"}


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


def _supply(registry: Registry, organization: str, **more: Any) -> str:
    return registry.supply_evidence(organization, _DEED | more, keeper_of(organization)).id


def _accepted(registry: Registry, organization: str, **more: Any) -> str:
    deed = _supply(registry, organization, **more)
    registry.decide_evidence(organization, deed, accepting("deed"), OFFICER)
    return deed


def _state(registry: Registry, organization: str, evidence_id: str) -> EvidenceState:
    found = {it.id: it.state for it in registry.get(organization).evidence}
    return found[evidence_id]


def _counting(registry: Registry, organization: str) -> set[str]:
    return {it.id for it in facts_of(registry.get(organization)).documents}


@pytest.mark.parametrize("kind", EvidenceKind)
def test_every_kind_of_document_has_a_checklist_that_asks_for_name_and_legibility(
    kind: EvidenceKind,
) -> None:
    assert {"name_matches", "legible"} <= set(CHECKLISTS[kind])


@pytest.mark.parametrize("question", CHECKLISTS[EvidenceKind.DEED])
def test_a_question_answered_no_forbids_accepting(
    registry: Registry, organization: str, question: str
) -> None:
    deed = _supply(registry, organization)
    decision = accepting("deed")
    decision["answers"][question] = False
    with pytest.raises(InvalidInput) as caught:
        registry.decide_evidence(organization, deed, decision, OFFICER)
    assert [it.pointer for it in caught.value.mistakes] == [f"/answers/{question}"]
    assert _state(registry, organization, deed) is EvidenceState.PENDING


def test_every_unanswered_question_is_told_at_once(registry: Registry, organization: str) -> None:
    deed = _supply(registry, organization)
    with pytest.raises(InvalidInput) as caught:
        registry.decide_evidence(organization, deed, {"state": "accepted"}, OFFICER)
    asked = {f"/answers/{question}" for question in CHECKLISTS[EvidenceKind.DEED]}
    assert {it.pointer for it in caught.value.mistakes} == asked


def test_a_question_of_another_kind_is_refused_by_name(
    registry: Registry, organization: str
) -> None:
    deed = _supply(registry, organization)
    decision = accepting("deed")
    decision["answers"]["field_named"] = True
    with pytest.raises(InvalidInput) as caught:
        registry.decide_evidence(organization, deed, decision, OFFICER)
    assert [it.pointer for it in caught.value.mistakes] == ["/answers/field_named"]


def test_every_decision_is_kept_and_the_newest_is_in_force(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    deed = _accepted(registry, organization)
    clock.move(hours=1)
    reject(registry, organization, deed, "Nama lain.")
    clock.move(hours=1)
    registry.decide_evidence(organization, deed, accepting("deed", note="Dibaca ulang."), OFFICER)
    history = registry.list_verifications(deed, OFFICER)
    assert [it.note for it in history] == ["Dibaca ulang.", "Nama lain.", None]
    assert history[0].state is _state(registry, organization, deed) is EvidenceState.ACCEPTED
    assert len({it.evidence_version for it in history}) == 3


def test_a_decision_keeps_who_when_and_the_answers(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    deed = _accepted(registry, organization)
    (decided,) = registry.list_verifications(deed, OFFICER)
    assert (decided.decided_by, decided.decided_at) == (OFFICER.name, clock.now)
    assert set(decided.answers) == set(CHECKLISTS[EvidenceKind.DEED])


def test_an_officer_linked_to_the_organization_does_not_verify_it(
    registry: Registry, organization: str
) -> None:
    deed = _supply(registry, organization)
    for decision in (accepting("deed"), rejecting("deed")):
        with pytest.raises(NotPermitted, match="terhubung"):
            registry.decide_evidence(organization, deed, decision, linked_officer(organization))


@pytest.mark.parametrize("actor", [ELSEWHERE, READER], ids=["elsewhere", "reader"])
def test_nobody_without_the_right_verifies(
    registry: Registry, organization: str, actor: Any
) -> None:
    deed = _supply(registry, organization)
    with pytest.raises(NotPermitted):
        registry.decide_evidence(organization, deed, accepting("deed"), actor)


def test_a_rejection_takes_no_effect_until_it_is_decided(
    registry: Registry, organization: str
) -> None:
    deed = _accepted(registry, organization)
    registry.decide_evidence(organization, deed, rejecting("deed"), OFFICER)
    assert _state(registry, organization, deed) is EvidenceState.ACCEPTED
    assert _counting(registry, organization) == {deed}


def test_an_announced_rejection_leaves_the_day_as_it_is_read_later(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    deed = _supply(registry, organization)
    registry.decide_evidence(organization, deed, rejecting("deed"), OFFICER)
    stood, day = registry.get(organization), clock.now.date()
    clock.move(days=1)
    assert registry.get(organization, on=day) == stood


def test_a_document_whose_rejection_is_announced_is_not_decided_beside_it(
    registry: Registry, organization: str
) -> None:
    deed = _supply(registry, organization)
    registry.decide_evidence(organization, deed, rejecting("deed"), OFFICER, version=1)
    for decision in (accepting("deed"), rejecting("deed")):
        with pytest.raises(Conflict, match="pemberitahuan"):
            registry.decide_evidence(organization, deed, decision, OFFICER, version=1)


def test_once_its_notice_was_dropped_a_document_may_be_accepted(
    registry: Registry, organization: str
) -> None:
    deed = _supply(registry, organization)
    registry.decide_evidence(organization, deed, rejecting("deed"), OFFICER)
    (notice,) = registry.list_notices(organization, OFFICER)
    registry.decide_notice(notice.id, {"outcome": "dropped", "note": "Cocok."}, OFFICER)
    registry.decide_evidence(organization, deed, accepting("deed"), OFFICER)
    assert _state(registry, organization, deed) is EvidenceState.ACCEPTED


@pytest.mark.parametrize("change", [{"number": "13"}, {"issuer": "Notaris"}, {"clause": "Pasal 3"}])
def test_a_change_sends_an_accepted_document_back(
    registry: Registry, organization: str, change: dict[str, str]
) -> None:
    deed = _accepted(registry, organization)
    registry.change_evidence(organization, deed, _DEED | change, keeper_of(organization))
    assert _state(registry, organization, deed) is EvidenceState.PENDING
    assert registry.list_verifications(deed, OFFICER)[0].state is EvidenceState.ACCEPTED


def test_a_new_file_sends_an_accepted_document_back(registry: Registry, organization: str) -> None:
    deed = _accepted(registry, organization)
    registry.attach_file(organization, deed, pdf(), "akta.pdf", keeper_of(organization))
    assert _state(registry, organization, deed) is EvidenceState.PENDING


def test_saying_the_same_again_leaves_an_accepted_document_accepted(
    registry: Registry, organization: str
) -> None:
    deed = _accepted(registry, organization)
    before = registry.get(organization)
    registry.change_evidence(organization, deed, _DEED, keeper_of(organization))
    assert registry.get(organization) == before


def test_changing_needs_the_version_that_was_seen(registry: Registry, organization: str) -> None:
    deed = _accepted(registry, organization)
    with pytest.raises(StaleVersion):
        registry.change_evidence(organization, deed, {**_DEED, "number": "13"}, version=1)


def test_a_replaced_accepted_document_counts_on(registry: Registry, organization: str) -> None:
    old = _accepted(registry, organization)
    new = _supply(registry, organization, replaces=old)
    assert _counting(registry, organization) == {old, new}


def test_a_replaced_waiting_document_no_longer_counts(
    registry: Registry, organization: str
) -> None:
    old = _supply(registry, organization)
    new = _supply(registry, organization, replaces=old)
    assert _counting(registry, organization) == {new}


def test_a_document_is_replaced_once(registry: Registry, organization: str) -> None:
    old = _supply(registry, organization)
    _supply(registry, organization, replaces=old)
    with pytest.raises(Conflict, match="sudah digantikan"):
        _supply(registry, organization, replaces=old)


def test_another_organization_s_document_is_not_there_to_be_replaced(
    registry: Registry, organization: str
) -> None:
    other = _supply(registry, published(registry, name="Lain"))
    with pytest.raises(NotFound):
        _supply(registry, organization, replaces=other)
    assert registry.get(organization).evidence == ()


@pytest.mark.parametrize("decide", [accepting, rejecting])
def test_a_replaced_waiting_document_is_no_longer_decided_on(
    registry: Registry, organization: str, decide: Callable[..., dict[str, Any]]
) -> None:
    old = _supply(registry, organization)
    _supply(registry, organization, replaces=old)
    with pytest.raises(Conflict, match="digantikan"):
        registry.decide_evidence(organization, old, decide("deed"), OFFICER)


def test_a_replaced_accepted_document_may_still_be_rejected(
    registry: Registry, organization: str
) -> None:
    old = _accepted(registry, organization)
    new = _supply(registry, organization, replaces=old)
    reject(registry, organization, old)
    assert _counting(registry, organization) == {new}


def test_a_replaced_document_is_changed_no_more(registry: Registry, organization: str) -> None:
    old = _accepted(registry, organization)
    _supply(registry, organization, replaces=old)
    keeper = keeper_of(organization)
    with pytest.raises(Conflict, match="digantikan"):
        registry.change_evidence(organization, old, _DEED | {"number": "13"}, keeper)
    with pytest.raises(Conflict, match="digantikan"):
        registry.attach_file(organization, old, pdf(), "akta.pdf", keeper)


def test_when_its_replacement_is_withdrawn_a_document_stands_again(
    registry: Registry, organization: str
) -> None:
    old = _supply(registry, organization)
    new = _supply(registry, organization, replaces=old)
    registry.withdraw_evidence(organization, new, keeper_of(organization))
    (stands,) = registry.get(organization).evidence
    assert (stands.id, stands.replaced_by, stands.counts) == (old, None, True)


def test_a_withdrawn_document_is_gone_now_and_there_on_its_day(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    deed, day = _accepted(registry, organization), clock.now.date()
    clock.move(days=1)
    registry.withdraw_evidence(organization, deed, keeper_of(organization))
    assert registry.get(organization).evidence == ()
    assert [it.id for it in registry.get(organization, on=day).evidence] == [deed]
    with pytest.raises(NotFound):
        registry.decide_evidence(organization, deed, accepting("deed"), OFFICER)


def test_replacing_an_accepted_document_answers_its_notice_and_leaves_it_open(
    registry: Registry, organization: str
) -> None:
    old = _accepted(registry, organization)
    registry.decide_evidence(organization, old, rejecting("deed"), OFFICER)
    _supply(registry, organization, replaces=old)
    (notice,) = registry.list_notices(organization, OFFICER)
    assert (notice.outcome, notice.replied_at is not None) == (None, True)


@pytest.mark.parametrize("how", ["replaced", "withdrawn"])
def test_a_waiting_document_that_goes_away_ends_its_notice(
    registry: Registry, organization: str, how: str
) -> None:
    deed = _supply(registry, organization)
    registry.decide_evidence(organization, deed, rejecting("deed"), OFFICER)
    if how == "replaced":
        _supply(registry, organization, replaces=deed)
    else:
        registry.withdraw_evidence(organization, deed, keeper_of(organization))
    (notice,) = registry.list_notices(organization, OFFICER)
    assert notice.outcome is NoticeOutcome.SUPERSEDED


def test_withdrawing_the_middle_of_three_leaves_the_first_replaced_by_the_last(
    registry: Registry, organization: str
) -> None:
    first = _supply(registry, organization)
    second = _supply(registry, organization, replaces=first)
    third = _supply(registry, organization, replaces=second)
    registry.withdraw_evidence(organization, second, keeper_of(organization))
    replaced = {it.id: it.replaced_by for it in registry.get(organization).evidence}
    assert replaced == {first: third, third: None}


def test_a_notice_about_a_changed_document_is_decided_on_what_stands_now(
    registry: Registry, organization: str
) -> None:
    deed = _accepted(registry, organization)
    registry.decide_evidence(organization, deed, rejecting("deed"), OFFICER)
    registry.change_evidence(organization, deed, _DEED | {"number": "13"}, keeper_of(organization))
    (notice,) = registry.list_notices(organization, OFFICER)
    registry.decide_notice(notice.id, {"outcome": "confirmed", "note": "Tetap lain."}, OFFICER)
    assert _state(registry, organization, deed) is EvidenceState.REJECTED
    newest = registry.list_verifications(deed, OFFICER)[0]
    assert (newest.state, newest.note) == (EvidenceState.REJECTED, "Tetap lain.")
