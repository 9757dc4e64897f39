"""What a change of law would do: which organizations gain or lose under another text, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from linkreg.eligibility import Assessment, Finding, Ruleset, assess
from linkreg.models import Organization
from linkreg.records import OrganizationRecord
from linkreg.services import organizations
from linkreg.services.assessments import facts_of
from linkreg.transaction import Transaction
from linkreg.vocabulary import Basis, OrganizationStatus, Outcome, Verdict

_BATCH = 500

#: From worst to best.
_RANKS = {Verdict.NOT_QUALIFIED: 0, Verdict.INCOMPLETE: 1, Verdict.QUALIFIED: 2}


@dataclass(frozen=True, slots=True)
class Shift:
    """An organization whose verdict differs; ``reasons`` are (criterion, sentence) of what decides."""

    organization_id: str
    name: str
    before: Verdict
    after: Verdict
    reasons: tuple[tuple[str, str], ...]

    @property
    def gains(self) -> bool:
        """Say whether the other text is kinder to it."""
        return _RANKS[self.after] > _RANKS[self.before]


@dataclass(slots=True)
class Impact:
    """All published organizations under both texts; ``counts`` by (before, after)."""

    counts: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    shifts: list[Shift] = field(default_factory=list)

    @property
    def assessed(self) -> int:
        """Return how many organizations were looked at."""
        return self.counts.total()


def compare_rulesets(
    tx: Transaction, before: Ruleset, after: Ruleset, on: date, basis: Basis = Basis.VERIFIED
) -> Impact:
    """Assess every published organization on a day under two texts, in force then or not."""
    impact = Impact()
    for record in walk_published(tx):
        facts = facts_of(record)
        old, new = (assess(facts, ruleset, on, basis) for ruleset in (before, after))
        impact.counts[old.verdict, new.verdict] += 1
        if old.verdict is not new.verdict:
            impact.shifts.append(_shift(record, old, new))
    return impact


def walk_published(tx: Transaction) -> Iterator[OrganizationRecord]:
    """Yield every public organization, in batches: memory does not grow with the registry."""
    last = ""
    while True:
        query = select(Organization.id).where(
            Organization.id > last, Organization.status == OrganizationStatus.PUBLISHED
        )
        ids = tx.session.scalars(query.order_by(Organization.id).limit(_BATCH)).all()
        if not ids:
            return
        yield from organizations.get_many(tx, ids)
        last = ids[-1]
        tx.session.expunge_all()


def _shift(record: OrganizationRecord, old: Assessment, new: Assessment) -> Shift:
    """Name what decides: of the worse verdict, the criteria that the better one did not fail."""
    worse, better = sorted((old, new), key=lambda assessment: _RANKS[assessment.verdict])
    also_failed = {finding.criterion.key for finding in better.findings if _fails(finding)}
    failed = [finding for finding in worse.findings if _fails(finding)]
    deciding = [finding for finding in failed if finding.criterion.key not in also_failed] or failed
    return Shift(
        record.id,
        record.profile.name,
        before=old.verdict,
        after=new.verdict,
        reasons=tuple((finding.criterion.label, finding.reason_text) for finding in deciding),
    )


def _fails(finding: Finding) -> bool:
    return finding.outcome in {Outcome.NOT_MET, Outcome.UNKNOWN}
