"""Spans of days and their arithmetic; both ends belong to a span, ``None`` is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)


class DateRange(NamedTuple):
    """A span of days, both ends included; ``None`` is open.

    A dozen are made for each organization assessed: a named tuple, as in ``eligibility.judgement``.
    """

    start: date | None = None
    end: date | None = None

    def contains(self, on: date) -> bool:
        """Say whether the day lies within."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def intersect(self, other: DateRange) -> DateRange | None:
        """Return the days in both, or ``None`` when there are none."""
        start = _later(self.start, other.start)
        end = _earlier(self.end, other.end)
        if start is self.start and end is self.end:
            return self
        if start is not None and end is not None and start > end:
            return None
        return DateRange(start, end)

    def hull(self, other: DateRange) -> DateRange:
        """Return the smallest span that holds both."""
        start = None if None in (self.start, other.start) else _earlier(self.start, other.start)
        end = None if None in (self.end, other.end) else _later(self.end, other.end)
        return DateRange(start, end)

    def touches(self, other: DateRange) -> bool:
        """Say whether both overlap or lie on neighboring days."""
        return not (_ends_well_before(self, other) or _ends_well_before(other, self))


#: Every day there is.
ALWAYS = DateRange()


def day_after(day: date | None) -> date | None:
    """Return the next day; ``None`` for an open end or for the last day of the calendar."""
    return None if day is None or day == date.max else day + _DAY


def day_before(day: date | None) -> date | None:
    """Return the previous day; ``None`` for an open start or for the first day of the calendar."""
    return None if day is None or day == date.min else day - _DAY


def merge(spans: Iterable[DateRange]) -> tuple[DateRange, ...]:
    """Join spans that overlap or follow each other; the result is disjoint and in order."""
    merged: list[DateRange] = []
    for span in sorted(spans, key=lambda s: s.start or date.min):
        if merged and merged[-1].touches(span):
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)


def _ends_well_before(first: DateRange, second: DateRange) -> bool:
    """Say whether at least one free day lies between the first span and a later second one."""
    if first.end is None or second.start is None or first.end == date.max:
        return False
    return first.end + _DAY < second.start


def _later(a: date | None, b: date | None) -> date | None:
    return b if a is None else a if b is None else max(a, b)


def _earlier(a: date | None, b: date | None) -> date | None:
    return b if a is None else a if b is None else min(a, b)


def stretch_around(spans: Sequence[DateRange], on: date) -> tuple[bool, DateRange]:
    """Say whether any span holds the day, and the longest stretch around it for which that is so.

    The stretch is a run of joined spans when the day is covered, otherwise the gap it lies in.
    """
    start: date | None = None
    for span in merge(spans) if len(spans) > 1 else spans:
        if span.contains(on):
            return True, span
        if span.start is not None and span.start > on:
            return False, DateRange(start, day_before(span.start))
        start = day_after(span.end)
    return False, DateRange(start, None)
