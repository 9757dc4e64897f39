"""When the verdict changes, past and future, and why: stretches of days on which it is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from linkreg.dates import ALWAYS, DateRange
from linkreg.eligibility.assessment import Assessment, Finding, assess
from linkreg.eligibility.facts import Facts
from linkreg.eligibility.judgement import Judgement, Reason
from linkreg.eligibility.ruleset import Ruleset, RulesetLibrary
from linkreg.eligibility.timeline import timeline
from linkreg.vocabulary import Basis, Outcome, ReasonCode, Verdict


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """A criterion that came to something else than the day before; the finding says why.

    A text that does not have the criterion counts as *not applicable*.
    """

    before: Outcome
    finding: Finding


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which one text gives one verdict; ``changes`` are why they began.

    ``previous`` is the verdict before, ``None`` for the first stretch. It equals ``verdict`` where
    only the text changed.
    """

    days: DateRange
    ruleset: Ruleset
    verdict: Verdict
    previous: Verdict | None = None
    changes: tuple[OutcomeChange, ...] = ()


def stretches(facts: Facts, rulesets: RulesetLibrary, basis: Basis) -> tuple[Stretch, ...]:
    """Return every stretch in order, from the first day on which a text was in force."""
    found: list[Stretch] = []
    for ruleset in rulesets.all:
        for days, assessment in timeline(facts, ruleset, basis):
            last = found[-1] if found else None
            if last and (last.ruleset, last.verdict) == (ruleset, assessment.verdict):
                found[-1] = replace(last, days=last.days.hull(days))
            else:
                found.append(_begun(last, days, assessment, facts))
    return tuple(found)


def _begun(last: Stretch | None, days: DateRange, now: Assessment, facts: Facts) -> Stretch:
    if last is None:
        return Stretch(days, now.ruleset, now.verdict)
    before = assess(facts, last.ruleset, last.days.end or date.max, now.basis)
    return Stretch(days, now.ruleset, now.verdict, last.verdict, tuple(_changes(before, now)))


def _changes(before: Assessment, now: Assessment) -> Iterator[OutcomeChange]:
    earlier = {finding.criterion.key: finding for finding in before.findings}
    for finding in now.findings:
        old = earlier.pop(finding.criterion.key, None)
        outcome = old.outcome if old else Outcome.NOT_APPLICABLE
        if outcome is not finding.outcome:
            yield OutcomeChange(outcome, finding)
    for old in earlier.values():
        if old.outcome is not Outcome.NOT_APPLICABLE:
            yield OutcomeChange(old.outcome, _dropped(old))


def _dropped(old: Finding) -> Finding:
    reason = Reason(ReasonCode.NO_LONGER_ASKED)
    judgement = Judgement(Outcome.NOT_APPLICABLE, reason)
    return Finding(old.criterion, Outcome.NOT_APPLICABLE, (judgement,), ALWAYS)
