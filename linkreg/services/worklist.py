"""What waits for an officer: profiles to publish and documents to decide on, longest waiting first.

Read from the database, not from the search index: a work list must not lag.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Subquery, func, or_, select, true

from linkreg.actor import Actor
from linkreg.models import Evidence, Organization
from linkreg.records import OrganizationRecord
from linkreg.services import gate, organizations
from linkreg.transaction import Transaction
from linkreg.vocabulary import EvidenceState, OrganizationStatus, Role

#: More than this nobody works through in a day; what is decided makes room.
AT_MOST = 50

_CURRENT = (
    OrganizationStatus.SUBMITTED,
    OrganizationStatus.PUBLISHED,
    OrganizationStatus.SUSPENDED,
)


@dataclass(frozen=True, slots=True)
class Queue:
    """The organizations that have waited longest; ``total`` counts all that wait."""

    records: tuple[OrganizationRecord, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Worklist:
    """What waits for one officer."""

    unpublished: Queue
    undecided: Queue


def list_waiting(tx: Transaction) -> Worklist:
    """Return what waits in the officer's region; raise ``NotPermitted`` for anybody else."""
    gate.require_officer(tx.actor)
    mine = _in_charge(tx.actor)
    submitted = select(Organization.id, Organization.created_at.label("since")).where(
        mine, Organization.status == OrganizationStatus.SUBMITTED
    )
    pending = (
        select(Organization.id, func.min(Evidence.supplied_at).label("since"))
        .join(Evidence, Evidence.organization_id == Organization.id)
        .where(mine, Evidence.state == EvidenceState.PENDING, Organization.status.in_(_CURRENT))
        .group_by(Organization.id)
    )
    return Worklist(_queue(tx, submitted.subquery()), _queue(tx, pending.subquery()))


def _queue(tx: Transaction, waiting: Subquery) -> Queue:
    total = tx.session.scalar(select(func.count()).select_from(waiting))
    query = select(waiting.c.id).order_by(waiting.c.since, waiting.c.id).limit(AT_MOST)
    ids = tuple(tx.session.scalars(query))
    return Queue(tuple(organizations.get_many(tx, ids)), total or 0)


def _in_charge(actor: Actor) -> ColumnElement[bool]:
    """Return ``gate.is_in_charge`` as a condition on rows."""
    if actor.role is Role.ADMINISTRATOR:
        return true()
    region = Organization.region
    return or_(region == actor.region, region.startswith(f"{actor.region}.", autoescape=True))
