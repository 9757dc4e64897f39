"""Revisions: how each version of an organization stood, kept whole and sealed by a salted hash.

What is kept is read back here too, so the two cannot drift apart.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session

from linkreg.journal import content_hash
from linkreg.models import Evidence, Organization, Revision
from linkreg.profile import Profile, from_plain, to_plain
from linkreg.records import EvidenceFile, EvidenceRecord, OrganizationRecord
from linkreg.vocabulary import EvidenceKind, EvidenceState, FileType, OrganizationStatus

_BATCH = 500


def write_revisions(
    session: Session,
    touched: Sequence[Organization],
    profiles: Mapping[str, Profile],
    at: datetime,
) -> dict[str, str]:
    """Keep how each organization now stands; return the content hash by organization id.

    ``profiles`` holds the new profile where it changed; elsewhere the previous revision's is taken.
    """
    hashes: dict[str, str] = {}
    for start in range(0, len(touched), _BATCH):
        batch = touched[start : start + _BATCH]
        rows = list(_rows(session, batch, profiles, at))
        session.execute(insert(Revision), rows)
        hashes.update((row["organization_id"], row["content_hash"]) for row in rows)
    return hashes


def _rows(
    session: Session,
    batch: Sequence[Organization],
    profiles: Mapping[str, Profile],
    at: datetime,
) -> Iterable[dict[str, Any]]:
    evidence = _evidence_of(session, [organization.id for organization in batch])
    for organization in batch:
        profile = profiles.get(organization.id)
        content = {
            "profile": to_plain(profile) if profile else _previous_profile(session, organization),
            "status": organization.status.value,
            "evidence": evidence.get(organization.id, []),
        }
        salt = secrets.token_hex(16)
        yield {
            "organization_id": organization.id,
            "version": organization.version,
            "recorded_at": at,
            "content": content,
            "salt": salt,
            "content_hash": content_hash(salt, content),
        }


def _previous_profile(session: Session, organization: Organization) -> Any:
    revision = session.get_one(Revision, (organization.id, organization.version - 1))
    return (revision.content or {}).get("profile")


_EVIDENCE_FIELDS = (
    "id",
    "kind",
    "number",
    "issuer",
    "issued_on",
    "valid_from",
    "valid_until",
    "fiscal_year",
    "state",
    "note",
    "supplied_at",
    "decided_at",
    "file_sha256",
    "file_size",
    "file_type",
)


def _evidence_of(session: Session, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    query = select(Evidence).where(Evidence.organization_id.in_(ids))
    found = session.scalars(query.order_by(Evidence.organization_id, Evidence.id))
    return {
        organization_id: [_evidence(row) for row in rows]
        for organization_id, rows in groupby(found, key=lambda row: row.organization_id)
    }


def _evidence(row: Evidence) -> dict[str, Any]:
    values = ((name, getattr(row, name)) for name in _EVIDENCE_FIELDS)
    return {name: _plain(value) for name, value in values if value is not None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def find_revision(session: Session, organization_id: str, before: datetime) -> Revision | None:
    """Return how an organization stood just before an instant; ``None`` when it was not there yet.

    It is the revision before the first one of that instant or later, not the latest stamped earlier:
    of two writers who waited for each other the one who began first may have ended last, and what
    was read once must not change.
    """
    mine = Revision.organization_id == organization_id
    later = select(func.min(Revision.version)).where(mine, Revision.recorded_at >= before)
    first = later.scalar_subquery()
    query = select(Revision).where(mine, or_(first.is_(None), Revision.version < first))
    return session.scalars(query.order_by(Revision.version.desc()).limit(1)).first()


def read_revision(revision: Revision, current: OrganizationRecord) -> OrganizationRecord | None:
    """Return the organization as the revision kept it; ``None`` when that was erased.

    ``current`` gives what never changes.
    """
    content = revision.content or {}
    if content.get("profile") is None:
        return None
    evidence = [_evidence_record(plain, revision) for plain in content["evidence"]]
    return replace(
        current,
        version=revision.version,
        status=OrganizationStatus(content["status"]),
        profile=from_plain(content["profile"]),
        updated_at=revision.recorded_at,
        evidence=tuple(sorted(evidence, key=lambda document: (document.supplied_at, document.id))),
    )


_READERS: Mapping[str, Callable[[str], object]] = {
    "kind": EvidenceKind,
    "state": EvidenceState,
    "issued_on": date.fromisoformat,
    "valid_from": date.fromisoformat,
    "valid_until": date.fromisoformat,
    "supplied_at": datetime.fromisoformat,
    "decided_at": datetime.fromisoformat,
}
_NAMELESS = "dokumen"
_RECORD_FIELDS = frozenset(field.name for field in fields(EvidenceRecord))


def _evidence_record(plain: Mapping[str, Any], revision: Revision) -> EvidenceRecord:
    """Return a document as kept; an early revision does not say when it was supplied."""
    values: dict[str, Any] = {"supplied_at": revision.recorded_at}
    for name in _RECORD_FIELDS & plain.keys():
        read = _READERS.get(name)
        values[name] = read(plain[name]) if read else plain[name]
    return EvidenceRecord(**values, file=_evidence_file(plain))


def _evidence_file(plain: Mapping[str, Any]) -> EvidenceFile | None:
    """Return a document's file as kept; a revision keeps no file's name."""
    if "file_sha256" not in plain:
        return None
    file_type = FileType(plain["file_type"])
    return EvidenceFile(plain["file_sha256"], plain["file_size"], file_type, name=_NAMELESS)
