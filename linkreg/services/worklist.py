"""What waits for an officer: profiles to publish, documents to decide on, documents that run out.

Read from the database, not from the search index: a work list must not lag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Subquery, func, or_, select, true

from linkreg.actor import Actor
from linkreg.eligibility import Ruleset, RulesetLibrary
from linkreg.models import Evidence, Organization
from linkreg.records import OrganizationRecord
from linkreg.services import gate, organizations
from linkreg.services.expiry import STAGES, RunningOut, list_candidates, running_out
from linkreg.services.reminders import REMINDED
from linkreg.transaction import Transaction
from linkreg.vocabulary import EvidenceState, OrganizationStatus, Role

#: More than this nobody works through in a day; what is decided makes room.
AT_MOST = 50

#: How far ahead documents are listed that run out: as far as organizations are reminded.
DAYS_AHEAD = -STAGES[0]

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
class Ending:
    """An organization and those of its documents that run out within ``DAYS_AHEAD``, soonest first."""

    record: OrganizationRecord
    documents: tuple[RunningOut, ...]


@dataclass(frozen=True, slots=True)
class Worklist:
    """What waits for one officer; ``ending`` holds at most ``AT_MOST``, soonest first."""

    unpublished: Queue
    undecided: Queue
    ending: tuple[Ending, ...]


def list_waiting(tx: Transaction, rulesets: RulesetLibrary) -> Worklist:
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
    return Worklist(
        _queue(tx, submitted.subquery()),
        _queue(tx, pending.subquery()),
        _list_ending(tx, rulesets.in_force(tx.today), mine),
    )


def _list_ending(
    tx: Transaction, ruleset: Ruleset, mine: ColumnElement[bool]
) -> tuple[Ending, ...]:
    """Read on until none that is still to be read could come before the last one shown."""
    last = tx.today + timedelta(days=DAYS_AHEAD)
    found = list_candidates(tx, tx.today, last, mine, Organization.status.in_(REMINDED))
    ending: list[Ending] = []
    for start in range(0, len(found), AT_MOST):
        batch = found[start : start + AT_MOST]
        if len(ending) == AT_MOST and ending[-1].documents[0].ends_on <= batch[0][1]:
            break
        records = organizations.get_many(tx, [organization_id for organization_id, _ in batch])
        ending += _endings(records, ruleset, tx.today)
        ending = sorted(ending, key=lambda item: item.documents[0].ends_on)[:AT_MOST]
    return tuple(ending)


def _endings(
    records: Iterable[OrganizationRecord], ruleset: Ruleset, today: date
) -> Iterator[Ending]:
    for record in records:
        documents = tuple(d for d in running_out(record, ruleset, today) if d.ends_on >= today)
        if documents:
            yield Ending(record, documents)


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
