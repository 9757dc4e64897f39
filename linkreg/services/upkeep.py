"""How the registry itself is doing, for administrators: index, journal, synonyms, flags in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from linkreg import journal
from linkreg.errors import CorruptData, InvalidInput, NotReady
from linkreg.models import Flag, JournalEntry
from linkreg.records import FlagRecord, OrganizationRecord
from linkreg.search import SearchEngine
from linkreg.search.synonyms import read_groups, read_synonyms
from linkreg.services import accesses, gate, indexing, organizations
from linkreg.services.indexing import Lag
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import AccessKind

#: How many of the newest entries are checked on demand; the command line checks all of them.
CHECKED_AT_MOST = 10_000

#: The entry that tells of a check, and what it is about.
_CHECKED, _JOURNAL = "journal_checked", "journal/check"


@dataclass(frozen=True, slots=True)
class Synonyms:
    """An office's own list as it stands on the disk: its groups by line, and what is wrong with it."""

    name: str
    groups: tuple[tuple[int, tuple[str, ...]], ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upkeep:
    """``lag`` is ``None`` where the index does not answer, and ``problem`` says why.

    ``checked_at``: when somebody last found the journal sound.
    """

    lag: Lag | None
    problem: str
    entries: int
    checked_at: datetime | None
    synonyms: Synonyms | None


@dataclass(frozen=True, slots=True)
class FlagInForce:
    """A flag that counts today, and whose it is."""

    record: OrganizationRecord
    flag: FlagRecord


def look(tx: Transaction, engine: SearchEngine, synonyms: Path | None) -> Upkeep:
    """Return how everything stands; administrators may."""
    gate.require(tx.actor, Verb.READ_UPKEEP)
    lag, problem = None, ""
    try:
        lag = indexing.lag(tx, engine)
    except (NotReady, CorruptData) as error:
        problem = error.message
    newest = select(func.max(JournalEntry.at)).where(JournalEntry.subject == _JOURNAL)
    return Upkeep(
        lag,
        problem,
        journal.position(tx.session),
        tx.session.scalar(newest),
        None if synonyms is None else _synonyms(synonyms, engine),
    )


def check_journal(tx: Transaction) -> int:
    """Check the newest entries, at most ``CHECKED_AT_MOST``; return how many stand.

    Raise ``CorruptJournal`` at the first that does not.
    """
    gate.require(tx.actor, Verb.CHECK_JOURNAL)
    position = journal.position(tx.session)
    return journal.verify(tx.session, after=max(0, position - CHECKED_AT_MOST))


def note_check(tx: Transaction) -> None:
    """Keep that the journal was found sound, in the journal."""
    gate.require(tx.actor, Verb.CHECK_JOURNAL)
    tx.record(_CHECKED, _JOURNAL)


def list_flags(tx: Transaction, limit: int) -> tuple[Sequence[FlagInForce], int]:
    """Return the flags that count today, those that end first in front, and how many there are."""
    gate.require(tx.actor, Verb.READ_UPKEEP)
    today = tx.today
    in_force = select(Flag).where(
        Flag.starts_on <= today, Flag.ends_on >= today, Flag.lifted_at.is_(None)
    )
    total = tx.session.scalar(select(func.count()).select_from(in_force.subquery())) or 0
    rows = tx.session.scalars(in_force.order_by(Flag.ends_on, Flag.id).limit(limit)).all()
    found = organizations.get_many(tx, [*dict.fromkeys(row.organization_id for row in rows)])
    records = {record.id: record for record in found}
    for record in found:
        accesses.note(tx, record, AccessKind.PROFILE)
    return [
        FlagInForce(records[row.organization_id], organizations.flag_record(row)) for row in rows
    ], total


def _synonyms(file: Path, engine: SearchEngine) -> Synonyms:
    try:
        text = read_synonyms(file)
    except InvalidInput as error:
        return Synonyms(file.name, problems=(error.message,))
    problems = tuple(f"Baris {line}: {message}" for line, message in engine.check_synonyms(text))
    return Synonyms(file.name, tuple(read_groups(text)), problems)
