"""Reading as of a past day: what stood then, whatever happened since. On both databases."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.clock import date_in_indonesia
from linkreg.errors import Conflict, NotFound, NotKnownThen, RevisionErased
from linkreg.schemas.evidence import load_evidence
from linkreg.schemas.flags import load_flag
from linkreg.schemas.profile import load_patch, load_profile
from linkreg.schemas.verification import NoticeDecision, load_decision
from linkreg.services import (
    decisions,
    evidence,
    flags,
    lifecycle,
    notices,
    organizations,
    verification,
)
from linkreg.transaction import Transaction
from linkreg.vocabulary import (
    EvidenceState,
    NoticeOutcome,
    OrganizationStatus,
    Outcome,
    Role,
    Verdict,
)
from tests.conftest import StandingClock
from tests.decisions import accepting, reject, rejecting

_PROFILE: dict[str, Any] = {"name": "Yayasan Contoh", "region": "73.71"}
_DEED = {"kind": "deed", "number": "12", "issuer": "Notaris Contoh", "issued_on": "2020-01-02"}

#: The day, in Western Indonesia Time, at which the standing clock begins.
DAY = date(2026, 11, 20)

OFFICER = Actor("o73", Role.OFFICER, region="73")
ELSEWHERE = Actor("o31", Role.OFFICER, region="31")


@pytest.fixture
def registry(make_registry: Callable[..., Registry], database_url: str) -> Registry:
    registry = make_registry(database_url)
    registry.initialize()
    return registry


def _meddle(registry: Registry, statement: str) -> None:
    with registry.database.begin() as connection:
        connection.execute(text(statement))


def test_a_past_day_reads_the_revision_that_stood_at_its_end(
    registry: Registry, clock: StandingClock
) -> None:
    first = registry.register(_PROFILE)
    clock.move(hours=13, minutes=59)  # 16:59 UTC: a minute before midnight in Western Indonesia
    late = registry.update(first.id, {"description": "Malam"}, version=1)
    clock.move(minutes=1)
    registry.update(first.id, {"description": "Tengah malam"}, version=2)
    assert registry.get(first.id, on=DAY) == late
    assert registry.get(first.id, on=DAY + timedelta(1)).profile.description == "Tengah malam"


@pytest.mark.parametrize("on", [None, DAY, DAY + timedelta(1), date.max], ids=str)
def test_today_and_later_read_the_newest(registry: Registry, on: date | None) -> None:
    record = registry.register(_PROFILE)
    newest = registry.update(record.id, {"description": "Baru"}, version=1)
    assert registry.get(record.id, on=on) == newest


def test_documents_are_read_with_the_word_of_that_day(
    registry: Registry, clock: StandingClock
) -> None:
    organization = registry.register(_PROFILE).id
    deed = registry.supply_evidence(organization, _DEED)
    clock.move(days=1)
    reject(registry, organization, deed.id, "Tidak terbaca.")
    (rejected,) = registry.get(organization).evidence
    assert rejected.state is EvidenceState.REJECTED
    clock.move(days=1)
    registry.decide_evidence(organization, deed.id, accepting("deed"))
    assert registry.get(organization, on=DAY).evidence == (deed,)
    assert registry.get(organization, on=DAY + timedelta(1)).evidence == (rejected,)
    assert rejected.decided_at is not None


def test_a_verdict_of_a_past_day_knows_nothing_of_later_documents(
    registry: Registry, clock: StandingClock
) -> None:
    organization = registry.register(_PROFILE | {"legal_form": "yayasan"}).id
    clock.move(days=1)
    for kind in ("deed", "ministerial_decree"):
        document = registry.supply_evidence(organization, {"kind": kind, "issued_on": "2020-01-02"})
        registry.decide_evidence(organization, document.id, accepting(kind))
    outcomes = [registry.assess(organization, on=day).findings[0].outcome for day in (DAY, None)]
    assert outcomes == [Outcome.UNKNOWN, Outcome.MET]


def test_the_timeline_of_the_past_rests_on_what_is_known_now(
    registry: Registry, clock: StandingClock
) -> None:
    organization = registry.register(_PROFILE | {"legal_form": "unincorporated"}).id
    before = registry.timeline(organization)
    clock.move(days=1)
    registry.update(organization, {"legal_form": "yayasan"}, version=1)
    after = registry.timeline(organization)
    verdicts = [{stretch.verdict for stretch in told} for told in (before, after)]
    assert verdicts == [{Verdict.NOT_QUALIFIED}, {Verdict.INCOMPLETE}]
    with pytest.raises(NotFound):
        registry.timeline(organization, actor=PUBLIC)


def test_before_it_was_registered_it_was_not_known(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    before = DAY - timedelta(1)
    told = "Pada 19 November 2026 organisasi ini belum tercatat; ia tercatat sejak 20 November 2026"
    with pytest.raises(NotKnownThen, match=told):
        registry.get(record.id, on=before)
    with pytest.raises(NotKnownThen, match=told):
        registry.assess(record.id, on=before)
    with pytest.raises(NotFound, match="tidak ditemukan"):
        registry.get("x", on=before)
    with pytest.raises(NotKnownThen):
        registry.get(record.id, on=date.min)


def test_the_public_sees_of_the_past_what_was_public_then(
    registry: Registry, clock: StandingClock
) -> None:
    organization = registry.register(_PROFILE, status=OrganizationStatus.SUBMITTED).id
    with pytest.raises(NotFound, match="tidak ditemukan"):
        registry.get(organization, PUBLIC, on=DAY - timedelta(1))
    clock.move(days=1)
    published = registry.publish(organization)
    clock.move(days=1)
    for stranger in (PUBLIC, ELSEWHERE):
        with pytest.raises(NotKnownThen, match="belum ditayangkan"):
            registry.get(organization, stranger, on=DAY)
        assert registry.get(organization, stranger, on=DAY + timedelta(1)) == published
    assert registry.get(organization, OFFICER, on=DAY).version == 1


def test_today_s_officer_reads_what_stood_when_another_was_in_charge(
    registry: Registry, clock: StandingClock
) -> None:
    organization = registry.register(_PROFILE | {"region": "31.71"}).id
    clock.move(days=1)
    registry.update(organization, {"region": "73.71"}, version=1)
    assert registry.get(organization, OFFICER, on=DAY).profile.region == "31.71"
    with pytest.raises(NotFound, match="tidak ditemukan"):
        registry.get(organization, ELSEWHERE, on=DAY)


def test_an_erased_revision_is_told_as_such(registry: Registry, clock: StandingClock) -> None:
    record = registry.register(_PROFILE, status=OrganizationStatus.PUBLISHED)
    clock.move(days=1)
    registry.update(record.id, {"description": "Baru"}, version=1)
    _meddle(registry, "UPDATE revisions SET content = NULL WHERE version = 1")
    for actor in (PUBLIC, OFFICER):
        with pytest.raises(RevisionErased, match=r"versi 1.* revisi ini telah dihapus"):
            registry.get(record.id, actor, on=DAY)
    with pytest.raises(RevisionErased):
        registry.assess(record.id, on=DAY)
    assert registry.get(record.id, on=DAY + timedelta(1)).profile.description == "Baru"


def test_a_writer_who_began_before_midnight_and_ended_last_changes_no_day_that_was_read(
    registry: Registry, clock: StandingClock
) -> None:
    first = registry.register(_PROFILE)
    clock.move(days=1)
    registry.update(first.id, {"description": "Sesudah"}, version=1)
    clock.move(days=-1)
    registry.update(first.id, {"description": "Terlambat"}, version=2)
    clock.move(days=1)
    assert registry.get(first.id, on=DAY) == first


def test_a_revision_from_before_documents_told_when_they_came_is_read_too(
    registry: Registry, clock: StandingClock
) -> None:
    organization = registry.register(_PROFILE).id
    deed = registry.supply_evidence(organization, _DEED)
    kept = '{"profile": {"name": "A", "region": "73.71"}, "status": "submitted", "evidence": '
    old = f'{kept}[{{"id": "{deed.id}", "kind": "deed", "state": "pending", "later": 1}}]}}'
    with registry.database.begin() as connection:
        connection.execute(text("UPDATE revisions SET content = :old"), {"old": old})
    clock.move(days=1)
    (read,) = registry.get(organization, on=DAY).evidence
    assert (read.id, read.supplied_at) == (deed.id, deed.supplied_at)


def _describe(tx: Transaction, organization: str, number: int) -> None:
    record = organizations.get(tx, organization)
    patch = {"description": f"Uraian {number}", "personnel": {"permanent": number % 4}}
    profile = load_patch(record.profile, patch)
    organizations.update(tx, organization, profile, seen_version=record.version)


def _move(tx: Transaction, organization: str, number: int) -> None:
    record = organizations.get(tx, organization)
    profile = load_patch(record.profile, {"region": ("31.71", "73.71")[number % 2]})
    organizations.update(tx, organization, profile, seen_version=record.version)


def _supply(tx: Transaction, organization: str, number: int) -> None:
    kind = ("deed", "ministerial_decree", "kswp")[number % 3]
    evidence.supply(tx, organization, load_evidence({"kind": kind, "issued_on": "2026-01-05"}))


def _decide(tx: Transaction, organization: str, number: int) -> None:
    documents = organizations.get(tx, organization).evidence
    say = (accepting, rejecting)[number % 2]
    for document in documents[: number % 3]:
        decision = load_decision(say(document.kind, note=f"Catatan {number}"))
        with suppress(Conflict):  # its rejection is announced already
            verification.decide(tx, organization, document.id, decision)


def _decide_notices(tx: Transaction, organization: str, number: int) -> None:
    outcome = (NoticeOutcome.CONFIRMED, NoticeOutcome.DROPPED)[number % 2]
    for notice in notices.list_notices(tx, organization):
        if notice.is_open:
            notices.reply(tx, notice.id, f"Jawaban {number}")
            decision = NoticeDecision(outcome, f"Putusan {number}")
            decisions.decide_notice(tx, notice.id, decision)


def _withdraw(tx: Transaction, organization: str, number: int) -> None:
    for document in organizations.get(tx, organization).evidence[: number % 2]:
        evidence.withdraw(tx, organization, document.id)


def _replace(tx: Transaction, organization: str, number: int) -> None:
    for document in organizations.get(tx, organization).evidence[: number % 2]:
        if document.replaced_by is None:
            new = {"kind": "deed", "issued_on": "2026-01-06", "replaces": document.id}
            evidence.supply(tx, organization, load_evidence(new))


def _flag(tx: Transaction, organization: str, number: int) -> None:
    days = {"starts_on": "2026-11-01", "ends_on": "2027-03-01"}
    kind = ("observation", "warning", "sanction")[number % 3]
    said = {"kind": kind, "reason": f"Alasan {number}", "source": "Contoh", **days}
    flags.raise_flag(tx, organization, load_flag(said))


def _suspend(tx: Transaction, organization: str, number: int) -> None:
    if organizations.get(tx, organization).status is OrganizationStatus.PUBLISHED:
        with suppress(Conflict):
            lifecycle.announce_suspension(tx, organization, f"Alasan {number}", reply_days=14)


def _publish(tx: Transaction, organization: str, number: int) -> None:
    with suppress(Conflict):
        lifecycle.publish(tx, organization, f"Alasan {number}")


_Change = Callable[[Transaction, str, int], None]
changes = st.lists(
    st.tuples(
        st.sampled_from(
            [
                _describe,
                _move,
                _supply,
                _decide,
                _decide_notices,
                _withdraw,
                _replace,
                _flag,
                _publish,
                _suspend,
            ]
        ),
        st.integers(0, 11),
        st.integers(0, 30),
    ),
    max_size=6,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(earlier=changes, later=changes)
def test_nothing_done_later_changes_what_a_past_day_reads(
    registry: Registry,
    clock: StandingClock,
    earlier: list[tuple[_Change, int, int]],
    later: list[tuple[_Change, int, int]],
) -> None:
    def happen(what: list[tuple[_Change, int, int]]) -> None:
        for change, number, hours in what:
            clock.move(hours=hours)
            with registry.transaction(follow=False) as tx:
                change(tx, organization, number)

    with registry.transaction(follow=False) as tx:
        organization = organizations.register(
            tx, load_profile(_PROFILE), status=OrganizationStatus.SUBMITTED
        ).id
    happen(earlier)
    day = date_in_indonesia(clock())
    stood, verdict = registry.get(organization), registry.assess(organization)
    clock.move(days=1)
    for change in later:
        happen([change])
        assert registry.get(organization, on=day) == stood
        assert registry.assess(organization, on=day) == verdict
