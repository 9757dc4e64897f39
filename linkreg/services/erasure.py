"""Erase what the registry holds of a person, from now and from the past (Law 27/2022).

Names are taken out of the profile, of every past revision, and of the words written about documents,
notices and flags; the files of documents that are named are removed. What is left of a revision is
sealed anew under a new salt, so the journal still verifies and the old seal, whose salt is gone, gives
nothing away. Answers kept for whoever asks again are forgotten. Files go after the commit;
``remove_files`` finishes what a killed process left. Copies outside the registry (backups, whoever
saved a page) are beyond its reach.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote_plus

from sqlalchemy import ColumnElement, delete, select

from linkreg import journal
from linkreg.errors import InvalidInput, Mistake, NotFound
from linkreg.files import FileStorage
from linkreg.journal import content_hash
from linkreg.models import (
    Account,
    Credential,
    Erasure,
    Evidence,
    Flag,
    Notice,
    Revision,
    SavedSearch,
    Verification,
    new_id,
)
from linkreg.profile import from_plain, to_plain
from linkreg.records import ErasureRecord
from linkreg.schemas.privacy import ErasureRequest
from linkreg.services import drafts, gate, organizations, replay
from linkreg.services.permissions import Verb
from linkreg.services.redaction import Redaction
from linkreg.transaction import Transaction
from linkreg.wording import Wording

_EVIDENCE_TEXTS = ("number", "issuer", "note", "clause", "file_name")


def erase_person(tx: Transaction, organization_id: str, request: ErasureRequest) -> ErasureRecord:
    """Take a person out of an organization's present and past; for administrators.

    Raise ``NotFound`` when nothing of it is there, so that a mistyped name is noticed, and for a
    document that is not the organization's.
    """
    gate.require(tx.actor, Verb.ERASE)
    organizations.get(tx, organization_id)
    organization = organizations.lock_row(tx, organization_id)
    record = organizations.get(tx, organization_id)
    redaction = Redaction.of(request.texts, request.documents)
    _require_silent(redaction, request.ground)
    files = _drop_files(tx, organization_id, request.documents)
    touched = _clean_words(tx, organization_id, redaction)
    touched |= _close_accounts(tx, organization_id, request.texts)
    touched |= _drop_searches(tx, redaction)
    versions, older_files = _clean_revisions(tx, organization_id, redaction)
    if not (touched or versions or files):
        raise NotFound("Teks itu tidak ditemukan pada organisasi ini. Periksa ejaannya.")
    plain = redaction.clean_profile(to_plain(record.profile))
    redaction.clean_row(organization, ("status_reason",))
    tx.record_change(journal.ERASED, organization, ("board",), from_plain(plain))
    row = Erasure(
        id=new_id(),
        organization_id=organization_id,
        at=tx.now,
        actor=tx.actor.name,
        ground=request.ground,
        files=sorted(files | older_files),
    )
    tx.session.add(row)
    replay.blank_answers(tx)
    drafts.forget_organization(tx, organization_id)
    tx.session.flush()
    return ErasureRecord(row.id, row.at, row.ground, versions, tuple(row.files))


def remove_files(tx: Transaction, storage: FileStorage) -> int:
    """Remove the contents that erasures left to be removed; return how many went.

    What a document still refers to (the same content, put forward for another purpose) stays.
    """
    journal.hold(tx.session)  # whoever stores a file now has not named it yet, or has committed
    removed = 0
    for row in tx.session.scalars(select(Erasure).where(Erasure.removed_at.is_(None))):
        held = select(Evidence.file_sha256).where(Evidence.file_sha256.in_(row.files))
        for sha256 in set(row.files) - set(tx.session.scalars(held)):
            removed += storage.remove(sha256)
        row.removed_at = tx.now
    return removed


def list_erasures(tx: Transaction, organization_id: str) -> tuple[ErasureRecord, ...]:
    """Return what was erased of an organization, newest first; for administrators."""
    gate.require(tx.actor, Verb.READ_ERASURES)
    organizations.get(tx, organization_id)
    query = select(Erasure).where(Erasure.organization_id == organization_id)
    found = tx.session.scalars(query.order_by(Erasure.at.desc()))
    return tuple(ErasureRecord(it.id, it.at, it.ground, None, tuple(it.files)) for it in found)


def _require_silent(redaction: Redaction, ground: str) -> None:
    """Refuse a ground that would keep the very name to be erased."""
    if redaction.finds(ground):
        message = "Alasan ini disimpan; jangan menyebut nama atau teks yang dihapus di dalamnya."
        raise InvalidInput(message, [Mistake("/ground", "inconsistent", message)])


def _drop_files(tx: Transaction, organization_id: str, documents: Sequence[str]) -> set[str]:
    """Part documents from their files; return the files' hashes."""
    query = select(Evidence).where(
        Evidence.organization_id == organization_id, Evidence.id.in_(documents)
    )
    rows = tx.session.scalars(query.with_for_update()).all()
    unknown = set(documents) - {row.id for row in rows}
    if unknown:
        raise NotFound(
            Wording(
                "Dokumen {evidence_id} tidak ditemukan pada organisasi ini.",
                evidence_id=repr(min(unknown)),
            )
        )
    dropped = {row.file_sha256 for row in rows if row.file_sha256}
    for row in rows:
        row.file_sha256 = row.file_size = row.file_type = row.file_name = None
        row.version += 1
    return dropped


def _clean_words(tx: Transaction, organization_id: str, redaction: Redaction) -> bool:
    """Clean what was written about documents, notices, flags, tokens; say whether anything was."""
    documents = select(Evidence.id).where(Evidence.organization_id == organization_id)
    accounts = select(Account.id).where(Account.organization_id == organization_id)
    cleaned = [
        redaction.clean_row(row, names)
        for query, names in (
            (select(Evidence).where(Evidence.organization_id == organization_id), _EVIDENCE_TEXTS),
            (select(Verification).where(Verification.evidence_id.in_(documents)), ("note",)),
            (
                select(Notice).where(Notice.organization_id == organization_id),
                ("reason", "reply", "note"),
            ),
            (
                select(Flag).where(Flag.organization_id == organization_id),
                ("reason", "source", "lifting"),
            ),
            (select(Credential).where(Credential.account_id.in_(accounts)), ("label",)),
        )
        for row in tx.session.scalars(query)
    ]
    return any(cleaned)


def _close_accounts(tx: Transaction, organization_id: str, texts: Iterable[str]) -> bool:
    """Make the accounts whose address is to be erased nobody's."""
    addresses = [text.strip().casefold() for text in texts]
    query = select(Account).where(
        Account.organization_id == organization_id, Account.email.in_(addresses)
    )
    accounts = tx.session.scalars(query).all()
    for account in accounts:
        account.email = f"dihapus-{account.id}"
        account.password_hash = ""
        account.disabled_at = tx.now
        held = select(Credential).where(Credential.account_id == account.id)
        for credential in tx.session.scalars(held):
            credential.revoked_at, credential.label = tx.now, None
        tx.session.execute(delete(SavedSearch).where(SavedSearch.account_id == account.id))
        drafts.forget_account(tx, account.id)
        tx.record("account_erased", f"account/{account.id}", ("email",))
    return bool(accounts)


def _drop_searches(tx: Transaction, redaction: Redaction) -> bool:
    """Let go of searches, whoever keeps them, that look for what is to be erased."""
    found = [
        row
        for row in tx.session.scalars(select(SavedSearch))
        if redaction.finds(row.name) or redaction.finds(unquote_plus(row.query))
    ]
    for row in found:
        tx.session.delete(row)
    return bool(found)


def _clean_revisions(
    tx: Transaction, organization_id: str, redaction: Redaction
) -> tuple[int, set[str]]:
    """Clean every past version and seal it anew; return how many changed, and their lost files."""
    changed, files = 0, set()
    query = select(Revision).where(*_readable(organization_id)).order_by(Revision.version)
    for revision in tx.session.scalars(query.with_for_update()):
        before: dict[str, Any] = revision.content or {}
        after = redaction.clean_revision(before)
        if after == before:
            continue
        files |= {
            it["file_sha256"]
            for it in before.get("evidence", ())
            if it["id"] in redaction.documents and "file_sha256" in it
        }
        revision.content, revision.salt = after, secrets.token_hex(16)
        revision.content_hash = content_hash(revision.salt, after)
        tx.record_redaction(organization_id, revision.version, revision.content_hash)
        changed += 1
    return changed, files


def _readable(organization_id: str) -> tuple[ColumnElement[bool], ...]:
    return Revision.organization_id == organization_id, Revision.content.is_not(None)
