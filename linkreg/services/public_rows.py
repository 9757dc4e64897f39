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
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, and_, bindparam, or_, select

from linkreg.eligibility import RulesetLibrary, assess
from linkreg.models import Organization, Revision
from linkreg.privacy import public_part
from linkreg.profile import from_plain
from linkreg.records import OrganizationRecord
from linkreg.schemas.organization_views import Presented, write_public
from linkreg.services import gate, organizations
from linkreg.services.assessments import sanctions_of, stated_facts
from linkreg.services.evidence_facts import read_evidence_facts
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
    updated_at: datetime
    status_since: datetime | None
    status_reason: str | None
    consented_at: datetime | None


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
    ids, connection = [standing.id for standing in standings], tx.session.connection()
    seen: dict[str, object] = {}
    for number, standing in enumerate(standings):
        seen |= {f"id{number}": standing.id, f"version{number}": standing.version}
    profiles = dict(map(tuple, connection.execute(_profiles_of(len(ids)), seen)))
    ruleset = judged.rulesets.in_force(judged.on)
    evidence = read_evidence_facts(connection, ids, ruleset)
    flags = organizations.flags_of(tx, ids)
    for standing in standings:
        plain = profiles.get(standing.id)
        if plain is None:
            continue
        record = OrganizationRecord(
            id=standing.id,
            version=standing.version,
            status=standing.status,
            profile=from_plain(plain),
            created_at=standing.created_at,
            updated_at=standing.updated_at,
            flags=flags.get(standing.id, ()),
            status_since=standing.status_since,
            status_reason=standing.status_reason,
            consented=standing.consented_at is not None,
        )
        facts = stated_facts(
            record.profile, evidence.get(standing.id, ()), sanctions=sanctions_of(record)
        )
        assessment = assess(facts, ruleset, judged.on, judged.basis)
        shown = public_part(record, consented=record.consented)
        yield standing, write_public(Presented(shown, assessment))


_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_O, _R = Organization.__table__.c, Revision.__table__.c

_STANDINGS = select(*(_O[name] for name in Standing._fields)).where(_O.id.in_(_IDS))


@cache
def _profiles_of(count: int) -> Select[str, Any]:
    """Return what reads so many profiles by their versions; a list of pairs would read every row.

    The versions seen before, not those there are now: whoever is changed meanwhile is shown as it was.
    """
    seen = (
        and_(_R.organization_id == bindparam(f"id{n}"), _R.version == bindparam(f"version{n}"))
        for n in range(count)
    )
    return select(_R.organization_id, _R.content["profile"].label("profile")).where(or_(*seen))
