"""What was measured of each engine, and how it is laid out."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.peers.asking import CLASSES

Spent = list[float]


@dataclass(slots=True)
class Figures:
    """What was measured of one engine; times are in seconds."""

    rate: float = 0.0
    worked_rate: float = 0.0
    size: int = 0
    asked: dict[str, Spent] | None = None
    changed: Spent | None = None


def table(figures: Mapping[str, Figures]) -> Iterator[str]:
    """Lay out the figures, an engine a column."""
    yield f"{'milliseconds: median / p95':<26}" + "".join(f"{name:>18}" for name in figures)
    for kind in CLASSES:
        yield f"{kind:<26}" + "".join(f"{spread(f.asked[kind]):>18}" for f in figures.values())
    yield f"{'one change, visible':<26}" + "".join(
        f"{spread(f.changed):>18}" for f in figures.values()
    )
    rates = [f"{f.rate:,.0f} ({f.worked_rate:,.0f})" for f in figures.values()]
    yield f"{'documents/s (processor)':<26}" + "".join(f"{rate:>18}" for rate in rates)
    sizes = [f"{f.size / 2**20:,.0f}" for f in figures.values()]
    yield f"{'size, MiB':<26}" + "".join(f"{size:>18}" for size in sizes)


def spread(spent: Spent | None) -> str:
    """Return the median and the 95th percentile, in milliseconds."""
    return f"{_median(spent):.2f} / {p95(spent) * 1000:.2f}" if spent else "-"


def _median(spent: Spent) -> float:
    return statistics.median(spent) * 1000


def p95(spent: Spent) -> float:
    """Return the 95th percentile, in the unit of what was spent."""
    return sorted(spent)[min(len(spent) - 1, int(len(spent) * 0.95))]
