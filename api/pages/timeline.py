"""Where the stretches of a verdict lie on a drawing of some years, in hundredths of its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linkreg.dates import DateRange
from linkreg.eligibility import Stretch

#: How many years are shown at most before this one, and after it.
_MOST = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch as far as it can be seen."""

    x: float
    width: float
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a year begins."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, from the first day to the last; ``today`` is where today lies in it."""

    first: date
    last: date
    pieces: tuple[Piece, ...]
    ticks: tuple[Tick, ...]
    today: float


def draw(stretches: Sequence[Stretch], today: date) -> Drawing:
    """Return the drawing of the years in which something changes, and of those around today."""
    years = _years(stretches, today)
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)

    def place(day: date, after: int = 0) -> float:
        """Return where a day begins, or ends."""
        return round(100 * ((day - first).days + after) / ((last - first).days + 1), 2)

    def piece(stretch: Stretch) -> Piece:
        start = place(max(stretch.days.start or first, first))
        end = place(min(stretch.days.end or last, last), after=1)
        return Piece(start, round(end - start, 2), stretch)

    seen = [it for it in stretches if it.days.intersect(DateRange(first, last))]
    ticks = tuple(Tick(place(date(year, 1, 1)), year) for year in years)
    return Drawing(first, last, tuple(map(piece, seen)), ticks, place(today))


def _years(stretches: Sequence[Stretch], today: date) -> range:
    turns = [it.days.start.year for it in stretches if it.days.start and it.previous]
    near = [today.year, *(year for year in turns if abs(year - today.year) <= _MOST)]
    return range(max(min(near) - 1, today.year - _MOST), min(max(near) + 1, today.year + _MOST) + 1)
