"""Names beside the dots of a map, where there is room: none covers another or a dot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: The size of the letters, and about how wide one is, in units of the drawing.
SIZE, _LETTER = 12.5, 7.6
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot to be named."""

    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name with where its line stands; ``anchor`` is SVG's ``text-anchor``."""

    name: str
    x: float
    y: float
    anchor: str


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )


def place_labels(spots: Sequence[Spot], width: float, height: float) -> tuple[Label, ...]:
    """Name the spots in their order, each beside its dot; those without room stay without."""
    taken = [_Box(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots]
    labels = []
    for spot in spots:
        for label, box in _choices(spot):
            inside = box.left >= 0 and box.top >= 0 and box.right <= width and box.bottom <= height
            if inside and not any(map(box.meets, taken)):
                taken.append(box)
                labels.append(label)
                break
    return tuple(labels)


def _choices(spot: Spot) -> Iterator[tuple[Label, _Box]]:
    """Yield the places for a name: right, left, below, above."""
    long, away = len(spot.name) * _LETTER, spot.radius + _GAP
    middle = spot.y + SIZE * 0.35
    rows = (
        ("start", spot.x + away, middle),
        ("end", spot.x - away, middle),
        ("middle", spot.x, spot.y + away + SIZE * 0.8),
        ("middle", spot.x, spot.y - away),
    )
    for anchor, x, y in rows:
        left = x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        box = _Box(left, y - SIZE * 0.8, left + long, y + SIZE * 0.25)
        yield Label(spot.name, round(x, 1), round(y, 1), anchor), box
