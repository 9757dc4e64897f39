"""Who in charge read what the public does not see is logged, or it is not shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from linkreg import Registry
from linkreg.actor import PUBLIC, SYSTEM
from linkreg.errors import DatabaseUnavailable, NotAuthenticated, NotFound, NotPermitted
from linkreg.services import evidence, notices
from linkreg.services.exports import ExportFormat
from linkreg.vocabulary import AccessKind
from tests.actors import (
    ADMINISTRATOR,
    CHAIR,
    CITY_OFFICER,
    ELSEWHERE,
    OFFICER,
    keeper_of,
    linked_officer,
    published,
)
from tests.conftest import StandingClock
from tests.decisions import rejecting
from tests.samples import pdf
from tests.standings import submitted

_Read = Callable[[Registry, str, str, Any], object]


def _reading(act: Callable[[Any, str, str], object]) -> _Read:
    def read(registry: Registry, organization: str, document: str, actor: Any) -> object:
        with registry.reading(actor) as tx:
            return act(tx, organization, document)

    return read


READS: dict[str, tuple[_Read, AccessKind]] = {
    "get": (lambda r, o, d, by: r.get(o, by), AccessKind.PROFILE),
    "show": (lambda r, o, d, by: r.show(o, by), AccessKind.PROFILE),
    "edit": (lambda r, o, d, by: r.get_to_edit(o, by), AccessKind.PROFILE),
    "list": (_reading(lambda tx, o, d: evidence.list_evidence(tx, o)), AccessKind.DOCUMENTS),
    "one": (_reading(evidence.get), AccessKind.DOCUMENTS),
    "history": (lambda r, o, d, by: r.list_verifications(d, by), AccessKind.DOCUMENTS),
    "file": (lambda r, o, d, by: r.open_file(d, by), AccessKind.FILE),
    "notices": (lambda r, o, d, by: r.list_notices(o, by), AccessKind.NOTICE),
    "notice": (_reading(lambda tx, o, d: notices.get(tx, _first_notice(tx, o))), AccessKind.NOTICE),
}


def _first_notice(tx: Any, organization: str) -> str:
    query = text("SELECT id FROM notices WHERE organization_id = :id")
    return str(tx.session.scalar(query, {"id": organization}))


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


@pytest.fixture
def document(registry: Registry, organization: str) -> str:
    facts = {"kind": "bylaws"}
    supplied = registry.supply_with_file(organization, facts, pdf(), "a.pdf")
    registry.decide_evidence(organization, supplied.id, rejecting("bylaws"))
    return supplied.id


def _kinds(registry: Registry, organization: str) -> list[tuple[str, AccessKind]]:
    return [(it.actor, it.kind) for it in registry.list_accesses(organization)[0]]


@pytest.mark.parametrize("way", READS)
def test_an_officer_s_reading_leaves_one_entry(
    registry: Registry, organization: str, document: str, way: str
) -> None:
    read, kind = READS[way]
    read(registry, organization, document, OFFICER)
    assert _kinds(registry, organization) == [(OFFICER.name, kind)]


@pytest.mark.parametrize("way", READS)
def test_the_organization_s_own_reading_leaves_none(
    registry: Registry, organization: str, document: str, way: str
) -> None:
    read, _ = READS[way]
    read(registry, organization, document, keeper_of(organization))
    read(registry, organization, document, linked_officer(organization))
    read(registry, organization, document, SYSTEM)
    assert _kinds(registry, organization) == []


@pytest.mark.parametrize("actor", [PUBLIC, ELSEWHERE], ids=lambda a: a.name)
def test_who_sees_what_the_public_sees_leaves_none(
    registry: Registry, organization: str, document: str, actor: Any
) -> None:
    registry.get(organization, actor)
    registry.show(organization, actor)
    with pytest.raises((NotFound, NotAuthenticated)):
        registry.open_file(document, actor)
    assert _kinds(registry, organization) == []


def test_an_entry_says_when_who_and_which_file(
    registry: Registry, organization: str, document: str, clock: StandingClock
) -> None:
    registry.open_file(document, CITY_OFFICER)
    (entry,), _ = registry.list_accesses(organization, keeper_of(organization))
    assert (entry.at, entry.actor) == (clock.now, CITY_OFFICER.name)
    assert (entry.kind, entry.evidence_id) == (AccessKind.FILE, document)


def test_the_newest_entries_come_first(
    registry: Registry, organization: str, document: str
) -> None:
    registry.get(organization, OFFICER)
    registry.open_file(document, OFFICER)
    kinds = [kind for _, kind in _kinds(registry, organization)]
    assert kinds == [AccessKind.FILE, AccessKind.PROFILE]


def test_a_work_list_leaves_one_entry_for_each_organization_and_kind(
    registry: Registry, organization: str
) -> None:
    for kind in ("articles", "bylaws"):
        registry.supply_evidence(organization, {"kind": kind})
    waiting = submitted(registry)
    registry.list_waiting(OFFICER)
    assert _kinds(registry, organization) == [(OFFICER.name, AccessKind.DOCUMENTS)]
    assert _kinds(registry, waiting) == [(OFFICER.name, AccessKind.PROFILE)]
    registry.list_documents_waiting(OFFICER)
    assert len(_kinds(registry, organization)) == 2


def test_reading_while_deciding_is_logged_with_the_decision(
    registry: Registry, organization: str
) -> None:
    notice = registry.suspend(organization, "Alasan.", OFFICER)
    registry.decide_notice(notice.id, {"outcome": "dropped", "note": "x"}, OFFICER)
    assert _kinds(registry, organization) == [(OFFICER.name, AccessKind.NOTICE)]


def test_the_log_is_for_the_organization_and_administrators(
    registry: Registry, organization: str
) -> None:
    for actor in (keeper_of(organization), ADMINISTRATOR):
        assert registry.list_accesses(organization, actor) == ((), 0)
    for actor in (OFFICER, ELSEWHERE, keeper_of("another")):
        with pytest.raises(NotPermitted):
            registry.list_accesses(organization, actor)
    with pytest.raises(NotAuthenticated):
        registry.list_accesses(organization, PUBLIC)


@pytest.mark.parametrize("way", READS)
def test_what_cannot_be_logged_is_not_shown(
    registry: Registry, organization: str, document: str, way: str
) -> None:
    path = registry.database.url.database
    assert path
    with registry.database.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    read, _ = READS[way]
    try:
        with pytest.raises(DatabaseUnavailable):
            read(registry, organization, document, OFFICER)
        assert read(registry, organization, document, keeper_of(organization)) is not None
    finally:
        other.rollback()
        other.close()


def test_a_database_that_takes_no_log_shows_nothing(
    registry: Registry, organization: str, document: str
) -> None:
    with registry.database.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(DatabaseUnavailable, match="hanya dapat dibaca"):
        registry.open_file(document, OFFICER)


def test_an_export_streams_to_officers_what_the_public_sees(
    registry: Registry, organization: str
) -> None:
    for actor, whole in ((OFFICER, False), (SYSTEM, True)):
        lines = b"".join(registry.export(form=ExportFormat.JSONL, actor=actor)).decode()
        assert organization in lines
        assert (CHAIR in lines) == whole
