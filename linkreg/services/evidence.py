"""Documents: an organization puts them forward, an officer accepts or rejects them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from linkreg.errors import InvalidInput, Mistake, NotFound
from linkreg.files import CheckedFile
from linkreg.models import Evidence, Organization, new_id
from linkreg.records import EvidenceFile, EvidenceRecord, OrganizationRecord
from linkreg.schemas.evidence import Decision, NewEvidence
from linkreg.services import gate, organizations
from linkreg.transaction import Transaction
from linkreg.vocabulary import EvidenceState


def supply(tx: Transaction, organization_id: str, new: NewEvidence) -> EvidenceRecord:
    """Add a document to an organization; it waits to be verified."""
    record = organizations.get(tx, organization_id)
    gate.require_editor(tx.actor, record)
    if new.issued_on is not None and new.issued_on > tx.today:
        message = f"Tanggal terbit {new.issued_on.isoformat()} masih di masa depan."
        raise InvalidInput(message, [Mistake("/issued_on", "inconsistent", message)])
    row = _new_row(tx, organization_id, new)
    tx.session.add(row)
    organization = tx.session.get_one(Organization, organization_id)
    tx.record_change("evidence_supplied", organization, ("evidence", new.kind.value))
    tx.session.flush()
    return organizations.evidence_record(row)


def decide(
    tx: Transaction, organization_id: str, evidence_id: str, decision: Decision
) -> EvidenceRecord:
    """Accept or reject a document; only those in charge of the organization's region may."""
    record = organizations.get(tx, organization_id)
    gate.require_in_charge(tx.actor, record)
    row = _row(tx, organization_id, evidence_id)
    _decide(tx, row, decision)
    organization = tx.session.get_one(Organization, organization_id)
    tx.record_change(f"evidence_{decision.state}", organization, ("evidence", row.kind.value))
    return organizations.evidence_record(row)


def require_attachable(tx: Transaction, organization_id: str, evidence_id: str) -> Evidence:
    """Return the document's row to whoever may give it a file; raise as ``attach`` would."""
    record = organizations.get(tx, organization_id)
    gate.require_editor(tx.actor, record)
    return _row(tx, organization_id, evidence_id)


def attach(
    tx: Transaction, organization_id: str, evidence_id: str, file: CheckedFile
) -> EvidenceRecord:
    """Give a document its file, in place of an older one; what was decided no longer holds.

    The same content again changes nothing. Keeping the content is the caller's part.
    """
    row = require_attachable(tx, organization_id, evidence_id)
    if row.file_sha256 != file.sha256:
        _attach(row, file)
        row.state = EvidenceState.PENDING
        row.note = row.decided_at = row.decided_by = None
        organization = tx.session.get_one(Organization, organization_id)
        tx.record_change("file_attached", organization, ("evidence", row.kind.value))
        tx.session.flush()
    return organizations.evidence_record(row)


def get_file(tx: Transaction, evidence_id: str, organization_id: str | None = None) -> EvidenceFile:
    """Return the facts of a document's file, to whoever may see the document, else ``NotFound``.

    ``organization_id``: whose document it has to be.
    """
    owner = get_owner(tx, evidence_id)
    if organization_id not in {None, owner.id}:
        raise _no_such_document(evidence_id)
    file = next(document.file for document in owner.evidence if document.id == evidence_id)
    if file is None:
        raise NotFound("Dokumen ini belum mempunyai berkas.")
    return file


def list_evidence(tx: Transaction, organization_id: str) -> tuple[EvidenceRecord, ...]:
    """Return the documents of an organization, for itself and for those in charge."""
    record = organizations.get(tx, organization_id)
    gate.require_officer_fields(tx.actor, record)
    return record.evidence


def get_owner(tx: Transaction, evidence_id: str) -> OrganizationRecord:
    """Return the organization that put a document forward, to whoever may see its documents.

    To anybody else no document has that number: raise ``NotFound``.
    """
    gate.require_known(tx.actor)
    row = tx.session.get(Evidence, evidence_id)
    records = organizations.get_many(tx, [row.organization_id]) if row else []
    if not records or not gate.may_see_officer_fields(tx.actor, records[0]):
        raise _no_such_document(evidence_id)
    return records[0]


def take_over(
    tx: Transaction,
    record: OrganizationRecord,
    documents: Iterable[tuple[NewEvidence, Decision | None]],
) -> None:
    """Add many documents at once with what was already decided about them elsewhere.

    For those in charge of the region who bring a verified register along.
    """
    gate.require_in_charge(tx.actor, record)
    organization = tx.session.get_one(Organization, record.id)
    kinds = []
    for new, decision in documents:
        row = _new_row(tx, record.id, new)
        if decision is not None:
            _decide(tx, row, decision)
        tx.session.add(row)
        kinds.append(new.kind.value)
    if kinds:
        tx.record_change("evidence_taken_over", organization, ("evidence", *kinds))


def _no_such_document(evidence_id: str) -> NotFound:
    return NotFound(f"Dokumen {evidence_id!r} tidak ditemukan. Periksa nomornya.")


def _new_row(tx: Transaction, organization_id: str, new: NewEvidence) -> Evidence:
    return Evidence(
        id=new_id(),
        organization_id=organization_id,
        state=EvidenceState.PENDING,
        supplied_at=tx.now,
        **asdict(new),
    )


def _row(tx: Transaction, organization_id: str, evidence_id: str) -> Evidence:
    row = tx.session.get(Evidence, evidence_id, with_for_update=True)
    if row is None or row.organization_id != organization_id:
        raise NotFound(f"Dokumen {evidence_id!r} tidak ditemukan pada organisasi ini.")
    return row


def _attach(row: Evidence, file: CheckedFile) -> None:
    row.file_sha256 = file.sha256
    row.file_size = file.size
    row.file_type = file.type
    row.file_name = file.name


def _decide(tx: Transaction, row: Evidence, decision: Decision) -> None:
    row.state = decision.state
    row.note = decision.note
    row.decided_at = tx.now
    row.decided_by = tx.actor.name
