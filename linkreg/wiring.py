"""What every verb of the registry stands on: a database, an engine, the law, files, a clock.

A change commits first; then the search index is brought up to date if nobody else is at it. That can
never fail the change, and whatever it leaves undone is done by the next change or the next start.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from sqlalchemy import Engine

from linkreg import journal, migrations, transaction
from linkreg.actor import SYSTEM, Actor
from linkreg.clock import Clock
from linkreg.eligibility import RulesetLibrary
from linkreg.errors import IndexLocked, IndexMissing, InvalidInput, InvalidSettings
from linkreg.files import FileStorage
from linkreg.search import SearchEngine
from linkreg.search.synonyms import read_synonyms
from linkreg.services import accesses, indexing, notices, replay
from linkreg.services.public_rows import PublicRows
from linkreg.services.throttle import Keys
from linkreg.transaction import Transaction

_log = logging.getLogger("linkreg")

ENGINES = "linkreg.search_engines"


class Wiring:
    """The parts put together: transactions, and an index that follows the journal."""

    def __init__(
        self,
        *,
        database: Engine,
        engine: SearchEngine,
        rulesets: RulesetLibrary,
        files: FileStorage,
        clock: Clock,
        reply_days: int = notices.REPLY_DAYS,
        secret_key: str | None = None,
        synonyms: Path | None = None,
    ) -> None:
        """Take the parts as they are; nothing is opened or read yet.

        ``reply_days``: how long an organization has to answer before a measure against it.
        ``secret_key``: what attempts are counted by; processes that share one count together.
        ``synonyms``: the file of the office's own that the engine was opened with.
        """
        self.database = database
        self.engine = engine
        self.rulesets = rulesets
        self.files = files
        self.clock = clock
        self.reply_days = reply_days
        self.synonyms = synonyms
        self.throttle_keys = Keys((secret_key or secrets.token_urlsafe(32)).encode())
        self.public_rows = PublicRows()
        self._checked = False

    def initialize(self) -> str:
        """Make or upgrade the tables; return the revision. Doing it again is harmless."""
        revision = migrations.upgrade(self.database)
        self.catch_up()
        return revision

    def close(self) -> None:
        """Let go of the database's connections."""
        self.database.dispose()

    @contextmanager
    def transaction(self, actor: Actor = SYSTEM, *, follow: bool = True) -> Iterator[Transaction]:
        """Open a transaction that changes; the index follows right after its commit.

        What was read meanwhile that the public does not see is logged with the change, and a key under
        which it is asked for is taken with it (``services.replay``).
        Bulk work says ``follow=False`` and calls ``catch_up`` once at its end.
        """
        self._require_current()
        with transaction.writing(self.database, actor, self.clock()) as tx:
            replay.take_key(tx)
            yield tx
            if tx.accesses:
                accesses.write(tx, tx.accesses)
        if follow:
            self._follow()

    @contextmanager
    def reading(self, actor: Actor = SYSTEM) -> Iterator[Transaction]:
        """Open a transaction that only reads.

        What was read that the public does not see is logged before the block is left: what cannot be
        logged is not shown.
        """
        self._require_current()
        now = self.clock()
        with transaction.reading(self.database, actor, now) as tx:
            yield tx
        if tx.accesses:
            with transaction.writing(self.database, actor, now) as log:
                accesses.write(log, tx.accesses)

    def journal_position(self) -> int:
        """Return the number of the last journal entry; 0 when nothing ever happened."""
        with self.reading() as tx:
            return journal.position(tx.session)

    def catch_up(self) -> int:
        """Apply to the index what the journal has beyond it; return how many entries."""
        return indexing.catch_up(self.reading, self.engine, self.rulesets)

    def catch_up_if_behind(self) -> int:
        """Like ``catch_up``, but without taking the index's lock when there is nothing to do.

        An index that is not there, or is of another version, is built from the first entry on.
        """
        try:
            with self.reading() as tx:
                behind = indexing.lag(tx, self.engine).entries > 0
        except IndexMissing:
            behind = True
        return self.catch_up() if behind else 0

    def rebuild_index(self, progress: Callable[[int], None] = lambda done: None) -> int:
        """Write the whole index anew; return how many organizations it took up."""
        return indexing.rebuild(self.reading, self.engine, self.rulesets, progress)

    def _follow(self) -> None:
        try:
            self.catch_up()
        except IndexLocked:
            _log.info("index busy; whoever holds it, or the next change, will catch up")
        except Exception:  # noqa: BLE001 - the change is saved, and must not look as if it were not
            _log.exception("index not updated; the next start or `linkreg index catch-up` will")

    def _require_current(self) -> None:
        if not self._checked:
            migrations.require_current(self.database)
            self._checked = True


def open_engine(
    name: str, folder: Path, cache_mb: int, synonyms: Path | None = None
) -> SearchEngine:
    """Return the installed engine of that name; raise ``InvalidSettings`` naming those there are.

    An entry point names a function of a folder, ``cache_bytes``, the memory that the engine may fill
    with what it has read, and ``synonyms``, the text of an office's own list, in which it finds every
    mistake (``InvalidInput``).
    """
    found = _installed_engines()
    if name not in found:
        known = ", ".join(sorted(found)) or "tidak ada"
        raise InvalidSettings(
            [f"LINKREG_SEARCH_ENGINE: mesin {name!r} tidak terpasang; yang ada: {known}"]
        )
    make: Callable[..., SearchEngine] = found[name].load()
    if synonyms is None:
        return make(folder, cache_bytes=cache_mb * 2**20)
    try:
        return make(folder, cache_bytes=cache_mb * 2**20, synonyms=read_synonyms(synonyms))
    except InvalidInput as error:
        raise InvalidSettings(_told(synonyms, error)) from error


@cache
def _installed_engines() -> dict[str, EntryPoint]:
    """Look through all that is installed, once a process."""
    return {entry.name: entry for entry in entry_points(group=ENGINES)}


def _told(synonyms: Path, error: InvalidInput) -> Iterator[str]:
    """Yield what is wrong with an office's list: each line, or the file as a whole."""
    for mistake in error.mistakes:
        line = mistake.pointer.removeprefix("/")
        yield f"LINKREG_SYNONYMS: {synonyms.name}, baris {line}: {mistake.message}"
    if not error.mistakes:
        yield f"LINKREG_SYNONYMS: {error.message}"
