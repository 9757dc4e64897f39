"""Organizations as lists show them to everybody, kept as JSON text: they return in list after list.

A text is what the public sees, and nothing else is kept. It stands for all that it was made from: the
organization in its version, which every change of it, of its documents, flags, consent and standing
raises, and an erasure too; the day, the basis and the legal texts of its verdict. Whether it may be
shown is not known here: that is asked anew each time, before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from threading import Lock
from typing import NamedTuple

from sqlalchemy import BindParameter, Select, and_, bindparam, or_, select

from linkreg.eligibility import RulesetLibrary, assess
from linkreg.models import Organization, Revision
from linkreg.privacy import public_part
from linkreg.records import OrganizationRecord
from linkreg.revisions import CONTENT_TEXT, read_kept
from linkreg.schemas.organization_views import Presented, write_public
from linkreg.services import gate
from linkreg.services.assessments import sanctions_of, stated_facts
from linkreg.transaction import Transaction
from linkreg.vocabulary import Basis, OrganizationStatus

#: Of some four kilobytes each.
_MOST = 8_192


class Judged(NamedTuple):
    """By what the verdicts of a list are: legal texts, day, basis."""

    rulesets: RulesetLibrary
    on: date
    basis: Basis


class Standing(NamedTuple):
    """An organization without what it says of itself: enough to decide who may see it."""

    id: str
    version: int
    status: OrganizationStatus
    region: str
    created_at: datetime
    consented: bool


class PublicRows:
    """The texts of one process, those asked for last; safe to share between threads."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep so many at most."""
        self._most = most
        self._kept: OrderedDict[tuple[Judged, str], tuple[Standing, str]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._kept)

    def texts(
        self, tx: Transaction, judged: Judged, standings: Iterable[Standing]
    ) -> dict[str, str]:
        """Return the text of each organization; of one that is being erased there is none.

        They were read in this transaction, which changes nothing: what it had changed may never be.
        """
        wanted = {standing.id: standing for standing in standings}
        found = dict(self._find(judged, wanted.values()))
        missing = [standing for id_, standing in wanted.items() if id_ not in found]
        for standing, text in _write(tx, judged, missing):
            found[standing.id] = text
            if standing.status in gate.PUBLIC_STATUSES:
                self._keep(judged, standing, text)
        return found

    def _find(self, judged: Judged, standings: Iterable[Standing]) -> Iterator[tuple[str, str]]:
        for standing in standings:
            key = (judged, standing.id)
            with self._lock:
                kept = self._kept.get(key)
                if kept is not None and kept[0] == standing:
                    self._kept.move_to_end(key)
                    yield standing.id, kept[1]

    def _keep(self, judged: Judged, standing: Standing, text: str) -> None:
        """Keep a text, in place of that of an earlier version."""
        with self._lock:
            self._kept[judged, standing.id] = standing, text
            self._kept.move_to_end((judged, standing.id))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def read_standings(tx: Transaction, ids: Iterable[str]) -> Mapping[str, Standing]:
    """Return how those organizations stand that exist, visible or not."""
    rows = tx.session.connection().execute(_STANDINGS, {"ids": list(ids)})
    return {standing.id: standing for standing in map(Standing._make, rows)}


def _write(
    tx: Transaction, judged: Judged, standings: Sequence[Standing]
) -> Iterator[tuple[Standing, str]]:
    """Read what the organizations say of themselves, judge it, and write what the public sees."""
    if not standings:
        return
    seen: dict[str, object] = {}
    for number, standing in enumerate(standings):
        seen |= {f"id{number}": standing.id, f"version{number}": standing.version}
    rows = tx.session.connection().execute(_revisions_of(len(standings)), seen)
    revisions = {row.organization_id: row for row in rows}
    ruleset = judged.rulesets.in_force(judged.on)
    for standing in standings:
        revision = revisions.get(standing.id)
        kept = read_kept(revision.text) if revision else None
        if revision is None or kept is None:
            continue
        record = OrganizationRecord(
            id=standing.id,
            version=standing.version,
            status=kept.status,
            profile=kept.profile,
            created_at=standing.created_at,
            updated_at=revision.recorded_at,
            flags=kept.flags,
            status_since=kept.status_since,
            status_reason=kept.status_reason,
            consented=standing.consented,
        )
        facts = stated_facts(kept.profile, kept.evidence, sanctions=sanctions_of(kept.flags))
        assessment = assess(facts, ruleset, judged.on, judged.basis)
        shown = public_part(record, consented=record.consented)
        yield standing, write_public(Presented(shown, assessment))


_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_O, _R = Organization.__table__.c, Revision.__table__.c

_STANDINGS = select(
    *(_O.id, _O.version, _O.status, _O.region, _O.created_at),
    _O.consented_at.is_not(None),
).where(_O.id.in_(_IDS))


@cache
def _revisions_of(count: int) -> Select[str, datetime, str | None]:
    """Return what reads so many revisions by their versions; a list of pairs would read every row.

    The versions seen before, not those there are now: whoever is changed meanwhile is shown as it was.
    """
    seen = (
        and_(_R.organization_id == bindparam(f"id{n}"), _R.version == bindparam(f"version{n}"))
        for n in range(count)
    )
    return select(_R.organization_id, _R.recorded_at, CONTENT_TEXT.label("text")).where(or_(*seen))
