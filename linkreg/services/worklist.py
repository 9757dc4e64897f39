"""What waits for an officer: profiles, documents, notices to decide on, and documents that run out.

Read from the database, not from the search index: a work list must not lag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    not_,
    or_,
    select,
    true,
)

from linkreg.actor import Actor
from linkreg.eligibility import Ruleset, RulesetLibrary
from linkreg.models import Evidence, Notice, Organization
from linkreg.records import EvidenceRecord, NoticeRecord, OrganizationRecord
from linkreg.services import accesses, gate, organizations
from linkreg.services.expiry import STAGES, RunningOut, ending_between, of_those, running_out
from linkreg.services.permissions import Verb
from linkreg.services.reminders import REMINDED
from linkreg.transaction import Transaction
from linkreg.vocabulary import AccessKind, EvidenceState, OrganizationStatus

#: More than this nobody works through in a day; what is decided makes room.
AT_MOST = 50

#: From so many organizations on, those of a region are not looked at one by one.
_MANY = 1000

#: How far ahead documents are listed that run out: as far as organizations are reminded.
DAYS_AHEAD = -STAGES[0]

_CURRENT = (
    OrganizationStatus.SUBMITTED,
    OrganizationStatus.PUBLISHED,
    OrganizationStatus.SUSPENDED,
)
_NOT_CURRENT = tuple(status for status in OrganizationStatus if status not in _CURRENT)

#: The state is written out, or the index of what waits would not be known to hold all of it.
_PENDING = (
    Evidence.state
    == bindparam("pending", EvidenceState.PENDING, Evidence.state.type, literal_execute=True),
    Evidence.withdrawn_at.is_(None),
    Evidence.replaced_by.is_(None),
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
class WaitingDocument:
    """A document that waits to be decided on, and whose it is."""

    record: OrganizationRecord
    document: EvidenceRecord


@dataclass(frozen=True, slots=True)
class DocumentQueue:
    """The documents that have waited longest; ``total`` counts all that wait."""

    documents: tuple[WaitingDocument, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RipeNotice:
    """A notice that may be decided: it was answered, or its time is over."""

    record: OrganizationRecord
    notice: NoticeRecord


@dataclass(frozen=True, slots=True)
class Worklist:
    """What waits for one officer; ``ripe`` and ``ending`` begin with the soonest."""

    unpublished: Queue
    documents: DocumentQueue
    ripe: tuple[RipeNotice, ...]
    ending: tuple[Ending, ...]


def list_waiting(
    tx: Transaction, rulesets: RulesetLibrary, *, limit: int = AT_MOST, ending: int = AT_MOST
) -> Worklist:
    """Return what waits in the officer's region; raise ``NotPermitted`` for anybody else.

    At most ``limit`` profiles and documents, and ``ending`` organizations whose documents run out: no
    more are read than are shown.
    """
    gate.require(tx.actor, Verb.READ_WORKLIST)
    mine = in_charge(tx.actor)
    since = func.coalesce(Organization.status_since, Organization.created_at).label("since")
    submitted = select(Organization.id, since).where(
        mine, Organization.status == OrganizationStatus.SUBMITTED
    )
    waiting = Worklist(
        _queue(tx, submitted.subquery(), limit),
        _list_documents(tx, limit),
        _list_ripe(tx, mine),
        _list_ending(tx, rulesets.in_force(tx.today), mine, ending),
    )
    for record in waiting.unpublished.records:
        accesses.note(tx, record, AccessKind.PROFILE)
    for due in waiting.ending:
        accesses.note(tx, due.record, AccessKind.DOCUMENTS)
    for ripe in waiting.ripe:
        accesses.note(tx, ripe.record, AccessKind.NOTICE)
    _note_documents(tx, waiting.documents)
    return waiting


def list_documents(tx: Transaction, limit: int = AT_MOST) -> DocumentQueue:
    """Return the documents that wait in the officer's region, oldest first."""
    gate.require(tx.actor, Verb.READ_WORKLIST)
    queue = _list_documents(tx, limit)
    _note_documents(tx, queue)
    return queue


def _note_documents(tx: Transaction, queue: DocumentQueue) -> None:
    for waiting in queue.documents:
        accesses.note(tx, waiting.record, AccessKind.DOCUMENTS)


def waiting_documents(tx: Transaction) -> Select[str, str]:
    """Return which documents wait for the officer: the ids of their organizations, and their own."""
    return _waiting_documents(tx.actor, few=_are_few(tx))


def _waiting_documents(actor: Actor, *, few: bool) -> Select[str, str]:
    concerned = and_(in_charge(actor), Organization.status.in_(_CURRENT))
    return select(Evidence.organization_id, Evidence.id).where(
        *_PENDING, Evidence.id.not_in(_announced()), of_those(concerned, few=few)
    )


def count_waiting(tx: Transaction, *marks: ColumnElement[bool]) -> tuple[int, ...]:
    """Return how many documents wait for the officer, and of how many each mark holds."""
    counts = (func.count(), *(func.count(case((mark, 1))) for mark in marks))
    if gate.reach(tx.actor, Verb.VERIFY).region is not None:
        mine = _waiting_documents(tx.actor, few=True).with_only_columns(*counts)
        return tuple(tx.session.execute(mine).one())
    every = select(*counts).select_from(Evidence).where(*_PENDING)
    # Where nearly all count, those that do not are the fewer to look up.
    apart = select(Organization.id).where(
        or_(Organization.status.in_(_NOT_CURRENT), not_(in_charge(tx.actor)))
    )
    others = every.where(or_(Evidence.organization_id.in_(apart), Evidence.id.in_(_announced())))
    all_and_others = (tx.session.execute(query).one() for query in (every, others))
    return tuple(whole - part for whole, part in zip(*all_and_others, strict=True))


def _announced() -> Select[str | None]:
    """Return the documents whose rejection is announced, and not decided yet."""
    return select(Notice.evidence_id).where(
        Notice.outcome.is_(None), Notice.evidence_id.is_not(None)
    )


def _list_documents(tx: Transaction, limit: int) -> DocumentQueue:
    waiting = waiting_documents(tx)
    (total,) = count_waiting(tx)
    oldest = waiting.order_by(Evidence.supplied_at, Evidence.id).limit(limit)
    pairs = tx.session.execute(oldest).all()
    records = _by_id(tx, [organization_id for organization_id, _ in pairs])
    documents = tuple(
        WaitingDocument(records[organization_id], document)
        for organization_id, evidence_id in pairs
        for document in records[organization_id].evidence
        if document.id == evidence_id
    )
    return DocumentQueue(documents, total)


def _list_ripe(tx: Transaction, mine: ColumnElement[bool]) -> tuple[RipeNotice, ...]:
    query = (
        select(Notice)
        .join(Organization, Organization.id == Notice.organization_id)
        .where(
            mine,
            Notice.outcome.is_(None),
            or_(Notice.replied_at.is_not(None), Notice.reply_until < tx.today),
        )
        .order_by(Notice.reply_until, Notice.id)
        .limit(AT_MOST)
    )
    rows = tx.session.scalars(query).all()
    records = _by_id(tx, [row.organization_id for row in rows])
    return tuple(
        RipeNotice(records[row.organization_id], organizations.read_row(NoticeRecord, row))
        for row in rows
    )


def _by_id(tx: Transaction, ids: Iterable[str]) -> dict[str, OrganizationRecord]:
    return {record.id: record for record in organizations.get_many(tx, [*dict.fromkeys(ids)])}


def _list_ending(
    tx: Transaction, ruleset: Ruleset, mine: ColumnElement[bool], limit: int
) -> tuple[Ending, ...]:
    """Read on until none that is still to be read could come before the last one shown."""
    shown: list[Ending] = []
    read: set[str] = set()
    for batch in _ending_soon(tx, mine, limit):
        if len(shown) == limit and shown[-1].documents[0].ends_on <= batch[0][1]:
            break
        ids = dict.fromkeys(it for it, _ in batch if it not in read)
        read.update(ids)
        found = [*shown, *_endings(organizations.get_many(tx, [*ids]), ruleset, tx.today)]
        found.sort(key=lambda item: item.documents[0].ends_on)
        shown = found[:limit]
    return tuple(shown)


def _ending_soon(
    tx: Transaction, mine: ColumnElement[bool], size: int
) -> Iterator[list[tuple[str, date]]]:
    """Yield organizations with a document that ends, soonest first; again with its next document."""
    concerned = and_(mine, Organization.status.in_(REMINDED))
    last = tx.today + timedelta(days=DAYS_AHEAD)
    found = ending_between(tx, tx.today, last, concerned, few=_are_few(tx))
    with closing(found):
        while batch := list(islice(found, size)):
            yield batch


def _endings(
    records: Iterable[OrganizationRecord], ruleset: Ruleset, today: date
) -> Iterator[Ending]:
    for record in records:
        documents = tuple(d for d in running_out(record, ruleset, today) if d.ends_on >= today)
        if documents:
            yield Ending(record, documents)


def _queue(tx: Transaction, waiting: Subquery, limit: int) -> Queue:
    query = select(waiting.c.id, func.count().over())
    found = tx.session.execute(query.order_by(waiting.c.since, waiting.c.id).limit(limit)).all()
    ids = [organization_id for organization_id, _ in found]
    return Queue(tuple(organizations.get_many(tx, ids)), found[0][1] if found else 0)


def _are_few(tx: Transaction) -> bool:
    """Say whether the officer is in charge of so few organizations that each is best looked at.

    Of many, some soon turn up among all there are in the order asked for; of few, perhaps none does.
    """
    some = select(Organization.id).where(in_charge(tx.actor)).limit(_MANY).subquery()
    return tx.session.scalar(select(func.count()).select_from(some)) != _MANY


def in_charge(actor: Actor) -> ColumnElement[bool]:
    """Return on whose documents the officer may decide as a condition on rows."""
    reach = gate.reach(actor, Verb.VERIFY)
    inside: ColumnElement[bool] = true()
    if reach.region is not None:  # a code's own, and all that continue it by two digits
        inside = Organization.region.between(reach.region, f"{reach.region}.99")
    return inside if reach.but_not is None else and_(inside, Organization.id != reach.but_not)
