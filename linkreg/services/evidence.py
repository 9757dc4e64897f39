"""Documents: an organization puts them forward, changes, replaces and withdraws them.

Whatever changes a document that was decided on sends it back to be verified. What an officer says of
it is ``services.verification``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from linkreg.eligibility import validity
from linkreg.errors import Conflict, InvalidInput, Mistake, NotFound, StaleVersion
from linkreg.files import CheckedFile
from linkreg.models import Evidence, new_id
from linkreg.records import EvidenceFile, EvidenceRecord, OrganizationRecord
from linkreg.schemas.evidence import EvidenceDetails, NewEvidence
from linkreg.services import accesses, gate, notices, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import AccessKind, EvidenceState, NoticeOutcome
from linkreg.wording import Wording


def supply(tx: Transaction, organization_id: str, new: NewEvidence) -> EvidenceRecord:
    """Add a document to an organization; it waits to be verified.

    Where it replaces another, that one counts on only if it was accepted; otherwise it is no longer
    to be decided on. Raise ``NotFound`` or ``Conflict`` for one that cannot be replaced.
    """
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.SUPPLY_DOCUMENTS, record)
    _require_past(tx, new.details)
    organizations.lock_row(tx, organization_id)
    row = new_row(tx, organization_id, new)
    tx.session.add(row)
    if new.replaces is not None:
        _replace(tx, organization_id, new.replaces, row)
    return _changed(tx, row, "evidence_supplied")


def change(
    tx: Transaction,
    organization_id: str,
    evidence_id: str,
    details: EvidenceDetails,
    *,
    seen_version: int | None = None,
) -> EvidenceRecord:
    """Say anew what a document is; the same again changes nothing. Raise ``StaleVersion``."""
    row = _row_to_change(tx, organization_id, evidence_id, seen_version)
    _require_current(row)
    _require_past(tx, details)
    said = _stated(details)
    if all(getattr(row, name) == value for name, value in said.items()):
        return organizations.evidence_record(row)
    for name, value in said.items():
        setattr(row, name, value)
    _send_back(tx, row)
    return _changed(tx, row, "evidence_changed")


def withdraw(
    tx: Transaction, organization_id: str, evidence_id: str, *, seen_version: int | None = None
) -> None:
    """Take a document back; past versions of the organization still have it."""
    row = _row_to_change(tx, organization_id, evidence_id, seen_version)
    row.withdrawn_at = tx.now
    row.version += 1
    _pass_on(tx, row)
    notices.close_about(tx, organization_id, evidence_id, NoticeOutcome.SUPERSEDED)
    _changed(tx, row, "evidence_withdrawn")


def require_attachable(
    tx: Transaction, organization_id: str, evidence_id: str, *, seen_version: int | None = None
) -> Evidence:
    """Return the document's row to whoever may give it a file; raise as ``attach`` would."""
    row = _row_to_change(tx, organization_id, evidence_id, seen_version)
    _require_current(row)
    return row


def attach(
    tx: Transaction,
    organization_id: str,
    evidence_id: str,
    file: CheckedFile,
    *,
    seen_version: int | None = None,
) -> EvidenceRecord:
    """Give a document its file, in place of an older one; what was decided no longer holds.

    The same content again changes nothing. Keeping the content is the caller's part. Raise
    ``StaleVersion``.
    """
    row = require_attachable(tx, organization_id, evidence_id, seen_version=seen_version)
    if row.file_sha256 == file.sha256:
        return organizations.evidence_record(row)
    row.file_sha256, row.file_size = file.sha256, file.size
    row.file_type, row.file_name = file.type, file.name
    _send_back(tx, row)
    return _changed(tx, row, "file_attached")


def get(tx: Transaction, organization_id: str, evidence_id: str) -> EvidenceRecord:
    """Return a document, for the organization itself and those in charge."""
    return _one_of(list_evidence(tx, organization_id), evidence_id)


def get_from(record: OrganizationRecord, evidence_id: str) -> EvidenceRecord:
    """Return a document of an organization that was read; raise ``NotFound``, also once taken back."""
    return _one_of(record.evidence, evidence_id)


def _one_of(documents: Sequence[EvidenceRecord], evidence_id: str) -> EvidenceRecord:
    found = {document.id: document for document in documents}
    if evidence_id not in found:
        raise _no_such_document(evidence_id)
    return found[evidence_id]


def get_file(tx: Transaction, evidence_id: str, organization_id: str | None = None) -> EvidenceFile:
    """Return the facts of a document's file, to whoever may see the document, else ``NotFound``.

    ``organization_id``: whose document it has to be.
    """
    owner = get_owner(tx, evidence_id)
    if organization_id not in {None, owner.id}:
        raise _no_such_document(evidence_id)
    file = next((document.file for document in owner.evidence if document.id == evidence_id), None)
    if file is None:
        raise NotFound("Dokumen ini belum mempunyai berkas, atau sudah ditarik.")
    accesses.note(tx, owner, AccessKind.FILE, evidence_id)
    return file


def list_evidence(tx: Transaction, organization_id: str) -> tuple[EvidenceRecord, ...]:
    """Return the documents of an organization, for itself and for those in charge."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.READ_DOCUMENTS, record)
    accesses.note(tx, record, AccessKind.DOCUMENTS)
    return record.evidence


def get_owner(tx: Transaction, evidence_id: str) -> OrganizationRecord:
    """Return the organization that put a document forward, to whoever may see its documents.

    To anybody else no document has that number: raise ``NotFound``.
    """
    gate.require_known(tx.actor)
    row = tx.session.get(Evidence, evidence_id)
    records = organizations.get_many(tx, [row.organization_id]) if row else []
    if not records or not gate.may(tx.actor, Verb.READ_DOCUMENTS, records[0]):
        raise _no_such_document(evidence_id)
    return records[0]


def lock_row(tx: Transaction, organization_id: str, evidence_id: str) -> Evidence:
    """Return the row of a document, which nobody else changes until the end; raise ``NotFound``."""
    organizations.lock_row(tx, organization_id)
    row = tx.session.get(Evidence, evidence_id, with_for_update=True, populate_existing=True)
    if row is None or row.organization_id != organization_id or row.withdrawn_at is not None:
        raise NotFound(
            Wording(
                "Dokumen {evidence_id} tidak ditemukan pada organisasi ini.",
                evidence_id=repr(evidence_id),
            )
        )
    return row


def new_row(tx: Transaction, organization_id: str, new: NewEvidence) -> Evidence:
    """Return the row of a new document, which waits to be verified."""
    return Evidence(
        id=new_id(),
        organization_id=organization_id,
        state=EvidenceState.PENDING,
        version=1,
        supplied_at=tx.now,
        supplied_by=tx.actor.name,
        **_stated(new.details),
    )


def _stated(details: EvidenceDetails) -> dict[str, Any]:
    """Return the columns of what is said of a document, and of the last day that follows."""
    dates = (details.issued_on, details.valid_from, details.valid_until)
    return asdict(details) | {"ends_on": validity(details.kind, *dates).end}


def _row_to_change(
    tx: Transaction, organization_id: str, evidence_id: str, seen_version: int | None
) -> Evidence:
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.SUPPLY_DOCUMENTS, record)
    row = lock_row(tx, organization_id, evidence_id)
    if seen_version not in {None, row.version}:
        raise StaleVersion(seen_version or 0, row.version)
    return row


def _replace(tx: Transaction, organization_id: str, evidence_id: str, by: Evidence) -> None:
    old = lock_row(tx, organization_id, evidence_id)
    if old.replaced_by is not None:
        raise Conflict("Dokumen itu sudah digantikan. Muat ulang dan gantikan yang terbaru.")
    old.replaced_by = by.id
    old.version += 1
    if old.state is EvidenceState.ACCEPTED:  # it counts on, so the officer must still decide
        notices.mark_answered(tx, organization_id, old.id)
    else:
        notices.close_about(tx, organization_id, old.id, NoticeOutcome.SUPERSEDED)


def _pass_on(tx: Transaction, withdrawn: Evidence) -> None:
    """Let what a withdrawn document replaced stand again, or be replaced by what replaced both."""
    query = select(Evidence).where(
        Evidence.organization_id == withdrawn.organization_id,
        Evidence.replaced_by == withdrawn.id,
    )
    for row in tx.session.scalars(query.with_for_update()):
        row.replaced_by = withdrawn.replaced_by
        row.version += 1


def _require_current(row: Evidence) -> None:
    if row.replaced_by is not None:
        raise Conflict("Dokumen ini sudah digantikan. Ubah penggantinya.")


def _send_back(tx: Transaction, row: Evidence) -> None:
    """Let a changed document wait to be verified; a change answers a notice about it."""
    row.version += 1
    row.state = EvidenceState.PENDING
    row.note = row.decided_at = row.decided_by = None
    notices.mark_answered(tx, row.organization_id, row.id)


def _changed(tx: Transaction, row: Evidence, verb: str) -> EvidenceRecord:
    organization = organizations.lock_row(tx, row.organization_id)
    tx.record_change(verb, organization, ("evidence", row.kind.value))
    tx.session.flush()
    return organizations.evidence_record(row)


def _require_past(tx: Transaction, details: EvidenceDetails) -> None:
    if details.issued_on is not None and details.issued_on > tx.today:
        message = Wording(
            "Tanggal terbit {issued_on} masih di masa depan.",
            issued_on=details.issued_on.isoformat(),
        )
        raise InvalidInput(message, [Mistake("/issued_on", "inconsistent", message)])


def _no_such_document(evidence_id: str) -> NotFound:
    return NotFound(
        Wording(
            "Dokumen {evidence_id} tidak ditemukan. Periksa nomornya.",
            evidence_id=repr(evidence_id),
        )
    )
