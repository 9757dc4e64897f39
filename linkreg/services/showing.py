"""Show an organization to whoever asks, and tell whether what was shown before is still the same.

A mark, ``<version>-<digest>``, stands for all that a view is made from: the version, which every change
of the organization, of its documents, flags, consent and standing raises, and an erasure too; whether
documents and warnings are in it; the day of the verdict; and this very package, with its legal texts
and reference lists. So it is known before the view is made. The past, which stays the same, has none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select

from linkreg.actor import Actor
from linkreg.eligibility import RulesetLibrary
from linkreg.journal import canonical
from linkreg.models import Organization
from linkreg.profile import Profile
from linkreg.records import OrganizationRecord
from linkreg.schemas.organization_views import Presented, present_organization
from linkreg.services import accesses, assessments, gate, history
from linkreg.transaction import Transaction

_PACKAGE = Path(__file__).parents[1]

_O = Organization.__table__.c

#: Bare columns, put together once and asked of the connection: this is asked more than all else.
_ROW = select(_O.version, _O.status, _O.region, _O.created_at, _O.updated_at).where(
    _O.id == bindparam("wanted")
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An organization with its JSON-ready view; the same ``mark``, if any, means the same view."""

    record: OrganizationRecord
    view: dict[str, Any]
    mark: str | None


def show(
    tx: Transaction, rulesets: RulesetLibrary, organization_id: str, on: date | None = None
) -> Shown:
    """Show an organization as it stood on a day (now); raise as ``history.read`` does."""
    reading = history.read(tx, organization_id, on)
    accesses.note_profile(tx, reading.current)
    return present(tx.actor, reading, rulesets, on or tx.today)


def present(actor: Actor, reading: history.Reading, rulesets: RulesetLibrary, day: date) -> Shown:
    """Show what was read as the actor may see it, with the verdict of a day."""
    record, current = reading.record, reading.current
    officer = gate.may_see_officer_fields(actor, current)
    assessment = assessments.assess_record(record, rulesets, day)
    presented = Presented(gate.shown_to(actor, record, current), assessment)
    view = present_organization(presented, officer=officer)
    return Shown(record, view, None if record is not current else _mark(record, day, officer))


def recognize(
    tx: Transaction, organization_id: str, known: Container[str], on: date | None = None
) -> str | None:
    """Return the mark of what ``show`` would give, if it is among those known; else ``None``.

    One row is read, and nothing of what the organization says. Raise ``NotFound`` as ``show`` does.
    """
    if on is not None and on < tx.today:
        return None
    sketch = _sketch(tx, organization_id)
    gate.require_visible(tx.actor, sketch)
    officer = gate.may_see_officer_fields(tx.actor, sketch)
    mark = _mark(sketch, on or tx.today, officer)
    if mark not in known:
        return None
    accesses.note_profile(tx, sketch)
    return mark


def _sketch(tx: Transaction, organization_id: str) -> OrganizationRecord:
    """Return as much of an organization as decides who may see what of which version."""
    row = tx.session.connection().execute(_ROW, {"wanted": organization_id}).first()
    if row is None:
        raise gate.not_found(organization_id)
    version, status, region, created_at, updated_at = row
    profile = Profile(name="", region=region)
    return OrganizationRecord(organization_id, version, status, profile, created_at, updated_at)


def _mark(record: OrganizationRecord, day: date, officer: bool) -> str:
    made_from = [_stamp(), record.id, record.version, day.isoformat(), officer]
    return f"{record.version}-{hashlib.sha256(canonical(made_from)).hexdigest()[:16]}"


@cache
def _stamp() -> str:
    """Return the hash of this package: its code, legal texts and lists, the same in every process."""
    read = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in {".py", ".yaml", ".csv", ".txt"}:
            read.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            read.update(hashlib.sha256(path.read_bytes()).digest())
    return read.hexdigest()
