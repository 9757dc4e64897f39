"""Announce a measure against an organization before anybody else learns of it, and hear its answer.

The organization reads the reason, has some days to answer, and may answer with new documents as well.
Deciding is ``services.decisions``. Entries in the journal name no version: to the public nothing has
happened yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, select

from linkreg import journal
from linkreg.errors import Conflict, InvalidInput, Mistake, NotFound, StaleVersion
from linkreg.models import Notice, new_id
from linkreg.records import NoticeRecord, OrganizationRecord
from linkreg.services import accesses, gate, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import AccessKind, NoticeMeasure, NoticeOutcome
from linkreg.wording import Wording

#: How many days an organization has to answer, unless the settings say otherwise.
REPLY_DAYS = 14

MAX_REPLY = 5000


def announce(
    tx: Transaction,
    record: OrganizationRecord,
    measure: NoticeMeasure,
    reason: str,
    *,
    reply_days: int,
    evidence_id: str | None = None,
    answers: dict[str, bool] | None = None,
) -> NoticeRecord:
    """Open a notice; raise ``Conflict`` while one about the same is open.

    The last day to answer is ``reply_days`` after today.
    """
    now = organizations.lock_row(tx, record.id)
    if now.status is not record.status:
        raise StaleVersion(record.version, now.version)
    same = (Notice.measure == measure, Notice.evidence_id == evidence_id)
    if evidence_id is None:
        same = (Notice.measure == measure, Notice.evidence_id.is_(None))
    if _rows(tx, record.id, *same):
        raise Conflict(
            Wording(
                "{measure} ini sudah diberitahukan. Putuskan setelah organisasi menjawab atau "
                "waktunya habis.",
                measure=measure.label,
            )
        )
    row = Notice(
        id=new_id(),
        organization_id=record.id,
        measure=measure,
        evidence_id=evidence_id,
        reason=reason,
        answers=answers,
        opened_at=tx.now,
        opened_by=tx.actor.name,
        reply_until=tx.today + timedelta(days=reply_days),
        version=1,
    )
    tx.session.add(row)
    _record(tx, "notice_opened", row)
    tx.session.flush()
    return _read(row)


def reply(
    tx: Transaction, notice_id: str, text: str, *, seen_version: int | None = None
) -> NoticeRecord:
    """Answer for the organization, until it is decided; what was answered before stays in front.

    Raise ``StaleVersion`` when somebody has answered since it was seen.
    """
    row = lock(tx, notice_id)
    gate.require(tx.actor, Verb.ANSWER_NOTICE, organizations.get(tx, row.organization_id))
    if seen_version not in {None, row.version}:
        raise StaleVersion(seen_version or 0, row.version)
    answer = f"{row.reply}\n\n{text}" if row.reply else text
    if len(answer) > MAX_REPLY:
        message = Wording(
            "Semua jawaban bersama {count} huruf; paling banyak {most}.",
            count=len(answer),
            most=MAX_REPLY,
        )
        raise InvalidInput(message, [Mistake("/text", "too_long", message)])
    row.reply, row.replied_at, row.replied_by = answer, tx.now, tx.actor.name
    row.version += 1
    _record(tx, "notice_answered", row)
    tx.session.flush()
    return _read(row)


def list_notices(tx: Transaction, organization_id: str) -> tuple[NoticeRecord, ...]:
    """Return all notices to an organization, newest first; for itself and those in charge."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.READ_NOTICES, record)
    accesses.note(tx, record, AccessKind.NOTICE)
    return notices_of(tx, organization_id)


def notices_of(tx: Transaction, organization_id: str) -> tuple[NoticeRecord, ...]:
    """Return all notices to an organization, newest first, for a caller who may see them."""
    query = select(Notice).where(Notice.organization_id == organization_id)
    found = tx.session.scalars(query.order_by(Notice.opened_at.desc(), Notice.id))
    return tuple(map(_read, found))


def get(tx: Transaction, notice_id: str) -> NoticeRecord:
    """Return a notice, to the organization and those in charge; to others there is none."""
    return _read(_known(tx, notice_id))


def lock(tx: Transaction, notice_id: str) -> Notice:
    """Return the row of an open notice, to be answered or decided; raise ``Conflict`` when closed."""
    row = _known(tx, notice_id)
    organizations.lock_row(tx, row.organization_id)
    tx.session.refresh(row, with_for_update=True)
    if row.outcome is not None:
        raise Conflict(
            Wording(
                "Pemberitahuan ini sudah diputuskan: {outcome}.", outcome=row.outcome.label.lower()
            )
        )
    return row


def close(tx: Transaction, row: Notice, outcome: NoticeOutcome, note: str | None = None) -> None:
    """End a notice: from here on it is history."""
    row.outcome, row.note = outcome, note
    row.closed_at, row.closed_by = tx.now, tx.actor.name
    row.version += 1
    _record(tx, "notice_closed", row)


def close_about(
    tx: Transaction, organization_id: str, evidence_id: str, how: NoticeOutcome
) -> None:
    """End the open notice about a document, if there is one."""
    for row in _rows(tx, organization_id, Notice.evidence_id == evidence_id):
        close(tx, row, how)


def close_measures(
    tx: Transaction, organization_id: str, measures: Sequence[NoticeMeasure]
) -> None:
    """End the open notices of measures that what happened has made pointless."""
    for row in _rows(tx, organization_id, Notice.measure.in_(measures)):
        close(tx, row, NoticeOutcome.SUPERSEDED)


def mark_answered(tx: Transaction, organization_id: str, evidence_id: str) -> None:
    """Take a change of the document, or a new one, as the organization's answer to a notice."""
    for row in _rows(tx, organization_id, Notice.evidence_id == evidence_id):
        row.version += 1
        if row.replied_at is None:
            row.replied_at, row.replied_by = tx.now, tx.actor.name
            _record(tx, "notice_answered", row)


def open_about(tx: Transaction, ids: Sequence[str]) -> dict[str, NoticeRecord]:
    """Return the open notices about documents of organizations, by document."""
    query = select(Notice).where(
        Notice.organization_id.in_(ids), Notice.outcome.is_(None), Notice.evidence_id.is_not(None)
    )
    return {str(row.evidence_id): _read(row) for row in tx.session.scalars(query)}


def _rows(
    tx: Transaction, organization_id: str, *conditions: ColumnElement[bool]
) -> Sequence[Notice]:
    """Return the open notices to an organization that fulfil conditions."""
    query = select(Notice).where(
        Notice.organization_id == organization_id, Notice.outcome.is_(None), *conditions
    )
    return tx.session.scalars(query.with_for_update()).all()


def _known(tx: Transaction, notice_id: str) -> Notice:
    gate.require_known(tx.actor)
    row = tx.session.get(Notice, notice_id)
    records = organizations.get_many(tx, [row.organization_id]) if row else []
    if row is None or not gate.may(tx.actor, Verb.READ_NOTICES, records[0]):
        raise NotFound(
            Wording(
                "Pemberitahuan {notice_id} tidak ditemukan. Periksa nomornya.",
                notice_id=repr(notice_id),
            )
        )
    accesses.note(tx, records[0], AccessKind.NOTICE)
    return row


def _read(row: Notice) -> NoticeRecord:
    return organizations.read_row(NoticeRecord, row)


def _record(tx: Transaction, verb: str, row: Notice) -> None:
    tx.record(verb, journal.ORGANIZATION + row.organization_id, (row.measure.value,))
