"""An officer's desk: one document after the other, and what happened of late in the region.

The documents are those of ``services.worklist``, in its order: whoever has waited longest comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, Select, Tuple, func, literal, select, tuple_

from linkreg import journal
from linkreg.clock import date_in_indonesia
from linkreg.models import Evidence, JournalEntry, Organization
from linkreg.records import EvidenceRecord, NoticeRecord, OrganizationRecord, VerificationRecord
from linkreg.services import (
    accesses,
    accounts,
    evidence,
    gate,
    notices,
    organizations,
    verification,
    worklist,
)
from linkreg.services.journal_view import Entry, entry_for, organization_id
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import AccessKind

#: How far back the desk looks for what happened in the region, in journal entries.
WINDOW = 5000

#: What is of no interest to whoever looks after a region.
_OF_THE_HOUSE = ("revision_redacted", "reminder_sent", "notice_mailed")


@dataclass(frozen=True, slots=True)
class Desk:
    """A document to be decided on, whose it is, and its place among ``total`` that wait.

    ``place`` is ``None`` for one that does not wait (any more); ``notice`` is why, while its rejection
    is announced. ``previous`` and ``following`` are the documents beside it; ``replaced`` are those in
    whose place it was put forward. ``who`` says what each account is that is named in ``history``.
    """

    record: OrganizationRecord
    document: EvidenceRecord
    place: int | None
    total: int
    previous: str | None
    following: str | None
    replaced: tuple[EvidenceRecord, ...]
    notice: NoticeRecord | None
    history: tuple[VerificationRecord, ...]
    who: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recent:
    """What happened to one organization on a day, newest first."""

    record: OrganizationRecord
    entries: tuple[Entry, ...]


def open_document(tx: Transaction, evidence_id: str) -> Desk:
    """Return a document with its place in the queue, to those who may decide on it.

    Raise ``NotFound`` for a document that is not there, was taken back, or may not be seen.
    """
    gate.require(tx.actor, Verb.READ_WORKLIST)
    record = evidence.get_owner(tx, evidence_id)
    gate.require(tx.actor, Verb.VERIFY, record)
    document = evidence.get_from(record, evidence_id)
    accesses.note(tx, record, AccessKind.DOCUMENTS, evidence_id)
    history = verification.histories(tx, [evidence_id]).get(evidence_id, ())
    before, after = _before(document), _after(document)
    waiting = worklist.waiting_documents(tx)
    waits = tx.session.execute(waiting.where(Evidence.id == evidence_id)).first() is not None
    total, earlier = worklist.count_waiting(tx, before)
    return Desk(
        record,
        document,
        earlier + 1 if waits else None,
        total,
        _nearest(tx, waiting.where(before), backwards=True),
        _nearest(tx, waiting.where(after)),
        tuple(it for it in record.evidence if it.replaced_by == evidence_id),
        notices.open_about(tx, [record.id]).get(evidence_id),
        history,
        accounts.describe(tx, {it.decided_by for it in history}),
    )


def first_waiting(tx: Transaction) -> str | None:
    """Return the document that has waited longest for the officer."""
    gate.require(tx.actor, Verb.READ_WORKLIST)
    return _nearest(tx, worklist.waiting_documents(tx))


def next_waiting(tx: Transaction, evidence_id: str) -> str | None:
    """Return the document that comes after one, whether that waits or not; else the first."""
    gate.require(tx.actor, Verb.READ_WORKLIST)
    document = evidence.get_from(evidence.get_owner(tx, evidence_id), evidence_id)
    waiting = worklist.waiting_documents(tx)
    return _nearest(tx, waiting.where(_after(document))) or _nearest(tx, waiting)


def list_recent(tx: Transaction, limit: int) -> tuple[Recent, ...]:
    """Return the newest ``limit`` happenings in the officer's region, by organization and day."""
    gate.require(tx.actor, Verb.READ_WORKLIST)
    query = (
        select(JournalEntry)
        .join(
            Organization,
            # the id is cut out of the subject, so that the organizations' own key finds them
            Organization.id == func.substr(JournalEntry.subject, len(journal.ORGANIZATION) + 1),
        )
        .where(
            worklist.in_charge(tx.actor),
            JournalEntry.seq > journal.position(tx.session) - WINDOW,
            JournalEntry.verb.not_in(_OF_THE_HOUSE),
        )
        .order_by(JournalEntry.seq.desc())
        .limit(limit)
    )
    changes = [journal.change_of(row) for row in tx.session.scalars(query)]
    found = organizations.get_many(tx, [*dict.fromkeys(map(organization_id, changes))])
    records = {record.id: record for record in found}
    known = [
        entry
        for change in changes
        if (entry := entry_for(tx.actor, change, records.get(organization_id(change))))
    ]
    grouped = groupby(
        known, lambda it: (organization_id(it.change), date_in_indonesia(it.change.at))
    )
    return tuple(Recent(records[key[0]], tuple(entries)) for key, entries in grouped)


def _before(document: EvidenceRecord) -> ColumnElement[bool]:
    return _place() < _place_of(document)


def _after(document: EvidenceRecord) -> ColumnElement[bool]:
    return _place() > _place_of(document)


def _place() -> Tuple:
    """Return by what documents are in order."""
    return tuple_(Evidence.supplied_at, Evidence.id)


def _place_of(document: EvidenceRecord) -> Tuple:
    return tuple_(literal(document.supplied_at, Evidence.supplied_at.type), literal(document.id))


def _nearest(tx: Transaction, waiting: Select[str, str], *, backwards: bool = False) -> str | None:
    order = (Evidence.supplied_at, Evidence.id)
    columns = [column.desc() for column in order] if backwards else order
    row = tx.session.execute(waiting.order_by(*columns).limit(1)).first()
    return row[1] if row else None
