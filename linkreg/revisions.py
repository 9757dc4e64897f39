"""Revisions: how each version of an organization stood, kept whole and sealed by a salted hash."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from linkreg.journal import content_hash
from linkreg.models import Evidence, Organization, Revision
from linkreg.profile import Profile, to_plain

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
