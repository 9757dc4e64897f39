"""An officer's word on a document: a checklist, a verdict, a history; the newest is in force.

Accepting takes effect at once. Rejecting is announced first (``services.notices``): until the
organization has answered, or its time is over, the document stands as it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from linkreg.document_kinds import CHECKLISTS
from linkreg.errors import Conflict, InvalidInput, Mistake, StaleVersion
from linkreg.models import Evidence, Verification, new_id
from linkreg.records import EvidenceRecord, OrganizationRecord, VerificationRecord
from linkreg.schemas.evidence import EvidenceDetails, NewEvidence
from linkreg.schemas.verification import Decision
from linkreg.services import accesses, evidence, gate, notices, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import AccessKind, EvidenceKind, EvidenceState, NoticeMeasure
from linkreg.wording import Wording


def decide(
    tx: Transaction,
    organization_id: str,
    evidence_id: str,
    decision: Decision,
    *,
    seen_version: int | None = None,
    reply_days: int = notices.REPLY_DAYS,
) -> EvidenceRecord:
    """Accept a document, or announce that it will be rejected; those in charge of the region may.

    Raise ``InvalidInput`` for a checklist that does not bear the decision, ``StaleVersion`` when the
    document has changed, or somebody else has decided, since it was seen, and ``Conflict`` while a
    notice about it is open (``services.decisions`` ends it) or when it was replaced while waiting.
    """
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.VERIFY, record)
    row = evidence.lock_row(tx, organization_id, evidence_id)
    if seen_version not in {None, row.version}:
        raise StaleVersion(seen_version or 0, row.version)
    _require_undecided(tx, row)
    _require_answers(row.kind, decision)
    if decision.state is EvidenceState.ACCEPTED:
        settle(tx, row, decision)
    else:
        _announce(tx, record, row, decision, reply_days)
    tx.session.flush()
    return organizations.evidence_record(row)


def settle(tx: Transaction, row: Evidence, decision: Decision) -> None:
    """Let a decision take effect, and keep it."""
    tx.session.add(pronounce(tx, row, decision))
    organization = organizations.lock_row(tx, row.organization_id)
    tx.record_change(f"evidence_{decision.state}", organization, ("evidence", row.kind.value))


def pronounce(tx: Transaction, row: Evidence, decision: Decision) -> Verification:
    """Write a decision into a document; return what is to be added to the document's history."""
    verdict = Verification(
        id=new_id(),
        evidence_id=row.id,
        evidence_version=row.version,
        state=decision.state,
        answers={question.value: said for question, said in decision.answers.items()},
        note=decision.note,
        decided_at=tx.now,
        decided_by=tx.actor.name,
    )
    row.version += 1
    row.state, row.note = decision.state, decision.note
    row.decided_at, row.decided_by = tx.now, tx.actor.name
    return verdict


def take_over(
    tx: Transaction,
    record: OrganizationRecord,
    documents: Iterable[tuple[EvidenceDetails, Decision | None]],
) -> None:
    """Add many documents at once with what was already decided about them elsewhere.

    For those in charge of the region who bring a verified register along.
    """
    gate.require(tx.actor, Verb.TAKE_OVER, record)
    rows, verdicts = [], []
    for details, decision in documents:
        row = evidence.new_row(tx, record.id, NewEvidence(details))
        rows.append(row)
        if decision is not None:
            verdicts.append(pronounce(tx, row, decision))
    tx.session.add_all(rows)
    tx.session.flush()
    tx.session.add_all(verdicts)
    if rows:
        organization = organizations.lock_row(tx, record.id)
        kinds = tuple(row.kind.value for row in rows)
        tx.record_change("evidence_taken_over", organization, ("evidence", *kinds))


def list_verifications(tx: Transaction, evidence_id: str) -> tuple[VerificationRecord, ...]:
    """Return every decision about a document, newest first, to whoever may see the document."""
    owner = evidence.get_owner(tx, evidence_id)
    accesses.note(tx, owner, AccessKind.DOCUMENTS, evidence_id)
    return histories(tx, [evidence_id]).get(evidence_id, ())


def histories(
    tx: Transaction, evidence_ids: Sequence[str]
) -> dict[str, tuple[VerificationRecord, ...]]:
    """Return the decisions about documents, newest first, by document."""
    query = (
        select(Verification)
        .where(Verification.evidence_id.in_(evidence_ids))
        .order_by(Verification.decided_at.desc(), Verification.evidence_version.desc())
    )
    found: dict[str, tuple[VerificationRecord, ...]] = {}
    for row in tx.session.scalars(query):
        decided = organizations.read_row(VerificationRecord, row)
        found[row.evidence_id] = (*found.get(row.evidence_id, ()), decided)
    return found


def _announce(
    tx: Transaction,
    record: OrganizationRecord,
    row: Evidence,
    decision: Decision,
    reply_days: int,
) -> None:
    notices.announce(
        tx,
        record,
        NoticeMeasure.REJECTION,
        decision.note or "",
        reply_days=reply_days,
        evidence_id=row.id,
        answers={question.value: said for question, said in decision.answers.items()},
    )


def _require_undecided(tx: Transaction, row: Evidence) -> None:
    if row.replaced_by is not None and row.state is not EvidenceState.ACCEPTED:
        raise Conflict("Dokumen ini sudah digantikan. Putuskan penggantinya.")
    if row.id in notices.open_about(tx, [row.organization_id]):
        raise Conflict(
            "Penolakan dokumen ini sudah diberitahukan. Putuskan pemberitahuan itu: laksanakan, "
            "atau "
            "batalkan dahulu lalu terima dokumennya."
        )


def _require_answers(kind: EvidenceKind, decision: Decision) -> None:
    mistakes = tuple(_unfit_answers(kind, decision))
    if mistakes:
        raise InvalidInput(
            Wording("Daftar periksa untuk {kind} belum lengkap.", kind=kind.label), mistakes
        )


def _unfit_answers(kind: EvidenceKind, decision: Decision) -> Iterator[Mistake]:
    asked = CHECKLISTS[kind]
    for question in decision.answers.keys() - set(asked):
        message = Wording("Pertanyaan ini tidak diajukan untuk {kind}.", kind=kind.label)
        yield Mistake(f"/answers/{question}", "unknown_field", message)
    for question in asked:
        answered = decision.answers.get(question)
        if answered is None:
            message = Wording("Jawab ya atau tidak: {question}.", question=question.label)
            yield Mistake(f"/answers/{question}", "required", message)
        elif not answered and decision.state is EvidenceState.ACCEPTED:
            message = Wording(
                "Dijawab tidak: {question}. Dokumen ini tidak dapat diterima.",
                question=question.label,
            )
            yield Mistake(f"/answers/{question}", "inconsistent", message)
