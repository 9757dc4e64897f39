"""Whatever an organization and its officer do, in whatever order, its standing is sound."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from linkreg import Registry, journal
from linkreg.actor import PUBLIC
from linkreg.clock import date_in_indonesia
from linkreg.errors import Conflict, NotFound
from linkreg.records import NoticeRecord
from linkreg.services import gate
from linkreg.vocabulary import NoticeMeasure, OrganizationStatus
from tests.actors import OFFICER, keeper_of
from tests.conftest import StandingClock
from tests.standings import draft

_S = OrganizationStatus


class Standing(RuleBasedStateMachine):
    """A profile between an organization and two officers, whatever they do in whatever order."""

    registry: Registry
    clock: StandingClock

    def __init__(self) -> None:
        super().__init__()
        self.id = draft(self.registry)
        self.keeper = keeper_of(self.id)
        self.registry.give_consent(self.id, self.keeper)
        self.stands = _S.DRAFT
        self.secrets: list[str] = []

    @rule(hours=st.integers(1, 300))
    def wait(self, hours: int) -> None:
        self.clock.move(hours=hours)

    @rule()
    def submit(self) -> None:
        self._try(_S.SUBMITTED, lambda: self.registry.submit(self.id, self.keeper))

    @rule()
    def publish(self) -> None:
        self._try(_S.PUBLISHED, lambda: self.registry.publish(self.id, OFFICER, reason="Baik."))

    @rule()
    def send_back(self) -> None:
        self._try(_S.DRAFT, lambda: self.registry.send_back(self.id, "Lengkapi.", OFFICER))

    @rule()
    def archive_own(self) -> None:
        self._try(_S.ARCHIVED, lambda: self.registry.archive(self.id, "Bubar.", self.keeper))

    @rule(measure=st.sampled_from(["suspend", "archive"]))
    def announce(self, measure: str) -> None:
        secret = f"Rahasia-{len(self.secrets)}"
        with suppress(Conflict):
            getattr(self.registry, measure)(self.id, secret, OFFICER)
            self.secrets.append(secret)

    @precondition(lambda self: self._open())
    @rule(data=st.data())
    def reply(self, data: st.DataObject) -> None:
        notice = data.draw(st.sampled_from(self._open()))
        self.registry.reply(notice.id, "Jawaban-rahasia", self.keeper)

    @precondition(lambda self: self._open())
    @rule(data=st.data(), outcome=st.sampled_from(["confirmed", "dropped"]))
    def decide(self, data: st.DataObject, outcome: str) -> None:
        notice = data.draw(st.sampled_from(self._open()))
        try:
            self.registry.decide_notice(
                notice.id, {"outcome": outcome, "note": "Putusan."}, OFFICER
            )
        except Conflict:
            assert outcome == "confirmed"
            assert not notice.is_ripe(date_in_indonesia(self.clock()))
            return
        if outcome == "confirmed":
            suspends = notice.measure is NoticeMeasure.SUSPENSION
            self.stands = _S.SUSPENDED if suspends else _S.ARCHIVED

    @invariant()
    def the_status_is_that_of_the_last_step(self) -> None:
        assert self.registry.get(self.id).status is self.stands

    @invariant()
    def the_public_sees_no_measure_before_it_is_decided(self) -> None:
        if self.stands in gate.PUBLIC_STATUSES:
            shown = repr(self.registry.show(self.id, PUBLIC)) + repr(
                self.registry.get(self.id, PUBLIC)
            )
            told = [*self.secrets, "Jawaban-rahasia"]
            assert not [secret for secret in told if secret in shown]
        else:
            with pytest.raises(NotFound):
                self.registry.get(self.id, PUBLIC)

    @invariant()
    def of_one_measure_one_notice_is_open(self) -> None:
        measures = [it.measure for it in self._open()]
        assert len(measures) == len(set(measures))
        if self.stands not in {_S.PUBLISHED, _S.SUSPENDED}:
            assert measures == []

    @invariant()
    def the_journal_verifies(self) -> None:
        with self.registry.reading() as tx:
            assert journal.verify(tx.session) == journal.position(tx.session)

    def _open(self) -> list[NoticeRecord]:
        return [it for it in self.registry.list_notices(self.id, OFFICER) if it.is_open]

    def _try(self, status: OrganizationStatus, step: Callable[[], object]) -> None:
        with suppress(Conflict):
            step()
            self.stands = status


def test_whatever_they_do_the_standing_is_sound(registry: Registry, clock: StandingClock) -> None:
    machine = type("Machine", (Standing,), {"registry": registry, "clock": clock})
    few = settings(
        max_examples=15,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=few)
