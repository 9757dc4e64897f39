"""What one check says, why, and for how long.

The values made for every organization assessed are named tuples: they are made a dozen at a time, and
cost a third of what frozen dataclasses do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from linkreg.dates import ALWAYS, DateRange
from linkreg.vocabulary import EvidenceKind, Labeled, Outcome, ReasonCode
from linkreg.wording import Wording, both, either, in_words


class Held(tuple[EvidenceKind, ...]):
    """Kinds of document that are all there, as opposed to alternatives one could supply."""

    __slots__ = ()


class Reason(NamedTuple):
    """Why a check came to its outcome: a stable code, and what fills its sentence.

    Values stay as they are (dates, kinds of document, numbers) until somebody reads the sentence:
    most assessments are made for the index and never read.
    """

    code: ReasonCode
    values: Mapping[str, object] = MappingProxyType({})

    @property
    def words(self) -> dict[str, str]:
        """Return what fills the sentence, as the sentence has it in Indonesian."""
        return {name: in_words(as_worded(value)) for name, value in self.values.items()}

    @property
    def text(self) -> Wording:
        """Return the sentence."""
        words = {name: as_worded(value) for name, value in self.values.items()}
        return Wording(self.code.label, **words)


def as_worded(value: object) -> object:
    """Return what a wording is filled with: labels for codes, several kinds of document as one."""
    if isinstance(value, tuple):
        join = both if isinstance(value, Held) else either
        return join(kind.label for kind in value)
    return value.label if isinstance(value, Labeled) else value


class Judgement(NamedTuple):
    """The outcome of one check on one day, and the days around it on which it is the same."""

    outcome: Outcome
    reason: Reason
    holds: DateRange = ALWAYS
    evidence: tuple[str, ...] = ()


def combine(parts: Iterable[tuple[Outcome, DateRange]]) -> tuple[Outcome, DateRange]:
    """Return the worst outcome of parts judged on one day, and the days for which it surely stands.

    *Not met* stands while any one part keeps it. Any better outcome stands while every part keeps its
    own: an unknown part could turn out worse. Parts that do not apply never decide; without any other
    the whole does not apply.
    """
    outcome, common = _NOT_APPLICABLE, ALWAYS
    failing: DateRange | None = None
    for found, holds in parts:
        if found is _NOT_MET:
            failing = holds if failing is None else failing.hull(holds)
        elif found is _UNKNOWN or outcome is _NOT_APPLICABLE:
            outcome = found
        if holds is not common and holds is not ALWAYS:
            common = common.intersect(holds) or common
    return (outcome, common) if failing is None else (_NOT_MET, failing)


_NOT_APPLICABLE, _NOT_MET, _UNKNOWN = Outcome.NOT_APPLICABLE, Outcome.NOT_MET, Outcome.UNKNOWN
