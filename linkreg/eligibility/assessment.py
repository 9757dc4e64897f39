"""``assess``: facts, a ruleset and a day in; a verdict with its reasons out. Pure.

The same arguments always give the same answer, and the answer says between which days it holds.
Missing data is *unknown*, never *not met*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from linkreg.dates import ALWAYS, DateRange
from linkreg.eligibility.facts import Facts, SanctionFact
from linkreg.eligibility.judgement import Judgement, Reason, combine
from linkreg.eligibility.ruleset import Condition, Criterion, Ruleset
from linkreg.vocabulary import Basis, Outcome, ReasonCode, Scope, Verdict
from linkreg.wording import Wording, joined

_PACKAGE = Scope.PACKAGE
_VERDICTS = {
    Outcome.MET: Verdict.QUALIFIED,
    Outcome.NOT_APPLICABLE: Verdict.QUALIFIED,
    Outcome.UNKNOWN: Verdict.INCOMPLETE,
    Outcome.NOT_MET: Verdict.NOT_QUALIFIED,
}


class Finding(NamedTuple):
    """What one criterion came to, why, on which evidence, and between which days."""

    criterion: Criterion
    outcome: Outcome
    judgements: tuple[Judgement, ...]
    holds: DateRange

    @property
    def reason(self) -> Reason:
        """Return the first reason that decided the outcome."""
        return self.reasons[0]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return every reason that decided the outcome."""
        return tuple(j.reason for j in self.judgements if j.outcome is self.outcome)

    @property
    def reason_text(self) -> Wording:
        """Return every sentence that decided the outcome."""
        return joined(" ", (reason.text for reason in self.reasons))

    @property
    def evidence(self) -> tuple[str, ...]:
        """Return the ids of the documents looked at."""
        return tuple(dict.fromkeys(e for j in self.judgements for e in j.evidence))


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on one set of facts under one ruleset on one day.

    It keeps the facts, for what would change it: ``next_steps``, ``what_if``. ``bars`` is a finding of
    its own, which neither changes the verdict nor bounds ``holds``: not barred is one question, capable
    is another.
    """

    ruleset: Ruleset
    on: date
    basis: Basis
    verdict: Verdict
    findings: tuple[Finding, ...]
    holds: DateRange
    facts: Facts = field(repr=False, compare=False)

    @property
    def bars(self) -> tuple[SanctionFact, ...]:
        """Return the sanctions in force on the day, wherever they count."""
        return tuple(it for it in self.facts.sanctions if it.days.contains(self.on))

    @property
    def barred(self) -> bool:
        """Say whether a sanction is in force on the day."""
        return bool(self.bars)


def assess(facts: Facts, ruleset: Ruleset, on: date, basis: Basis = Basis.VERIFIED) -> Assessment:
    """Judge the facts by the ruleset on a day.

    ``basis`` DECLARED counts every document not rejected, VERIFIED only those an officer accepted.
    ``holds`` of the result spans the days around ``on`` for which the verdict surely stands, as far as
    these facts and this text go; it does not look at when the text is in force.
    """
    findings = tuple([_find(criterion, facts, on, basis) for criterion in ruleset.criteria])
    outcome, holds = combine([(finding.outcome, finding.holds) for finding in findings])
    return Assessment(ruleset, on, basis, _VERDICTS[outcome], findings, holds, facts)


def _find(criterion: Criterion, facts: Facts, on: date, basis: Basis) -> Finding:
    package = facts.package
    if package is None and criterion.scope is _PACKAGE:
        return _set_aside(criterion, ReasonCode.NO_PACKAGE)
    if criterion.applies_when is Condition.PARTNERING and not (package and package.partnering):
        return _set_aside(criterion, ReasonCode.NOT_PARTNERING)
    judgements: list[Judgement] = []
    for check in criterion.checks:
        if package is not None or not check.needs_package:
            judgements += check.judge(facts, on, basis)
    outcome, holds = combine([(judgement.outcome, judgement.holds) for judgement in judgements])
    return Finding(criterion, outcome, tuple(judgements), holds)


@cache
def _set_aside(criterion: Criterion, reason: ReasonCode) -> Finding:
    """Return the finding of a criterion that does not apply; always the same."""
    judgement = Judgement(Outcome.NOT_APPLICABLE, Reason(reason))
    return Finding(criterion, Outcome.NOT_APPLICABLE, (judgement,), ALWAYS)
