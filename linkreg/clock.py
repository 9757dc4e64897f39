"""The only place that reads the clock; everything else is handed a date or an instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

#: An aware instant in UTC, on demand.
Clock = Callable[[], datetime]

#: Western Indonesia Time, by which the registry decides what "today" is.
WIB = timezone(timedelta(hours=7), "WIB")


def system_clock() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


def date_in_indonesia(instant: datetime) -> date:
    """Return the calendar date of an aware instant in Western Indonesia Time (UTC+7)."""
    return instant.astimezone(WIB).date()


def first_instant_after(day: date) -> datetime:
    """Return the midnight, in Western Indonesia Time, at which a day is over."""
    return datetime.combine(day, time.min, WIB) + timedelta(days=1)
