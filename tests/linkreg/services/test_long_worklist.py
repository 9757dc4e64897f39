"""What waits and runs out, where there is much of it: counted, cut and read as if one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from linkreg import Registry
from linkreg.actor import Actor
from linkreg.records import OrganizationRecord
from linkreg.services import worklist
from linkreg.services.expiry import RunningOut, running_out
from linkreg.vocabulary import Role
from tests.actors import ADMINISTRATOR, CITY_OFFICER, OFFICER, keeper_of, published
from tests.conftest import StandingClock
from tests.decisions import accepting, rejecting
from tests.standings import draft, submitted, suspended

_TODAY = date(2026, 11, 20)


def _supply(registry: Registry, organization: str, **facts: Any) -> str:
    facts = {"kind": "bylaws"} | facts
    return registry.supply_evidence(organization, facts, keeper_of(organization)).id


def _leave_waiting(registry: Registry, clock: StandingClock) -> str:
    """Leave documents of every kind of organization waiting; return one of the organizations."""
    for add in (published, submitted, suspended, draft):
        _supply(registry, add(registry))
        clock.move(hours=1)
    gone = published(registry)
    _supply(registry, gone)
    registry.archive(gone, "Bubar.", keeper_of(gone))
    organization = published(registry, name="Sendiri", region="73.01")
    announced, accepted, withdrawn, replaced, *_ = (
        _supply(registry, organization) for _ in range(6)
    )
    registry.decide_evidence(organization, announced, rejecting("bylaws"), OFFICER)
    registry.decide_evidence(organization, accepted, accepting("bylaws"), OFFICER)
    registry.withdraw_evidence(organization, withdrawn)
    _supply(registry, organization, replaces=replaced)
    _supply(registry, published(registry, name="Jauh", region="31.71"))
    return organization


@pytest.fixture(params=[1, 1000], ids=["in their order", "one by one"])
def looked_through(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the officer's organizations be many, or few: what is found is the same."""
    monkeypatch.setattr(worklist, "_MANY", request.param)


@pytest.mark.usefixtures("looked_through")
def test_as_many_are_counted_as_there_are(
    make_registry: Callable[..., Registry], database_url: str, clock: StandingClock
) -> None:
    registry = make_registry(database_url)
    registry.initialize()
    linked = Actor("linked", Role.ADMINISTRATOR, organization_id=_leave_waiting(registry, clock))
    for actor, count in ((OFFICER, 6), (CITY_OFFICER, 3), (ADMINISTRATOR, 7), (linked, 4)):
        queue = registry.list_documents_waiting(actor)
        ids = [it.document.id for it in queue.documents]
        assert queue.total == len(ids) == count
        desks = [registry.open_desk(it, actor) for it in ids]
        assert [(it.place, it.total) for it in desks] == [(n + 1, count) for n in range(count)]
        assert [it.following for it in desks] == [*ids[1:], None]
        assert [it.previous for it in desks] == [None, *ids[:-1]]


def test_no_more_is_read_than_is_shown(registry: Registry, clock: StandingClock) -> None:
    found = []
    for add in (submitted, submitted, published):
        found.append(add(registry))
        _supply(registry, found[-1])
        clock.move(hours=1)
    shown, *others = found
    waiting = registry.list_waiting(OFFICER, limit=1)
    assert [it.id for it in waiting.unpublished.records] == [shown]
    assert [it.record.id for it in waiting.documents.documents] == [shown]
    assert (waiting.unpublished.total, waiting.documents.total) == (2, 3)
    for organization in others:
        assert registry.list_accesses(organization, ADMINISTRATOR)[1] == 0


def _of_concern(registry: Registry, record: OrganizationRecord, day: date) -> Iterator[RunningOut]:
    ruleset = registry.rulesets.in_force(day)
    return (it for it in running_out(record, ruleset, day) if it.ends_on >= day)


_KSWP = {"kind": "kswp", "issued_on": "2026-02-01"}


@pytest.mark.usefixtures("looked_through")
@pytest.mark.parametrize("ahead", [0, 33, 41], ids=lambda it: f"{it} days ahead")
def test_what_runs_out_is_told_soonest_first_and_each_once(
    registry: Registry, clock: StandingClock, ahead: int
) -> None:
    ids = []
    for number in range(24):
        ids.append(published(registry, name=f"Yayasan {number}"))
        ends = (_TODAY + timedelta(days=number * 3)).isoformat()
        _supply(registry, ids[-1], kind="board_decree", valid_until=ends)
        if number % 3 == 0:
            later = (_TODAY + timedelta(days=number * 3 + 10)).isoformat()
            _supply(registry, ids[-1], kind="office_lease", valid_until=later)
        if number % 8 == 0:
            _supply(registry, ids[-1], **_KSWP)
    clock.move(days=ahead)
    day = clock.now.date()
    every = {it: list(_of_concern(registry, registry.get(it), day)) for it in ids}
    soonest = sorted(found[0].ends_on for found in every.values() if found)
    ending = registry.list_waiting(OFFICER, ending=6).ending
    assert [it.documents[0].ends_on for it in ending] == soonest[:6]
    assert len({it.record.id for it in ending}) == len(ending) == 6
    assert all(list(it.documents) == every[it.record.id] for it in ending)


@pytest.mark.usefixtures("looked_through")
def test_a_document_said_anew_runs_out_when_that_says(
    registry: Registry, clock: StandingClock
) -> None:
    organization = published(registry)
    document = _supply(registry, organization, **_KSWP)
    clock.move(days=20)
    for issued_on, days in (("2025-02-01", []), ("2026-03-01", [date(2026, 12, 31)])):
        said = {"kind": "kswp", "issued_on": issued_on}
        registry.change_evidence(organization, document, said, keeper_of(organization))
        ending = registry.list_waiting(OFFICER).ending
        assert [it.documents[0].ends_on for it in ending] == days


_ONE_BY_ONE = {"ix_evidence_of", "ix_evidence_waiting_of", "ix_organizations_place"}
_IN_ORDER = {"ix_evidence_waiting_since", "ix_evidence_ends_on"}


@pytest.mark.parametrize(
    ("actor", "many"),
    [(OFFICER, 1000), (OFFICER, 1), (ADMINISTRATOR, 1)],
    ids=["few in the region", "many in the region", "many everywhere"],
)
def test_the_desk_s_questions_are_answered_by_indexes(
    registry: Registry,
    monkeypatch: pytest.MonkeyPatch,
    clock: StandingClock,
    actor: Actor,
    many: int,
) -> None:
    monkeypatch.setattr(worklist, "_MANY", many)
    _leave_waiting(registry, clock)
    asked: list[tuple[str, Any]] = []

    def keep(_: Any, __: Any, statement: str, parameters: Any, *more: Any) -> None:
        asked.append((statement, parameters))

    event.listen(registry.database, "before_cursor_execute", keep)
    registry.list_waiting(actor)
    registry.open_desk(registry.first_waiting(actor) or "", actor)
    event.remove(registry.database, "before_cursor_execute", keep)
    with registry.database.connect() as connection:
        plans = [
            step[3]
            for statement, parameters in asked
            if statement.startswith("SELECT") and "evidence" in statement
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    used = {name for plan in plans for name in plan.split() if name.startswith("ix_")}
    assert [plan for plan in plans if plan in {"SCAN evidence", "SCAN organizations"}] == []
    assert (_ONE_BY_ONE if many == 1000 else _IN_ORDER) <= used
    assert many == 1 or _IN_ORDER & used == set()
