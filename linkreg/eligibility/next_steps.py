"""The fewest actions that turn a verdict: one document may serve several criteria, or stand for others.

Every judgement that fails is helped by any one of some remedies. The steps are a smallest set of
remedies that helps them all (a minimum hitting set), found exactly: whichever judgement is not helped
yet must be helped by one of its own, so trying each of those in turn, for one step, for two and so on,
meets a smallest set first. Texts are small enough for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from linkreg.eligibility.assessment import Assessment
from linkreg.eligibility.remedy import Need, Remedy
from linkreg.eligibility.ruleset import Criterion
from linkreg.eligibility.what_if import Change
from linkreg.vocabulary import Action, Outcome

#: Among equally few steps, the easiest.
_BY_EASE = (
    Action.VERIFY,
    Action.WAIT,
    Action.RENEW,
    Action.REPLACE,
    Action.SUPPLY,
    Action.STATE,
    Action.CHANGE,
)
_FAILING = frozenset({Outcome.NOT_MET, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, for the criteria it serves; any one of the kinds of document will do."""

    criteria: tuple[Criterion, ...]
    remedy: Remedy

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return what doing it changes, for ``what_if``; of several kinds, with the first."""
        return self.remedy.changes


@dataclass(frozen=True, slots=True)
class _Option:
    """A remedy, and which needs it helps, by their place."""

    remedy: Remedy
    helps: frozenset[int]

    def resembles(self, other: _Option) -> bool:
        """Say whether both are told in one sentence."""
        mine, its = self.remedy, other.remedy
        return (mine.action, mine.what, mine.detail) == (its.action, its.what, its.detail)


def next_steps(assessment: Assessment) -> tuple[NextStep, ...]:
    """Return the fewest steps that would make the assessment *qualified*, in the text's order.

    With the changes of all of them it is, without those of any one it is not. Ties go to the easiest
    action for the criterion that comes first. That supposes a text whose criteria can all be met: one
    that asks for two legal forms at once cannot.
    """
    asked = list(_needs(assessment))
    options = _options([need for _, need in asked])
    steps = []
    left = frozenset(range(len(asked)))
    for option in _fewest(options, left):
        served = left & option.helps
        left -= served
        alike = [it for it in options if it.resembles(option) and served <= it.helps]
        helped = frozenset.intersection(*(it.helps for it in alike))
        criteria = dict.fromkeys(asked[place][0] for place in sorted(helped))
        steps.append((min(served), NextStep(tuple(criteria), _any_of(alike))))
    return tuple(step for _, step in sorted(steps, key=lambda pair: pair[0]))


def _needs(assessment: Assessment) -> Iterator[tuple[Criterion, Need]]:
    facts, on, basis = assessment.facts, assessment.on, assessment.basis
    for finding in assessment.findings:
        if finding.outcome in _FAILING:
            for check in finding.criterion.checks:
                if facts.package is not None or not check.needs_package:
                    for need in check.needs(facts, on, basis):
                        yield finding.criterion, need


def _options(needs: Sequence[Need]) -> list[_Option]:
    """Return every remedy with the needs it helps, the easiest first."""
    remedies = dict.fromkeys(remedy for need in needs for remedy in need)
    easiest_first = sorted(remedies, key=lambda remedy: _BY_EASE.index(remedy.action))
    return [
        _Option(remedy, frozenset(n for n, need in enumerate(needs) if remedy.helps(need)))
        for remedy in easiest_first
    ]


def _fewest(options: Sequence[_Option], needs: frozenset[int]) -> list[_Option]:
    """Return the fewest options that help every need."""
    distinct = {option.helps: option for option in reversed(options)}
    choices = {
        need: [it for it in options if need in it.helps and distinct[it.helps] is it]
        for need in needs
    }
    # Needs that leave no choice first: they cost no search, whatever is tried.
    order = sorted(needs, key=lambda need: (len(choices[need]) > 1, need))
    found = (_within(size, order, choices) for size in count())
    return next(chosen for chosen in found if chosen is not None)


def _within(
    size: int, needs: Sequence[int], choices: dict[int, list[_Option]]
) -> list[_Option] | None:
    """Return no more than ``size`` options that help every need, or ``None`` when none do."""
    if not needs:
        return []
    if size == 0:
        return None
    for option in choices[needs[0]]:
        rest = _within(size - 1, [n for n in needs if n not in option.helps], choices)
        if rest is not None:
            return [option, *rest]
    return None


def _any_of(options: Sequence[_Option]) -> Remedy:
    """Return one remedy for options told in one sentence, with the kinds of all."""
    kinds = dict.fromkeys(kind for option in options for kind in option.remedy.kinds)
    return replace(options[0].remedy, kinds=tuple(kinds))
