"""A database of the version before oversight, with data in it, upgraded: nothing is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from alembic import command
from argon2 import PasswordHasher
from sqlalchemy import Connection, MetaData, Table, insert, select, update

from linkreg import Registry, journal
from linkreg.actor import PUBLIC
from linkreg.database import WRITING, open_database
from linkreg.eligibility import validity
from linkreg.errors import NotMigrated
from linkreg.migrations.running import configuration
from linkreg.models import Evidence, SentReminder
from linkreg.services import reminders
from linkreg.services.credentials import Purpose
from linkreg.vocabulary import EvidenceState, OrganizationStatus
from tests.actors import CHAIR, OFFICER, keeper_of
from tests.conftest import StandingClock
from tests.decisions import accepting

_ID = "org000000001"
_LEASE, _DEED = "doc000000001", "doc000000002"
_EMAIL, _PASSWORD, _TOKEN = "petugas@contoh.example", "dua belas huruf"[:12], "token dari dahulu"
_PROFILE = {
    "name": "Yayasan Contoh",
    "region": "73.71",
    "board": [{"name": CHAIR, "position": "Ketua"}],
    "contact": {"email": "lembaga@contoh.example"},
}
_FIRST, _SECOND = datetime(2026, 11, 1, 3, tzinfo=UTC), datetime(2026, 11, 10, 3, tzinfo=UTC)
_LEASE_PLAIN = {
    "id": _LEASE,
    "kind": "office_lease",
    "valid_until": "2026-12-01",
    "state": "pending",
    "supplied_at": "2026-11-10T03:00:00+00:00",
}
_DEED_PLAIN = {
    "id": _DEED,
    "kind": "deed",
    "number": "12",
    "issued_on": "2020-01-02",
    "state": "rejected",
    "note": "Nomor lain.",
    "supplied_at": "2026-11-10T03:00:00+00:00",
    "decided_at": "2026-11-10T03:00:00+00:00",
}


class _Old:
    """Writes rows as the version before did: with SQL, into the tables as they then were."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tables = MetaData()
        self._tables.reflect(connection)

    def add(self, table: str, *rows: dict[str, Any]) -> None:
        self._connection.execute(insert(self._tables.tables[table]), rows)

    def seal(self, seq: int, verb: str, version: int, content_hash: str, at: datetime) -> None:
        head = self._tables.tables["journal_head"]
        previous = self._connection.scalar(select(head.c.hash)) or ""
        entry = {
            "seq": seq,
            "at": at,
            "actor": "o73",
            "verb": verb,
            "subject": f"organization/{_ID}",
            "fields": ["name"],
            "version": version,
            "content_hash": content_hash,
        }
        sealed = journal.canonical({**entry, "at": at.isoformat()})
        seal = hashlib.sha256(previous.encode() + sealed).hexdigest()
        self.add("journal", {**entry, "previous_hash": previous, "hash": seal})
        self._connection.execute(update(head).values(seq=seq, hash=seal))

    def revision(self, version: int, at: datetime, verb: str, evidence: list[Any]) -> None:
        content = {"profile": _PROFILE, "status": "published", "evidence": evidence}
        sealed = journal.content_hash("salt", content)
        row = {"organization_id": _ID, "version": version, "recorded_at": at, "salt": "salt"}
        self.add("revisions", {**row, "content": content, "content_hash": sealed})
        self.seal(version, verb, version, sealed, at)


def _fill(old: _Old) -> None:
    old.add(
        "organizations",
        {
            "id": _ID,
            "version": 2,
            "status": "published",
            "region": "73.71",
            "name_key": "yayasan contoh",
            "created_at": _FIRST,
            "updated_at": _SECOND,
        },
    )
    old.revision(1, _FIRST, "registered", [])
    old.revision(2, _SECOND, "evidence_supplied", [_LEASE_PLAIN, _DEED_PLAIN])
    both = {"organization_id": _ID, "supplied_at": _SECOND}
    old.add(
        "evidence",
        both
        | {
            "id": _LEASE,
            "kind": "office_lease",
            "state": "pending",
            "valid_until": date(2026, 12, 1),
        },
    )
    old.add(
        "evidence",
        both
        | {
            "id": _DEED,
            "kind": "deed",
            "number": "12",
            "issued_on": date(2020, 1, 2),
            "state": "rejected",
            "note": "Nomor lain.",
            "decided_at": _SECOND,
            "decided_by": "o73",
        },
    )
    _fill_accounts(old)
    sent = {"organization_id": _ID, "claimed_at": _SECOND, "sent_at": _SECOND}
    old.add("reminders_sent", {"evidence_id": _LEASE, "stage": -14, **sent})


def _fill_accounts(old: _Old) -> None:
    """An officer with a password of 12 letters, as it could be then, and a token."""
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(_PASSWORD)
    old.add(
        "accounts",
        {
            "id": "o73",
            "email": _EMAIL,
            "password_hash": weak,
            "role": "officer",
            "region": "73",
            "created_at": _FIRST,
        },
    )
    old.add(
        "credentials",
        {
            "secret_hash": hashlib.sha256(_TOKEN.encode()).hexdigest(),
            "id": "token0000001",
            "account_id": "o73",
            "purpose": "token",
            "created_at": _FIRST,
            "expires_at": _FIRST + timedelta(days=90),
        },
    )


def _lay(empty_database_url: str, fill: Callable[[_Old], None]) -> None:
    """Make a database as it was then, with something in it."""
    engine = open_database(empty_database_url)
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        fill(_Old(connection))
    engine.dispose()


@pytest.fixture
def upgraded(
    make_registry: Callable[..., Registry], empty_database_url: str, clock: StandingClock
) -> Registry:
    _lay(empty_database_url, _fill)
    registry = make_registry(empty_database_url)
    with pytest.raises(NotMigrated, match="linkreg init"):
        registry.get(_ID)
    registry.initialize()
    return registry


def test_what_was_there_is_read_as_it_was(upgraded: Registry) -> None:
    record = upgraded.get(_ID)
    assert (record.status, record.version) == (OrganizationStatus.PUBLISHED, 2)
    assert record.profile.board[0].name == CHAIR
    states = {it.id: (it.state, it.note, it.version) for it in record.evidence}
    assert states == {
        _LEASE: (EvidenceState.PENDING, None, 1),
        _DEED: (EvidenceState.REJECTED, "Nomor lain.", 1),
    }


def test_the_journal_still_verifies(upgraded: Registry) -> None:
    with upgraded.reading() as tx:
        assert journal.verify(tx.session) == 2


def test_the_past_is_read_as_before(upgraded: Registry) -> None:
    assert upgraded.get(_ID, on=date(2026, 11, 1)).evidence == ()
    past = {it.id: it.number for it in upgraded.get(_ID, on=date(2026, 11, 10)).evidence}
    assert past == {_LEASE: None, _DEED: "12"}


def test_what_is_read_today_is_what_tomorrow_reads_of_today(
    upgraded: Registry, clock: StandingClock
) -> None:
    stood = upgraded.get(_ID)
    clock.move(days=1)
    past = upgraded.get(_ID, on=date(2026, 11, 20))
    assert {it.id: it.version for it in past.evidence} == {it.id: 1 for it in stood.evidence}
    assert (past.status_since, past.consented) == (stood.status_since, stood.consented)


def test_a_reminder_that_was_sent_is_not_sent_again(upgraded: Registry) -> None:
    with upgraded.reading() as tx:
        assert len(tx.session.scalars(select(SentReminder)).all()) == 1
        assert reminders.list_due(tx, upgraded.rulesets) == ()


def test_a_decision_from_before_is_the_first_of_its_history(
    upgraded: Registry, clock: StandingClock
) -> None:
    (decided,) = upgraded.list_verifications(_DEED, OFFICER)
    assert (decided.state, decided.note) == (EvidenceState.REJECTED, "Nomor lain.")
    assert (decided.decided_by, decided.decided_at) == ("o73", _SECOND)
    upgraded.decide_evidence(_ID, _DEED, accepting("deed"), OFFICER, version=1)
    states = [it.state for it in upgraded.list_verifications(_DEED, OFFICER)]
    assert states == [EvidenceState.ACCEPTED, EvidenceState.REJECTED]


def test_names_wait_for_consent_and_come_back_with_it(upgraded: Registry) -> None:
    assert upgraded.get(_ID, PUBLIC).profile.board == ()
    upgraded.give_consent(_ID, keeper_of(_ID))
    assert upgraded.get(_ID, PUBLIC).profile.board[0].name == CHAIR


def test_the_pending_document_waits_for_an_officer(upgraded: Registry) -> None:
    queue = upgraded.list_documents_waiting(OFFICER)
    assert [it.document.id for it in queue.documents] == [_LEASE]


def test_a_person_is_erased_from_old_versions_too(upgraded: Registry) -> None:
    said = {"texts": [CHAIR], "ground": "Permintaan."}
    assert upgraded.erase_person(_ID, said).versions == 2
    with upgraded.reading() as tx:
        assert journal.verify(tx.session) == journal.position(tx.session)
    assert upgraded.get(_ID, on=date(2026, 11, 1)).profile.board == ()


def test_accounts_and_tokens_from_before_are_good_still(upgraded: Registry) -> None:
    for secret in (_TOKEN, upgraded.issue_token(_EMAIL, _PASSWORD).secret):
        assert upgraded.find_actor(secret, Purpose.TOKEN) == OFFICER
    assert "token0000001" in {it.id for it in upgraded.list_credentials("o73", Purpose.TOKEN)}
    assert upgraded.get_account("o73").version == 1


def test_downgrading_loses_only_what_came_with_the_upgrade(upgraded: Registry) -> None:
    with upgraded.database.execution_options(**{WRITING: True}).begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        tables = MetaData()
        tables.reflect(connection)
        counted = {name: _count(connection, tables.tables[name]) for name in _KEPT}
    assert counted == _KEPT


def _fill_with_yearly_documents(old: _Old) -> None:
    _fill(old)
    said = {"organization_id": _ID, "supplied_at": _SECOND, "kind": "kswp", "state": "accepted"}
    for number, dates in enumerate(_YEARLY):
        issued_on, valid_from, valid_until = (it and date.fromisoformat(it) for it in dates[:3])
        days = {"issued_on": issued_on, "valid_from": valid_from, "valid_until": valid_until}
        old.add("evidence", {"id": f"kswp{number:08}"} | said | days)


#: Issued on, valid from and until, and the last day on which that proves something.
_YEARLY = (
    ("2025-02-01", None, None, "2025-12-31"),
    (None, "2026-03-01", "2027-02-28", "2026-12-31"),
    ("2026-03-01", None, "2026-06-30", "2026-06-30"),
    ("2026-12-31", "2027-01-01", None, "2026-12-31"),
    (None, None, "2027-02-28", "2027-02-28"),
    (None, None, None, None),
)


def test_the_last_day_of_each_document_is_known(
    make_registry: Callable[..., Registry], empty_database_url: str
) -> None:
    _lay(empty_database_url, _fill_with_yearly_documents)
    registry = make_registry(empty_database_url)
    registry.initialize()
    with registry.reading() as tx:
        rows = tx.session.scalars(select(Evidence).order_by(Evidence.id)).all()
        for row in rows:
            dates = (row.issued_on, row.valid_from, row.valid_until)
            assert row.ends_on == validity(row.kind, *dates).end, row.id
        told = [row.ends_on and row.ends_on.isoformat() for row in rows]
    assert told == ["2026-12-01", None, *(last for *_, last in _YEARLY)]


_KEPT = {"organizations": 1, "revisions": 2, "evidence": 2, "journal": 2, "reminders_sent": 1}
_KEPT |= {"accounts": 1, "credentials": 1}


def _count(connection: Connection, table: Table) -> int:
    return len(connection.execute(select(table)).all())
