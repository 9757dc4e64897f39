"""The change feed: journal entries in their one order, as far as the caller may know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkreg import journal
from linkreg.journal import Change
from linkreg.services import organizations
from linkreg.services.journal_view import Entry, entry_for, organization_id
from linkreg.transaction import Transaction

#: How often to read on when nothing of a stretch is for the caller, before answering "go on there".
_ROUNDS = 10


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
    ids = dict.fromkeys(organization_id(change) for change in changes)
    found = organizations.get_many(tx, [wanted for wanted in ids if wanted])
    records = {record.id: record for record in found}
    for change in changes:
        entry = entry_for(tx.actor, change, records.get(organization_id(change)))
        if entry is not None:
            yield entry
