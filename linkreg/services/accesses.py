"""Who read what only those in charge and the organization itself may see.

A read is noted while it happens and written before the answer leaves (``linkreg.wiring``): what cannot
be logged is not shown. An organization reading its own data leaves no trace, nor does the keeper of
the machine, who could read the database itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from linkreg.actor import SYSTEM
from linkreg.models import Access
from linkreg.records import AccessRecord, OrganizationRecord
from linkreg.services import gate, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import NotedAccess, Transaction
from linkreg.vocabulary import AccessKind

#: How many are shown where nobody says how many.
AT_MOST = 100


def note(
    tx: Transaction, record: OrganizationRecord, kind: AccessKind, evidence_id: str | None = None
) -> None:
    """Note that the actor reads an organization's documents, unless they are the actor's own."""
    if tx.actor != SYSTEM and not gate.keeps(tx.actor, record.id):
        tx.note_access(NotedAccess(record.id, kind, evidence_id))


def note_profile(tx: Transaction, record: OrganizationRecord) -> None:
    """Note that the actor reads an organization whole; who sees only what the public sees is not."""
    if gate.may_see_officer_fields(tx.actor, record):
        note(tx, record, AccessKind.PROFILE)


def write(tx: Transaction, noted: Sequence[NotedAccess]) -> None:
    """Keep what was noted."""
    rows = [
        {
            "at": tx.now,
            "actor": tx.actor.name,
            "organization_id": it.organization_id,
            "kind": it.kind,
            "evidence_id": it.evidence_id,
        }
        for it in dict.fromkeys(noted)
    ]
    tx.session.execute(insert(Access), rows)


def list_accesses(
    tx: Transaction, organization_id: str, *, limit: int = AT_MOST, offset: int = 0
) -> tuple[tuple[AccessRecord, ...], int]:
    """Return reads of an organization's documents, newest first, and how many there were.

    For the organization itself and administrators.
    """
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.READ_ACCESSES, record)
    about = select(func.count()).where(Access.organization_id == organization_id)
    found = accesses_of(tx, organization_id, limit=limit, offset=offset)
    return found, tx.session.scalar(about) or 0


def accesses_of(
    tx: Transaction, organization_id: str, *, limit: int = AT_MOST, offset: int = 0
) -> tuple[AccessRecord, ...]:
    """Return the newest reads of an organization's documents, for a caller who may know of them."""
    query = select(Access).where(Access.organization_id == organization_id)
    newest = query.order_by(Access.id.desc()).limit(limit).offset(offset)
    found = tx.session.scalars(newest)
    return tuple(organizations.read_row(AccessRecord, row) for row in found)
