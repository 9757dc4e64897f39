"""An organization is heard before a measure takes effect: the window, the answer, the decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from linkreg import Registry, open_registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import (
    Conflict,
    InvalidInput,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from linkreg.settings import Settings
from linkreg.vocabulary import EvidenceState, NoticeOutcome, OrganizationStatus
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
from tests.samples import pdf

_CONFIRM = {"outcome": "confirmed", "note": "Tetap."}
_DROP = {"outcome": "dropped", "note": "Penjelasan diterima."}
_OPENED = date(2026, 11, 20)


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


@pytest.fixture
def notice(registry: Registry, organization: str) -> str:
    return registry.suspend(organization, "Alamat kosong.", OFFICER).id


def _status(registry: Registry, organization: str) -> OrganizationStatus:
    return registry.get(organization, PUBLIC).status


def test_the_window_is_fourteen_days_unless_set_otherwise(
    registry: Registry, organization: str, notice: str
) -> None:
    (opened,) = registry.list_notices(organization, OFFICER)
    assert opened.id == notice
    assert opened.reply_until == _OPENED + timedelta(14)


@pytest.mark.parametrize("days", [1, 365])
def test_the_window_is_as_long_as_set(tmp_path: Path, clock: StandingClock, days: int) -> None:
    registry = open_registry(
        f"sqlite:///{tmp_path}/a.sqlite3",
        index_dir=tmp_path / "i",
        settings=Settings(reply_days=days),
        clock=clock,
    )
    registry.initialize()
    organization = published(registry)
    notice = registry.suspend(organization, "Alasan.", OFFICER)
    assert notice.reply_until == _OPENED + timedelta(days)
    clock.move(days=days)
    with pytest.raises(Conflict, match="masih dapat menjawab"):
        registry.decide_notice(notice.id, _CONFIRM, OFFICER)
    clock.move(days=1)
    registry.decide_notice(notice.id, _CONFIRM, OFFICER)
    assert _status(registry, organization) is OrganizationStatus.SUSPENDED
    registry.close()


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 12, 4, 0, 0, tzinfo=UTC),
        datetime(2026, 12, 4, 16, 59, 59, tzinfo=UTC),  # 23.59.59 in Western Indonesia
    ],
)
def test_on_the_last_day_the_organization_may_still_answer(
    registry: Registry, notice: str, clock: StandingClock, at: datetime
) -> None:
    clock.now = at
    with pytest.raises(Conflict, match="4 Desember 2026"):
        registry.decide_notice(notice, _CONFIRM, OFFICER)


def test_the_last_day_ends_at_midnight_in_western_indonesia(
    registry: Registry, organization: str, notice: str, clock: StandingClock
) -> None:
    clock.now = datetime(2026, 12, 4, 17, tzinfo=UTC)
    registry.decide_notice(notice, _CONFIRM, OFFICER)
    assert _status(registry, organization) is OrganizationStatus.SUSPENDED


@pytest.mark.parametrize(("hour", "last"), [(16, 4), (17, 5)])
def test_the_window_opens_on_the_day_of_western_indonesia(
    registry: Registry, organization: str, clock: StandingClock, hour: int, last: int
) -> None:
    clock.now = datetime(2026, 11, 20, hour, 59, tzinfo=UTC)
    assert registry.suspend(organization, "Alasan.", OFFICER).reply_until == date(2026, 12, last)


def test_once_answered_it_may_be_decided_at_once(
    registry: Registry, organization: str, notice: str
) -> None:
    registry.reply(notice, "Kami pindah.", keeper_of(organization))
    registry.decide_notice(notice, _CONFIRM, OFFICER)
    assert _status(registry, organization) is OrganizationStatus.SUSPENDED


def test_dropping_needs_no_answer_and_changes_nothing(
    registry: Registry, organization: str, notice: str
) -> None:
    before = registry.get(organization)
    dropped = registry.decide_notice(notice, _DROP, CITY_OFFICER)
    assert (dropped.outcome, dropped.note) == (NoticeOutcome.DROPPED, "Penjelasan diterima.")
    assert registry.get(organization) == before


def test_a_decision_is_dated_and_names_who_decided(
    registry: Registry, organization: str, notice: str, clock: StandingClock
) -> None:
    clock.move(days=20)
    decided = registry.decide_notice(notice, _CONFIRM, CITY_OFFICER)
    assert (decided.closed_at, decided.closed_by) == (clock.now, CITY_OFFICER.name)
    record = registry.get(organization, PUBLIC)
    assert (record.status_since, record.status_reason) == (clock.now, "Tetap.")


@pytest.mark.parametrize("first", [_CONFIRM, _DROP])
@pytest.mark.parametrize("second", [_CONFIRM, _DROP])
def test_a_decision_is_final(
    registry: Registry, organization: str, notice: str, first: dict[str, str], second: Any
) -> None:
    registry.reply(notice, "Kami pindah.", keeper_of(organization))
    registry.decide_notice(notice, first, OFFICER)
    with pytest.raises(Conflict, match="sudah diputuskan"):
        registry.decide_notice(notice, second, OFFICER)


def test_after_the_decision_there_is_no_answer(
    registry: Registry, organization: str, notice: str
) -> None:
    registry.decide_notice(notice, _DROP, OFFICER)
    with pytest.raises(Conflict, match="sudah diputuskan"):
        registry.reply(notice, "Terlambat.", keeper_of(organization))


def test_an_answer_after_the_window_counts_until_the_decision(
    registry: Registry, organization: str, notice: str, clock: StandingClock
) -> None:
    clock.move(days=30)
    assert registry.reply(notice, "Maaf terlambat.", keeper_of(organization)).reply


def test_a_second_answer_stands_after_the_first(
    registry: Registry, organization: str, notice: str
) -> None:
    registry.reply(notice, "Pertama.", keeper_of(organization))
    told = registry.reply(notice, "Kedua.", keeper_of(organization))
    assert told.reply == "Pertama.\n\nKedua."


def test_answers_together_are_bounded(registry: Registry, organization: str, notice: str) -> None:
    registry.reply(notice, "a" * 4999, keeper_of(organization))
    with pytest.raises(InvalidInput, match="paling banyak 5000"):
        registry.reply(notice, "b", keeper_of(organization))


@pytest.mark.parametrize("text", ["", "  ", "NIK 3201011203450001", "x" * 5001])
def test_an_answer_that_cannot_be_kept_is_refused(
    registry: Registry, organization: str, notice: str, text: str
) -> None:
    with pytest.raises(InvalidInput):
        registry.reply(notice, text, keeper_of(organization))


@pytest.mark.parametrize("actor", [PUBLIC, ELSEWHERE, keeper_of("another")], ids=lambda a: a.name)
def test_to_others_a_notice_does_not_exist(registry: Registry, notice: str, actor: Actor) -> None:
    for act in (
        lambda: registry.reply(notice, "x", actor),
        lambda: registry.decide_notice(notice, _DROP, actor),
    ):
        with pytest.raises((NotFound, NotAuthenticated)):
            act()


def test_officers_do_not_answer_and_the_organization_does_not_decide(
    registry: Registry, organization: str, notice: str
) -> None:
    with pytest.raises(NotPermitted):
        registry.reply(notice, "x", OFFICER)
    with pytest.raises(NotPermitted):
        registry.decide_notice(notice, _DROP, keeper_of(organization))


def test_an_officer_elsewhere_answers_for_the_organization_of_that_account(
    registry: Registry, organization: str, notice: str
) -> None:
    linked = linked_officer(organization, region="31")
    assert registry.reply(notice, "Kami pindah.", linked).replied_at is not None
    assert registry.get(organization, linked).profile.board != ()


def test_a_token_that_only_reads_does_not_decide(registry: Registry, notice: str) -> None:
    with pytest.raises(NotPermitted, match="write"):
        registry.decide_notice(notice, _DROP, READER)


def test_an_administrator_records_an_answer_that_came_on_paper(
    registry: Registry, notice: str
) -> None:
    assert registry.reply(notice, "Surat 7/2026.", ADMINISTRATOR).reply == "Surat 7/2026."


@pytest.mark.parametrize("change", ["change", "attach", "replace"])
def test_new_evidence_is_an_answer(registry: Registry, organization: str, change: str) -> None:
    keeper = keeper_of(organization)
    deed = {"kind": "deed", "number": "12", "issued_on": "2020-01-02"}
    old = registry.supply_evidence(organization, deed, keeper).id
    registry.decide_evidence(organization, old, accepting("deed"), OFFICER)
    registry.decide_evidence(organization, old, rejecting("deed"), OFFICER)
    acts: dict[str, Callable[[], object]] = {
        "change": lambda: registry.change_evidence(
            organization, old, deed | {"number": "13"}, keeper
        ),
        "attach": lambda: registry.attach_file(organization, old, pdf(), "akta.pdf", keeper),
        "replace": lambda: registry.supply_evidence(organization, deed | {"replaces": old}, keeper),
    }
    acts[change]()
    (notice,) = registry.list_notices(organization, OFFICER)
    registry.decide_notice(notice.id, _CONFIRM, OFFICER)
    states = {it.id: it.state for it in registry.get(organization).evidence}
    assert states[old] is EvidenceState.REJECTED


def test_notices_are_read_newest_first(
    registry: Registry, organization: str, notice: str, clock: StandingClock
) -> None:
    clock.move(hours=1)
    later = registry.archive(organization, "Bubar.", OFFICER)
    told = registry.list_notices(organization, keeper_of(organization))
    assert [it.id for it in told] == [later.id, notice]


def test_a_change_of_the_document_must_be_seen_before_its_rejection_is_decided(
    registry: Registry,
) -> None:
    record = registry.register(
        {"name": "A", "region": "73.71"}, status=OrganizationStatus.PUBLISHED
    )
    deed = registry.supply_evidence(record.id, {"kind": "deed", "number": "1"})
    registry.decide_evidence(record.id, deed.id, rejecting("deed"))
    (seen,) = registry.list_notices(record.id)
    registry.change_evidence(record.id, deed.id, {"kind": "deed", "number": "2"})
    with pytest.raises(StaleVersion):
        registry.decide_notice(
            seen.id, {"outcome": "confirmed", "note": "Tetap."}, version=seen.version
        )
    assert registry.list_notices(record.id)[0].is_open
