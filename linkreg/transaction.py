"""A transaction: opened at the edge, passed first to every service, committed once.

Services change rows and say what they did. At the commit each organization that was touched gets one
new version with a revision of how it now stands, and the journal gets the entries: all in the one
database transaction, so either everything happened or nothing did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from linkreg import journal
from linkreg.actor import Actor
from linkreg.clock import date_in_indonesia
from linkreg.database import WRITING, explained_errors
from linkreg.models import Organization
from linkreg.profile import Profile
from linkreg.revisions import write_revisions
from linkreg.vocabulary import AccessKind


@dataclass(frozen=True, slots=True)
class NotedAccess:
    """That the actor read what the public does not see; written once the reading is over."""

    organization_id: str
    kind: AccessKind
    evidence_id: str | None = None


@dataclass(slots=True)
class Transaction:
    """What a service is handed: the session, who acts, and the instant at which all of it happens."""

    session: Session
    actor: Actor
    now: datetime
    _entries: list[journal.NewEntry] = field(default_factory=list)
    _touched: dict[str, Organization] = field(default_factory=dict)
    _profiles: dict[str, Profile] = field(default_factory=dict)
    _last_steps: list[Callable[[], None]] = field(default_factory=list)
    _accesses: list[NotedAccess] = field(default_factory=list)

    @property
    def today(self) -> date:
        """Return the day in Western Indonesia Time."""
        return date_in_indonesia(self.now)

    def record(self, verb: str, subject: str, fields: tuple[str, ...] = ()) -> None:
        """Say what was done to something that has no revisions (an account, say)."""
        self._entries.append(journal.NewEntry(verb, subject, fields))

    def record_change(
        self,
        verb: str,
        organization: Organization,
        fields: tuple[str, ...] = (),
        profile: Profile | None = None,
    ) -> None:
        """Say what was done to an organization; hand in its profile when that is what changed.

        All changes of one transaction make one new version.
        """
        if organization.id not in self._touched:
            self._touched[organization.id] = organization
            organization.version += 1
            organization.updated_at = self.now
        if profile is not None:
            self._profiles[organization.id] = profile
        subject = journal.ORGANIZATION + organization.id
        self._entries.append(journal.NewEntry(verb, subject, fields, organization.version))

    def changed_profile(self, organization_id: str) -> Profile | None:
        """Return the profile as changed in this transaction; ``None`` when it was not."""
        return self._profiles.get(organization_id)

    def before_commit(self, step: Callable[[], None]) -> None:
        """Take a step outside the database once all else went well; if it fails nothing is saved."""
        self._last_steps.append(step)

    def record_redaction(self, organization_id: str, version: int, content_hash: str) -> None:
        """Say that personal data was erased from a version, and seal what is left of it."""
        subject = journal.ORGANIZATION + organization_id
        entry = journal.NewEntry(journal.REDACTED, subject, ("revision",), version, content_hash)
        self._entries.append(entry)

    def note_access(self, access: NotedAccess) -> None:
        """Note that the actor read what the public does not see."""
        self._accesses.append(access)

    @property
    def accesses(self) -> tuple[NotedAccess, ...]:
        """Return what was noted."""
        return tuple(self._accesses)

    def seal(self) -> int:
        """Write revisions and journal entries, last before the commit; return the last number."""
        self.session.flush()
        touched = list(self._touched.values())
        hashes = write_revisions(self.session, touched, self._profiles, self.now)
        entries = [_sealed(entry, hashes) for entry in self._entries]
        last = journal.append(self.session, entries, self.actor.name, self.now)
        for step in self._last_steps:
            step()
        return last


def _sealed(entry: journal.NewEntry, hashes: Mapping[str, str]) -> journal.NewEntry:
    """Give an entry about a new version the hash of that version's revision."""
    if entry.version is None or entry.content_hash is not None:
        return entry
    return replace(entry, content_hash=hashes[entry.subject.removeprefix(journal.ORGANIZATION)])


@contextmanager
def writing(engine: Engine, actor: Actor, now: datetime) -> Iterator[Transaction]:
    """Open a transaction that commits when the block ends well and otherwise leaves no trace."""
    writer = engine.execution_options(**{WRITING: True})
    with explained_errors(), Session(writer, expire_on_commit=False) as session, session.begin():
        transaction = Transaction(session, actor, now)
        yield transaction
        transaction.seal()


@contextmanager
def reading(engine: Engine, actor: Actor, now: datetime) -> Iterator[Transaction]:
    """Open a transaction that sees one state of the database and changes nothing."""
    with explained_errors(), Session(engine, autoflush=False) as session:
        yield Transaction(session, actor, now)
