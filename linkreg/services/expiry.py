"""Which documents of an organization run out, or just did, so that a requirement is left without one.

A document matters only where it is the last: the requirements are those of the law in force on the day
that look at the organization by itself, each asking for a document of any one of some kinds. A lease
does not matter beside a title deed without an end, or when next year's lease (accepted or still
waiting) follows without a gap; a rejected document counts for nothing. A partnership agreement is
asked for with a package only and ends with it: nobody is bothered about it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, select

from linkreg.dates import DateRange, day_after, day_before, stretch_around
from linkreg.eligibility import Ruleset, validity
from linkreg.eligibility.documents import DocumentsCheck
from linkreg.eligibility.facts import VALID_UNTIL_YEAR_END
from linkreg.models import Evidence, Organization
from linkreg.records import EvidenceRecord, OrganizationRecord
from linkreg.transaction import Transaction
from linkreg.vocabulary import EvidenceKind, EvidenceState, Expiry, Renewal, Scope
from linkreg.wording import Wording

#: The days, counted from a document's last one, on which its organization is reminded.
STAGES = (-28, -14, 0, 28)

#: How many days the last stage lasts; the others last until the next begins.
_LAST_STAGE_DAYS = 28

#: So many rows are read together; those of a province are one in dozens of all that are looked at.
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class RunningOut:
    """A document whose last day ``ends_on`` is near or just past, seen from the day ``on``.

    ``criteria`` are the labels of the requirements that have no other document from then on.
    """

    evidence: EvidenceRecord
    ends_on: date
    criteria: tuple[str, ...]
    on: date

    @property
    def days(self) -> int:
        """Return how many days are left; negative afterwards."""
        return (self.ends_on - self.on).days

    @property
    def stage(self) -> int:
        """Return the stage that the day belongs to: the last one begun."""
        return max(stage for stage in STAGES if stage <= -self.days)

    @property
    def when_text(self) -> Wording:
        """Say when it runs out."""
        state = Expiry.AHEAD if self.days > 0 else Expiry.PAST if self.days < 0 else Expiry.TODAY
        return Wording(state.label, date=self.ends_on, days=self.days)

    @property
    def advice_text(self) -> Wording:
        """Say what to do about it."""
        following = day_after(self.ends_on) or self.ends_on
        advice = Renewal.RENEW if self.days >= 0 else Renewal.REPLACE
        if self.evidence.kind in VALID_UNTIL_YEAR_END:
            advice = Renewal.REPRINT
        return Wording(advice.label, date=following)


def window(on: date) -> tuple[date, date]:
    """Return the first and the last day on which a document ends that is of concern on a day."""
    longest = STAGES[-1] + _LAST_STAGE_DAYS - 1
    return on - timedelta(days=longest), on - timedelta(days=STAGES[0])


def running_out(record: OrganizationRecord, ruleset: Ruleset, on: date) -> tuple[RunningOut, ...]:
    """Return the documents of concern on a day, soonest first, each once.

    Of several that end together and could stand for each other, the one supplied first is named: a
    copy added later changes nothing.
    """
    first, last = window(on)
    concerned: dict[str, RunningOut] = {}
    for label, kinds in _asked_for(ruleset):
        found = _last_document(record.evidence, kinds, on)
        if found is None or not first <= found[1] <= last:
            continue
        document, ends_on = found
        seen = concerned.get(document.id)
        criteria = (*seen.criteria, label) if seen else (label,)
        concerned[document.id] = RunningOut(document, ends_on, criteria, on)
    return tuple(sorted(concerned.values(), key=lambda document: document.ends_on))


def _asked_for(ruleset: Ruleset) -> Iterator[tuple[str, tuple[EvidenceKind, ...]]]:
    for criterion in ruleset.criteria:
        if criterion.scope is Scope.ORGANIZATION and criterion.applies_when is None:
            for check in criterion.checks:
                if isinstance(check, DocumentsCheck):
                    yield from ((criterion.label, kinds) for kinds in check.each_of)


def _last_document(
    evidence: Sequence[EvidenceRecord], kinds: tuple[EvidenceKind, ...], on: date
) -> tuple[EvidenceRecord, date] | None:
    """Return the document with which the unbroken proof around, or last before, the day ends."""
    usable = [
        (document, _valid(document))
        for document in evidence
        if document.kind in kinds
        and document.counts
        and document.state is not EvidenceState.REJECTED
    ]
    covered, stretch = stretch_around([valid for _, valid in usable], on)
    ends_on = stretch.end if covered else day_before(stretch.start)
    if ends_on is None:
        return None
    return next((document, ends_on) for document, valid in usable if valid.end == ends_on)


def _valid(document: EvidenceRecord) -> DateRange:
    return validity(document.kind, document.issued_on, document.valid_from, document.valid_until)


def ending_between(
    tx: Transaction, first: date, last: date, concerned: ColumnElement[bool], *, few: bool = False
) -> Generator[tuple[str, date]]:
    """Yield organizations with a document, not rejected, that ends between two days, soonest first.

    One comes as often as it has such documents. Whether one matters, ``running_out`` says: none of
    concern ends sooner than the day yielded beside its organization. Rows are read as they are asked
    for. ``few``: so few organizations are ``concerned`` that it is faster to look at those of each.
    """
    query = select(Evidence.organization_id, Evidence.ends_on).where(
        Evidence.ends_on.between(first, last), Evidence.state != EvidenceState.REJECTED
    )
    in_order = query.where(of_those(concerned, few=few)).order_by(
        Evidence.ends_on, Evidence.organization_id
    )
    with tx.session.execute(in_order.execution_options(yield_per=_AT_ONCE)) as rows:
        yield from ((organization_id, day) for organization_id, day in rows if day)


def of_those(concerned: ColumnElement[bool], *, few: bool) -> ColumnElement[bool]:
    """Return whether a document is of one of the organizations concerned, as a condition on rows.

    ``few``: so few that it is faster to look at those of each, which no database knows by itself.
    """
    if few:
        return Evidence.organization_id.in_(select(Organization.id).where(concerned))
    return and_(Organization.id == Evidence.organization_id, concerned)
