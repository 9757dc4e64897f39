"""Spans of days, checked against the plain set of days they mean."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.dates import DateRange, day_after, day_before, merge, stretch_around

_FIRST = date(2026, 1, 1)
_DAYS = [_FIRST + timedelta(n) for n in range(40)]
_BEFORE, _AFTER = _FIRST - timedelta(10), _DAYS[-1] + timedelta(10)

ends = st.none() | st.sampled_from(_DAYS)


@st.composite
def spans(draw: st.DrawFn) -> DateRange:
    start, end = draw(ends), draw(ends)
    if start is not None and end is not None and start > end:
        start, end = end, start
    return DateRange(start, end)


def days_of(*many: DateRange) -> set[date]:
    calendar = [_BEFORE, *_DAYS, _AFTER]
    return {day for day in calendar if any(span.contains(day) for span in many)}


@given(spans(), spans())
def test_the_overlap_holds_the_days_of_both(a: DateRange, b: DateRange) -> None:
    overlap = a.intersect(b)
    assert days_of(*[overlap] if overlap else []) == days_of(a) & days_of(b)


@given(spans(), spans())
def test_the_hull_is_the_smallest_span_that_holds_both(a: DateRange, b: DateRange) -> None:
    hull = a.hull(b)
    assert days_of(hull) >= days_of(a, b)
    assert {hull.start, hull.end} <= {a.start, b.start, a.end, b.end}


@given(st.lists(spans(), max_size=6))
def test_merging_keeps_every_day_and_leaves_a_gap_between(many: list[DateRange]) -> None:
    merged = merge(many)
    assert days_of(*merged) == days_of(*many)
    for earlier, later in itertools.pairwise(merged):
        assert later.start - earlier.end > timedelta(1)


@given(st.lists(spans(), max_size=6), st.sampled_from(_DAYS))
def test_a_stretch_is_covered_or_free_throughout(many: list[DateRange], on: date) -> None:
    covered, stretch = stretch_around(many, on)
    inside = days_of(stretch)
    assert on in inside
    assert inside <= days_of(*many) if covered else not inside & days_of(*many)
    for neighbor in (day_before(stretch.start), day_after(stretch.end)):
        if neighbor is not None and neighbor in _DAYS:
            assert (neighbor in days_of(*many)) != covered


@pytest.mark.parametrize(
    ("step", "edge"), [(day_after, date.max), (day_before, date.min), (day_after, None)]
)
def test_there_is_no_day_beyond_the_calendar(step, edge) -> None:
    assert step(edge) is None


def test_spans_at_the_end_of_the_calendar_touch_nothing_beyond() -> None:
    last = DateRange(date.max, date.max)
    assert merge([last, DateRange(date(2026, 1, 1), date.max)]) == (
        DateRange(date(2026, 1, 1), date.max),
    )
