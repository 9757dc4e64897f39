"""On which days, past and future, the verdict is what: found by walking from stretch to stretch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linkreg.dates import DateRange, day_after, merge
from linkreg.eligibility.assessment import Assessment, assess
from linkreg.eligibility.facts import Facts
from linkreg.eligibility.ruleset import Ruleset, RulesetLibrary
from linkreg.vocabulary import Basis, Outcome, Verdict


def timeline(
    facts: Facts, ruleset: Ruleset, basis: Basis
) -> Iterator[tuple[DateRange, Assessment]]:
    """Yield assessments that together cover every day the ruleset is in force, in order.

    Neighbors may share a verdict; their reasons differ.
    """
    day = ruleset.in_force.start or date.min
    while True:
        assessment = assess(facts, ruleset, day, basis)
        stretch = DateRange(day, assessment.holds.end).intersect(ruleset.in_force)
        if stretch is None:
            return
        yield stretch, assessment
        following = day_after(stretch.end)
        if following is None or not ruleset.in_force.contains(following):
            return
        day = following


def qualified_spans(facts: Facts, rulesets: RulesetLibrary, basis: Basis) -> tuple[DateRange, ...]:
    """Return the disjoint spans of days on which the organization qualifies under the law then."""
    return merge(
        span for ruleset in rulesets.all for span in _qualified_under(facts, ruleset, basis)
    )


def _qualified_under(facts: Facts, ruleset: Ruleset, basis: Basis) -> Iterator[DateRange]:
    """Walk like ``timeline``, but leap over every day that is lost already."""
    day = ruleset.in_force.start or date.min
    while True:
        assessment = assess(facts, ruleset, day, basis)
        end = assessment.holds.end
        if assessment.verdict is Verdict.QUALIFIED:
            stretch = DateRange(day, end).intersect(ruleset.in_force)
            yield stretch or DateRange(day, day)
        else:
            end = _lost_until(assessment)
        following = day_after(end)
        if following is None or not ruleset.in_force.contains(following):
            return
        day = following


def _lost_until(assessment: Assessment) -> date | None:
    """Return the last day that some criterion is known to spoil; ``None`` when it is for good."""
    ends = [
        finding.holds.end
        for finding in assessment.findings
        if finding.outcome in {Outcome.NOT_MET, Outcome.UNKNOWN}
    ]
    return None if None in ends else max(end for end in ends if end is not None)
