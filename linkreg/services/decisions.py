"""Decide about an announced measure once the organization was heard: final, dated, with grounds."""

from __future__ import annotations

from linkreg.errors import Conflict, StaleVersion
from linkreg.models import Notice
from linkreg.records import NoticeRecord, OrganizationRecord
from linkreg.schemas.verification import Decision, NoticeDecision
from linkreg.services import evidence, gate, lifecycle, notices, organizations, verification
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import (
    EvidenceState,
    NoticeMeasure,
    NoticeOutcome,
    OrganizationStatus,
    VerificationQuestion,
)
from linkreg.wording import Wording


def decide_notice(
    tx: Transaction, notice_id: str, decision: NoticeDecision, *, seen_version: int | None = None
) -> NoticeRecord:
    """Carry an announced measure out, or drop it; those in charge of the region may.

    Dropping is possible at any time; carrying out once the organization has answered or its time is
    over. Raise ``Conflict`` before that, and for a notice that is closed; ``StaleVersion`` when the
    organization has answered, or changed the document, since the notice was seen.
    """
    row = notices.lock(tx, notice_id)
    record = organizations.get(tx, row.organization_id)
    gate.require(tx.actor, Verb.DECIDE_NOTICE, record)
    if seen_version not in {None, row.version}:
        raise StaleVersion(seen_version or 0, row.version)
    if decision.outcome is NoticeOutcome.CONFIRMED:
        if not notices.get(tx, notice_id).is_ripe(tx.today):
            raise Conflict(
                Wording(
                    "Organisasi masih dapat menjawab sampai {reply_until}. Putuskan setelah ia "
                    "menjawab atau waktunya habis.",
                    reply_until=row.reply_until,
                )
            )
        notices.close(tx, row, decision.outcome, decision.note)
        _carry_out(tx, row, record, decision.note)
    else:
        notices.close(tx, row, decision.outcome, decision.note)
    tx.session.flush()
    return notices.get(tx, notice_id)


def _carry_out(tx: Transaction, row: Notice, record: OrganizationRecord, note: str) -> None:
    if row.measure is NoticeMeasure.REJECTION:
        assert row.evidence_id is not None  # noqa: S101 - a rejection is about a document
        document = evidence.lock_row(tx, row.organization_id, row.evidence_id)
        answers = {VerificationQuestion(key): said for key, said in (row.answers or {}).items()}
        verification.settle(tx, document, Decision(EvidenceState.REJECTED, note, answers))
    elif row.measure is NoticeMeasure.SUSPENSION:
        lifecycle.move(tx, record, OrganizationStatus.SUSPENDED, "suspended", note)
    else:
        lifecycle.move(tx, record, OrganizationStatus.ARCHIVED, "archived", note)
