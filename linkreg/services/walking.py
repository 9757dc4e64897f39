"""Walk through everything that a query finds, batch by batch, whoever may be waiting for the next.

Each batch is read in a transaction of its own, which is over before it is handed on: a download may
take minutes, and a reader that stays would keep SQLite from emptying its log of what was erased.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import BindParameter, String, bindparam, select, type_coerce

from linkreg.actor import SYSTEM
from linkreg.eligibility import EvidenceFact, Ruleset, RulesetLibrary, assess, validity
from linkreg.models import Evidence, Organization, Revision
from linkreg.privacy import public_profile
from linkreg.profile import Profile, from_plain
from linkreg.records import counts
from linkreg.search import SearchEngine, SearchQuery
from linkreg.services.assessments import stated_facts
from linkreg.services.catalogue import prepared, still_visible
from linkreg.transaction import Transaction
from linkreg.vocabulary import EvidenceKind, EvidenceState, OrganizationStatus, Verdict

#: Opens a transaction that reads one state of the database.
Reader = Callable[[], AbstractContextManager[Transaction]]

_BATCH = 500


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
        evidence = _evidence_of(connection.execute(_EVIDENCE, {"ids": ids}).all())
        for row in (rows[wanted] for wanted in ids if wanted in rows):
            if still_visible(tx.actor, self._query, row.status, row.region):
                profile = from_plain(row.profile)
                facts = stated_facts(profile, evidence.pop(row.id, ()))
                found = assess(facts, self._ruleset, self._on, self._query.basis)
                if tx.actor != SYSTEM:
                    profile = public_profile(profile, consented=row.consented_at is not None)
                yield Found(
                    row.id, row.status, row.updated_at, profile, found.verdict, found.holds.end
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
_O, _R, _E = Organization.__table__.c, Revision.__table__.c, Evidence.__table__.c
_IDS: BindParameter[str] = bindparam("ids", expanding=True)

_ORGANIZATIONS = (
    select(
        *(_O.id, _O.status, _O.region, _O.updated_at, _O.consented_at),
        _R.content["profile"].label("profile"),
    )
    .join_from(
        Organization.__table__,
        Revision.__table__,
        (_R.organization_id == _O.id) & (_R.version == _O.version),
        isouter=True,
    )
    .where(_O.id.in_(_IDS))
)

#: Codes are looked up here: ten documents to an organization make the column's own way too long.
_KINDS = {kind.value: kind for kind in EvidenceKind}
_STATES = {state.value: state for state in EvidenceState}
_EVIDENCE = select(
    *(_E.organization_id, _E.replaced_by, _E.id, _E.fiscal_year),
    *(type_coerce(_E.kind, String), type_coerce(_E.state, String)),
    *(_E.issued_on, _E.valid_from, _E.valid_until),
).where(_E.organization_id.in_(_IDS), _E.withdrawn_at.is_(None))


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


def _evidence_of(rows: Iterable[Sequence[Any]]) -> dict[str, list[EvidenceFact]]:
    """Return the documents of each organization that count, in no order: a verdict asks for none."""
    facts: dict[str, list[EvidenceFact]] = defaultdict(list)
    for (
        organization_id,
        replaced_by,
        evidence_id,
        fiscal_year,
        kind_code,
        state_code,
        *days,
    ) in rows:
        kind, state = _KINDS[kind_code], _STATES[state_code]
        if counts(state, replaced_by):
            fact = EvidenceFact(evidence_id, kind, state, validity(kind, *days), fiscal_year)
            facts[organization_id].append(fact)
    return facts
