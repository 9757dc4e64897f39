"""Does an organization qualify throughout a period: the question a contract of some months asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linkreg.dates import DateRange, day_after
from linkreg.eligibility.assessment import Assessment, Finding, assess
from linkreg.eligibility.facts import Facts, SanctionFact
from linkreg.eligibility.ruleset import RulesetLibrary
from linkreg.vocabulary import Basis, Outcome, Verdict
from linkreg.wording import Wording, joined

_FAILING = frozenset({Outcome.NOT_MET, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class PeriodVerdict:
    """Whether every day of a period qualifies; if not, the first that fails, and what fails on it.

    ``bars`` are the sanctions in force on any day of it, apart from the verdict.
    """

    period: DateRange
    fails_on: date | None = None
    findings: tuple[Finding, ...] = ()
    bars: tuple[SanctionFact, ...] = ()

    @property
    def qualified(self) -> bool:
        """Say whether no day fails."""
        return self.fails_on is None

    @property
    def reason_text(self) -> Wording:
        """Return why the first failing day fails; empty when none does."""
        return joined(" ", (finding.reason_text for finding in self.findings))


def qualified_throughout(
    facts: Facts, rulesets: RulesetLibrary, period: DateRange, basis: Basis
) -> PeriodVerdict:
    """Judge every day of a period by the text in force on it.

    Raise ``InvalidInput`` when no text is in force on a day before the first that fails.
    """
    bars = tuple(it for it in facts.sanctions if it.days.intersect(period))
    for assessment in _walk(facts, rulesets, period, basis):
        if assessment.verdict is not Verdict.QUALIFIED:
            failing = tuple(f for f in assessment.findings if f.outcome in _FAILING)
            return PeriodVerdict(period, assessment.on, failing, bars)
    return PeriodVerdict(period, bars=bars)


def _walk(
    facts: Facts, rulesets: RulesetLibrary, period: DateRange, basis: Basis
) -> Iterator[Assessment]:
    """Yield one assessment for each stretch of days on which the verdict surely is the same."""
    day = period.start or rulesets.all[0].in_force.start or date.min
    while period.contains(day):
        ruleset = rulesets.in_force(day)
        assessment = assess(facts, ruleset, day, basis)
        yield assessment
        stands = assessment.holds.intersect(ruleset.in_force)
        following = day_after(stands.end if stands else day)
        if following is None:
            return
        day = following
