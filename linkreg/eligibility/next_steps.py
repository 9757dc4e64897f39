"""The fewest things that would turn a verdict: one document may serve several criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from linkreg.eligibility.assessment import Assessment
from linkreg.eligibility.judgement import Remedy
from linkreg.vocabulary import Action, EvidenceKind


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, for the criteria it serves."""

    criteria: tuple[str, ...]
    remedy: Remedy


def next_steps(assessment: Assessment) -> tuple[NextStep, ...]:
    """Return the fewest things that would make the assessment *qualified*, in the text's order.

    Documents asked for by several criteria, or that can stand for several, are asked for once.
    """
    needed: dict[Remedy, list[str]] = {}
    for finding in assessment.findings:
        for judgement in finding.judgements:
            if judgement.remedy is not None:
                needed.setdefault(judgement.remedy, []).append(finding.criterion.key)
    wanted = [remedy for remedy in needed if remedy.action is Action.SUPPLY]
    shared = {remedy: group for group in _overlapping(wanted) for remedy in group}
    steps: dict[Remedy, list[str]] = {}
    for remedy, keys in needed.items():
        for step in _fewest(shared[remedy]) if remedy in shared else (remedy,):
            if step is remedy or set(step.kinds) <= set(remedy.kinds):
                steps.setdefault(step, []).extend(keys)
    return tuple(NextStep(tuple(dict.fromkeys(keys)), step) for step, keys in steps.items())


def _overlapping(remedies: Sequence[Remedy]) -> list[list[Remedy]]:
    """Group remedies that share kinds of document, directly or through others."""
    groups: list[list[Remedy]] = []
    for remedy in remedies:
        joined = [remedy]
        apart: list[list[Remedy]] = []
        for group in groups:
            touches = any(set(remedy.kinds) & set(other.kinds) for other in group)
            joined, apart = (group + joined, apart) if touches else (joined, [*apart, group])
        groups = [*apart, joined]
    return groups


def _fewest(group: Sequence[Remedy]) -> Iterator[Remedy]:
    """Yield the fewest documents that serve every remedy of a group, with their alternatives."""
    kinds = tuple(dict.fromkeys(kind for remedy in group for kind in remedy.kinds))
    chosen = next(
        candidate
        for size in range(1, len(group) + 1)
        for candidate in combinations(kinds, size)
        if all(set(candidate) & set(remedy.kinds) for remedy in group)
    )
    for kind in chosen:
        served = [remedy for remedy in group if _first_of(chosen, remedy) is kind]
        common = [k for k in served[0].kinds if all(k in remedy.kinds for remedy in served)]
        yield Remedy(Action.SUPPLY, tuple(common), detail=served[0].detail)


def _first_of(chosen: Sequence[EvidenceKind], remedy: Remedy) -> EvidenceKind:
    return next(kind for kind in chosen if kind in remedy.kinds)
