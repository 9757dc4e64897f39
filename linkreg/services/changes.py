"""The change feed: journal entries in their one order, as far as the caller may know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkreg import journal
from linkreg.journal import Change
from linkreg.records import OrganizationRecord
from linkreg.services import gate, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction

#: How often to read on when nothing of a stretch is for the caller, before answering "go on there".
_ROUNDS = 10

_ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry that the caller may know of; ``shows_actor``: and may know who did it."""

    change: Change
    shows_actor: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A stretch of the journal; ``next`` is how far it was read, ``journal`` where it ends."""

    entries: tuple[Entry, ...]
    next: int
    journal: int


def read_feed(tx: Transaction, since: int, limit: int) -> Feed:
    """Return up to ``limit`` entries after a number; continue after ``next``.

    What the caller may not know of is passed over, so a stretch can be short or empty.
    """
    entries: list[Entry] = []
    position = since
    for _ in range(_ROUNDS):
        changes = journal.read_after(tx.session, position, limit - len(entries))
        if not changes:
            break
        entries += _known(tx, changes)
        position = changes[-1].seq
        if len(entries) == limit:
            break
    return Feed(tuple(entries), position, journal.position(tx.session))


def _known(tx: Transaction, changes: Sequence[Change]) -> Iterator[Entry]:
    ids = dict.fromkeys(_organization_id(change) for change in changes)
    found = organizations.get_many(tx, [wanted for wanted in ids if wanted])
    records = {record.id: record for record in found}
    for change in changes:
        entry = _entry(tx, change, records.get(_organization_id(change)))
        if entry is not None:
            yield entry


#: What nobody but the organization and those in charge may know of: it has no effect yet, or none
#: on anybody else.
_CONFIDENTIAL = frozenset(
    {
        "notice_opened",
        "notice_answered",
        "notice_closed",
        "notice_mailed",
        "observation_recorded",
        "observation_lifted",
        "warning_recorded",
        "warning_lifted",
    }
)


def _entry(tx: Transaction, change: Change, record: OrganizationRecord | None) -> Entry | None:
    if record is None:
        return Entry(change, True) if gate.may(tx.actor, Verb.READ_ACCOUNT_EVENTS) else None
    if not gate.is_visible(tx.actor, record):
        return None
    concerned = gate.may_see_officer_fields(tx.actor, record)
    if change.verb in _CONFIDENTIAL and not concerned:
        return None
    return Entry(change, concerned)


def _organization_id(change: Change) -> str:
    kind, _, subject_id = change.subject.partition("/")
    return subject_id if kind == _ORGANIZATION else ""
