"""What one check says, why, and for how long.

The values made for every organization assessed are named tuples: they are made a dozen at a time, and
cost a third of what frozen dataclasses do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from babel.dates import format_date

from linkreg.dates import ALWAYS, DateRange
from linkreg.vocabulary import EvidenceKind, Labeled, Outcome, ReasonCode


@lru_cache(maxsize=4096)
def day_in_words(day: date) -> str:
    """Return a date as Indonesian readers write it: 31 Desember 2026."""
    return format_date(day, "d MMMM y", locale="id")


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
        """Return what fills the sentence, as the sentence has it."""
        return {name: in_words(value) for name, value in self.values.items()}

    @property
    def text(self) -> str:
        """Return the sentence in Indonesian."""
        return self.code.label.format_map(self.words)


def in_words(value: object) -> str:
    """Return a date, a count, a label or several kinds of document as a sentence has them."""
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        joint = " dan " if isinstance(value, Held) else " atau "
        return joint.join(in_words(part) for part in value)
    return value.label if isinstance(value, Labeled) else str(value)


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
