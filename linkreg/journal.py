"""One journal, many followers: every change in one gapless order, each entry sealed to the last.

Appending locks the journal's head row until the transaction ends, so the order of numbers is the
order of commits and no number is ever skipped or seen before a smaller one. Everything derived (the
index, the change feed) is rebuilt by reading from where it stopped.

Hashing: ``hash = SHA-256(previous_hash + canonical JSON of the entry)``. Canonical JSON has sorted
keys, no spaces, UTF-8. An entry holds names of fields and a salted hash of the revision, never values.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, or_, select
from sqlalchemy.orm import Session

from linkreg.errors import CorruptJournal, NotMigrated
from linkreg.models import JournalEntry, JournalHead, Revision

GENESIS = "0" * 64

#: How the subject of an entry about an organization begins; its id follows.
ORGANIZATION = "organization/"

#: The verb of an entry about a person who was erased.
ERASED = "person_erased"

#: The verb of an entry that seals a revision anew after personal data was erased from it.
REDACTED = "revision_redacted"

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """One entry, as followers read it. ``subject`` is ``kind/id``, such as ``organization/k3v9...``."""

    seq: int
    at: datetime
    actor: str
    verb: str
    subject: str
    fields: tuple[str, ...]
    version: int | None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be appended: everything but number and seal."""

    verb: str
    subject: str
    fields: tuple[str, ...] = ()
    version: int | None = None
    content_hash: str | None = None


def canonical(value: Any) -> bytes:
    """Return the one way in which a JSON value is written for hashing."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def content_hash(salt: str, content: Any) -> str:
    """Return the salted hash of a revision's content, in hexadecimal."""
    return hashlib.sha256(salt.encode() + canonical(content)).hexdigest()


def append(session: Session, entries: Iterable[NewEntry], actor: str, at: datetime) -> int:
    """Append entries in their order and return the last number; nobody else appends meanwhile.

    Call it last before the commit: the head stays locked from here on. Without entries it locks
    nothing and returns 0.
    """
    waiting = list(entries)
    if not waiting:
        return 0
    head = session.get(JournalHead, 1, with_for_update=True)
    if head is None:
        raise NotMigrated("Jurnal belum disiapkan. Jalankan `linkreg init`.")
    rows = []
    for entry in waiting:
        row = {
            "seq": head.seq + 1,
            "at": at,
            "actor": actor,
            "verb": entry.verb,
            "subject": entry.subject,
            "fields": list(entry.fields),
            "version": entry.version,
            "content_hash": entry.content_hash,
            "previous_hash": head.hash,
        }
        row["hash"] = head.hash = _seal(row)
        head.seq += 1
        rows.append(row)
    session.execute(JournalEntry.__table__.insert(), rows)  # type: ignore[attr-defined]
    return head.seq


def hold(session: Session) -> None:
    """Let nobody else append, and so commit a change, until the end of this transaction."""
    session.get(JournalHead, 1, with_for_update=True)


def _seal(row: dict[str, Any]) -> str:
    sealed = {**row, "at": row["at"].isoformat()}
    sealed.pop("hash", None)
    previous = sealed.pop("previous_hash")
    return hashlib.sha256(previous.encode() + canonical(sealed)).hexdigest()


def position(session: Session) -> int:
    """Return the number of the last entry; 0 when nothing ever happened."""
    return session.connection().scalar(_LAST) or 0


_LAST = select(func.max(JournalEntry.__table__.c.seq))


def read_after(session: Session, seq: int, limit: int) -> tuple[Change, ...]:
    """Return up to ``limit`` entries after a number, in order."""
    found = session.scalars(
        select(JournalEntry).where(JournalEntry.seq > seq).order_by(JournalEntry.seq).limit(limit)
    )
    return tuple(change_of(entry) for entry in found)


def read_about(session: Session, subject: str) -> tuple[Change, ...]:
    """Return every entry about a subject, oldest first."""
    found = session.scalars(
        select(JournalEntry).where(JournalEntry.subject == subject).order_by(JournalEntry.seq)
    )
    return tuple(change_of(entry) for entry in found)


def change_of(entry: JournalEntry) -> Change:
    """Return an entry as followers read it."""
    return Change(
        seq=entry.seq,
        at=entry.at,
        actor=entry.actor,
        verb=entry.verb,
        subject=entry.subject,
        fields=tuple(entry.fields),
        version=entry.version,
    )


def verify(session: Session, *, after: int = 0) -> int:
    """Check numbers, seals, revisions and the head; return how many entries stand.

    ``after``: only the entries after that number, each of which is sealed to the one before. Raise
    ``CorruptJournal`` at the first entry that does not stand. Streams: memory does not grow.
    """
    expected, previous = after + 1, _hash_at(session, after)
    query = (
        select(JournalEntry.__table__).where(JournalEntry.seq > after).order_by(JournalEntry.seq)
    )
    with session.execute(query.execution_options(yield_per=_BATCH)) as found:
        for entry in found.mappings():
            _check_link(entry, expected, previous)
            expected, previous = entry["seq"] + 1, entry["hash"]
    head = session.get(JournalHead, 1)
    if head is None or (head.seq, head.hash) != (expected - 1, previous):
        raise CorruptJournal(expected, "catatan terakhir hilang atau ujung jurnal diubah")
    _check_revisions(session, after)
    if not after:
        _check_none_added(session, expected - 1)
    return expected - 1 - after


def _hash_at(session: Session, seq: int) -> str:
    if not seq:
        return GENESIS
    found = session.scalar(select(JournalEntry.hash).where(JournalEntry.seq == seq))
    if found is None:
        raise CorruptJournal(seq, "catatan ini hilang")
    return found


def _check_link(entry: RowMapping, expected: int, previous: str) -> None:
    if entry["seq"] != expected:
        raise CorruptJournal(expected, "catatan ini hilang")
    if entry["previous_hash"] != previous:
        raise CorruptJournal(expected, "tidak tersambung dengan catatan sebelumnya")
    if _seal(dict(entry)) != entry["hash"]:
        raise CorruptJournal(expected, "isinya diubah setelah dicatat")


def _check_revisions(session: Session, after: int) -> None:
    """Compare each revision with the newest hash that the journal keeps of it.

    Erasing personal data changes a revision and gives it a new salt; an entry says so and seals what is
    left. Earlier entries about that version speak of what is gone.
    """
    redacted = (
        select(
            JournalEntry.subject,
            JournalEntry.version,
            func.max(JournalEntry.seq).label("seq"),
        )
        .where(JournalEntry.verb == REDACTED)
        .group_by(JournalEntry.subject, JournalEntry.version)
        .subquery()
    )
    query = (
        select(
            JournalEntry.seq,
            JournalEntry.content_hash.label("sealed"),
            Revision.content,
            Revision.salt,
            Revision.content_hash,
        )
        .outerjoin(
            Revision,
            # the id is cut out of the subject, so that the revisions' own key finds them
            (Revision.organization_id == func.substr(JournalEntry.subject, len(ORGANIZATION) + 1))
            & (Revision.version == JournalEntry.version),
        )
        .outerjoin(
            redacted,
            (redacted.c.subject == JournalEntry.subject)
            & (redacted.c.version == JournalEntry.version),
        )
        .where(
            JournalEntry.seq > after,
            JournalEntry.content_hash.is_not(None),
            or_(redacted.c.seq.is_(None), redacted.c.seq <= JournalEntry.seq),
        )
        .order_by(JournalEntry.seq)
    )
    with session.execute(query.execution_options(yield_per=_BATCH)) as found:
        for row in found:
            _check_revision(*row)


def _check_none_added(session: Session, last: int) -> None:
    """Count: when each entry has its revision, a revision more than versions told of has no entry."""
    told = select(JournalEntry.subject, JournalEntry.version).distinct()
    versions = told.where(JournalEntry.content_hash.is_not(None)).subquery()
    counted = session.scalar(select(func.count()).select_from(versions))
    if counted != session.scalar(select(func.count()).select_from(Revision)):
        raise CorruptJournal(last, "ada revisi yang tidak pernah dicatat di jurnal")


def _check_revision(
    seq: int, sealed: str, content: Any, salt: str | None, kept: str | None
) -> None:
    if salt is None:
        raise CorruptJournal(seq, "revisi yang dicatat di sini hilang")
    if kept != sealed or (content is not None and content_hash(salt, content) != sealed):
        raise CorruptJournal(seq, "revisi yang dicatat di sini diubah")
