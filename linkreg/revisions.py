"""Revisions: how each version of an organization stood, kept whole and sealed by a salted hash.

What is kept is read back here too, so the two cannot drift apart.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Text, cast, func, insert, or_, select
from sqlalchemy.orm import Session

from linkreg.eligibility import EvidenceFact, validity
from linkreg.journal import content_hash
from linkreg.models import Evidence, Flag, Organization, Revision
from linkreg.profile import Profile, from_plain, to_plain
from linkreg.records import EvidenceFile, EvidenceRecord, FlagRecord, OrganizationRecord, counts
from linkreg.vocabulary import EvidenceKind, EvidenceState, FileType, FlagKind, OrganizationStatus

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
    ids = [organization.id for organization in batch]
    evidence, flags = _evidence_of(session, ids), _flags_of(session, ids)
    for organization in batch:
        profile = profiles.get(organization.id)
        content = {
            "profile": to_plain(profile) if profile else _previous_profile(session, organization),
            "status": organization.status.value,
            **_stated(organization, ("status_since", "status_reason")),
            "evidence": evidence.get(organization.id, []),
            "flags": flags.get(organization.id, []),
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
    "clause",
    "version",
    "state",
    "note",
    "supplied_at",
    "supplied_by",
    "replaced_by",
    "decided_at",
    "decided_by",
    "file_sha256",
    "file_size",
    "file_type",
)


def _evidence_of(session: Session, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    mine = (Evidence.organization_id.in_(ids), Evidence.withdrawn_at.is_(None))
    query = select(Evidence).where(*mine).order_by(Evidence.organization_id, Evidence.id)
    return _by_organization(session.scalars(query), _EVIDENCE_FIELDS)


_FLAG_FIELDS = tuple(field.name for field in fields(FlagRecord))


def _flags_of(session: Session, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    query = select(Flag).where(Flag.organization_id.in_(ids))
    found = session.scalars(query.order_by(Flag.organization_id, Flag.raised_at, Flag.id))
    return _by_organization(found, _FLAG_FIELDS)


def _by_organization(rows: Iterable[Any], names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the stated values of rows that come in the order of their organizations."""
    grouped = groupby(rows, key=lambda row: row.organization_id)
    return {key: [_stated(row, names) for row in group] for key, group in grouped}


def _stated(row: object, names: Iterable[str]) -> dict[str, Any]:
    values = ((name, getattr(row, name)) for name in names)
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
        flags=tuple(_flag_record(plain) for plain in content.get("flags", ())),
        status_since=_moment(content.get("status_since")),
        status_reason=content.get("status_reason"),
    )


class Kept(NamedTuple):
    """What a list shows and a verdict asks of a revision; of documents only those that count."""

    status: OrganizationStatus
    status_since: datetime | None
    status_reason: str | None
    profile: Profile
    evidence: list[EvidenceFact]
    flags: tuple[FlagRecord, ...]


#: A revision as text: the database need not take it apart, and many wait more lightly than values do.
CONTENT_TEXT = cast(Revision.__table__.c.content, Text)


def read_kept(text: str | None) -> Kept | None:
    """Return what ``CONTENT_TEXT`` says of an organization; ``None`` when that was erased."""
    content = orjson.loads(text or "{}") or {}
    if content.get("profile") is None:
        return None
    return Kept(
        _STATUSES[content["status"]],
        _moment(content.get("status_since")),
        content.get("status_reason"),
        from_plain(content["profile"]),
        list(_counting(content["evidence"])),
        tuple(map(_flag_record, content.get("flags", ()))),
    )


def _counting(documents: Iterable[Mapping[str, Any]]) -> Iterator[EvidenceFact]:
    """Yield as a verdict asks for them the documents that still speak for themselves."""
    for plain in documents:
        stated, state = plain.get, _STATES[plain["state"]]
        if counts(state, stated("replaced_by")):
            kind = _KINDS[plain["kind"]]
            issued, start, end = stated("issued_on"), stated("valid_from"), stated("valid_until")
            valid = validity(
                kind,
                issued and _day(issued),
                start and _day(start),
                end and _day(end),
            )
            yield EvidenceFact(plain["id"], kind, state, valid, stated("fiscal_year"))


_STATUSES = {status.value: status for status in OrganizationStatus}
_KINDS = {kind.value: kind for kind in EvidenceKind}
_STATES = {state.value: state for state in EvidenceState}
_day = date.fromisoformat


def _flag_record(plain: Mapping[str, Any]) -> FlagRecord:
    return FlagRecord(**_read({**plain, "kind": FlagKind(plain["kind"])}))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


_READERS: Mapping[str, Callable[[str], object]] = {
    "state": EvidenceState,
    "issued_on": date.fromisoformat,
    "valid_from": date.fromisoformat,
    "valid_until": date.fromisoformat,
    "supplied_at": datetime.fromisoformat,
    "decided_at": datetime.fromisoformat,
    "starts_on": date.fromisoformat,
    "ends_on": date.fromisoformat,
    "raised_at": datetime.fromisoformat,
    "lifted_at": datetime.fromisoformat,
}
_NAMELESS = "dokumen"
_RECORD_FIELDS = frozenset(field.name for field in fields(EvidenceRecord))


def _evidence_record(plain: Mapping[str, Any], revision: Revision) -> EvidenceRecord:
    """Return a document as kept; an early revision does not say when it was supplied."""
    kept = {name: value for name, value in plain.items() if name in _RECORD_FIELDS}
    values = {
        "supplied_at": revision.recorded_at,
        **_read({**kept, "kind": EvidenceKind(kept["kind"])}),
    }
    return EvidenceRecord(**values, file=_evidence_file(plain))


def _read(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as they were before they were made plain."""
    return {
        name: _READERS[name](value) if name in _READERS else value for name, value in plain.items()
    }


def _evidence_file(plain: Mapping[str, Any]) -> EvidenceFile | None:
    """Return a document's file as kept; a revision keeps no file's name."""
    if "file_sha256" not in plain:
        return None
    file_type = FileType(plain["file_type"])
    return EvidenceFile(plain["file_sha256"], plain["file_size"], file_type, name=_NAMELESS)
