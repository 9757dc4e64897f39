"""Walk through everything that a query finds, batch by batch, whoever may be waiting for the next.

Each batch is read in a transaction of its own, which is over before it is handed on: a download may
take minutes, and a reader that stays would keep SQLite from emptying its log of what was erased.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import BindParameter, bindparam, select

from linkreg.actor import SYSTEM
from linkreg.eligibility import Ruleset, RulesetLibrary, assess
from linkreg.models import Organization, Revision
from linkreg.privacy import public_profile
from linkreg.profile import Profile
from linkreg.revisions import CONTENT_TEXT, read_kept
from linkreg.search import SearchEngine, SearchQuery
from linkreg.services.assessments import stated_facts
from linkreg.services.catalogue import prepared, still_visible
from linkreg.transaction import Transaction
from linkreg.vocabulary import OrganizationStatus, Verdict

#: Opens a transaction that reads one state of the database.
Reader = Callable[[], AbstractContextManager[Transaction]]

#: Each waits as a text of some six kilobytes; more at once are hardly faster.
_BATCH = 250


class Found(NamedTuple):
    """An organization as a walk gives it out, its verdict, and the last day for which that stands."""

    id: str
    status: OrganizationStatus
    updated_at: datetime
    profile: Profile
    verdict: Verdict
    verdict_until: date | None


#: What is made of an organization.
Written = TypeVar("Written")


class Walk:
    """What a query found, in its order, to be read batch by batch.

    The keeper of the machine sees it whole, anybody else what the public sees: what streams cannot be
    logged before it leaves. ``total`` is how many were found, ``count`` how many were given out so far:
    what is no longer to be seen by then is left out.
    """

    def __init__(self, read: Reader, ruleset: Ruleset, query: SearchQuery, on: date) -> None:
        """Keep what is asked; nothing is found yet."""
        self._read = read
        self._ruleset = ruleset
        self._query = query
        self._on = on
        self._ids: Sequence[str] = ()
        self.count = 0

    @property
    def total(self) -> int:
        """Return how many organizations the query found."""
        return len(self._ids)

    def find(self, engine: SearchEngine) -> Walk:
        """Ask which they are, from one snapshot of the index."""
        self._ids = [hit.id for hit in engine.all_hits(self._query)]
        return self

    def batches(self, write: Callable[[Found], Written]) -> Iterator[list[Written]]:
        """Yield what ``write`` makes of each, as it stands when its batch is read; no more is kept."""
        for start in range(0, len(self._ids), _BATCH):
            with self._read() as tx, _undisturbed():
                ids = self._ids[start : start + _BATCH]
                batch = [write(found) for found in self._batch(tx, ids)]
            self.count += len(batch)
            yield batch

    def _batch(self, tx: Transaction, ids: Sequence[str]) -> Iterator[Found]:
        connection = tx.session.connection()
        rows = {row.id: row for row in connection.execute(_ORGANIZATIONS, {"ids": ids}).all()}
        for wanted in ids:
            row = rows.pop(wanted, None)
            kept = read_kept(row.content) if row else None
            if row is None or kept is None:
                continue
            if still_visible(tx.actor, self._query, kept.status, row.region):
                profile = kept.profile
                facts = stated_facts(profile, kept.evidence)
                found = assess(facts, self._ruleset, self._on, self._query.basis)
                if tx.actor != SYSTEM:
                    profile = public_profile(profile, consented=bool(row.consented))
                yield Found(
                    wanted, kept.status, row.updated_at, profile, found.verdict, found.holds.end
                )


def open_walk(
    read: Reader, engine: SearchEngine, rulesets: RulesetLibrary, query: SearchQuery
) -> Walk:
    """Find at once all that a query finds; raise as ``catalogue.search`` does.

    The verdicts are those of the day and the basis asked for, as in a search.
    """
    with read() as tx:
        query = prepared(tx, rulesets, query)
        on = query.as_of or tx.today
    return Walk(read, rulesets.in_force(on), query, on).find(engine)


#: Bare columns: a row with an identity costs more than all that is done with it.
_O, _R = Organization.__table__.c, Revision.__table__.c
_IDS: BindParameter[str] = bindparam("ids", expanding=True)

_ORGANIZATIONS = (
    select(
        *(_O.id, _O.region, _O.updated_at),
        _O.consented_at.is_not(None).label("consented"),
        CONTENT_TEXT.label("content"),
    )
    .join_from(
        Organization.__table__,
        Revision.__table__,
        (_R.organization_id == _O.id) & (_R.version == _O.version),
        isouter=True,
    )
    .where(_O.id.in_(_IDS))
)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector of reference cycles from looking through what soon goes by itself.

    It would do so dozens of times in a batch, which makes no cycles; that takes a sixth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
