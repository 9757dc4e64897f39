"""What an engine answers: ids in order, an exact total, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from linkreg.errors import InvalidInput, Mistake
from linkreg.search.query import Facet


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``score`` is comparable within a page only; ``distance_km`` needs a place asked."""

    id: str
    score: float
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many matching organizations carry a value."""

    value: str
    count: int


def order_counts(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """Put counts in a page's order: largest first, then by value; zeros are left out."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, count) for value, count in ordered if count)


def cursor_gone() -> InvalidInput:
    """Return what an engine raises for an ``after`` that none of what may be seen bears."""
    message = "Organisasi yang terakhir dilihat tidak ada lagi dalam daftar ini. Mulai dari awal."
    return InvalidInput(message, [Mistake("/after", "cursor_gone", message)])


@dataclass(frozen=True, slots=True)
class Tabulation:
    """How many match by urusan, by region and by both at once; what nobody matches is left out.

    An organization of several urusan counts in each of them and once in ``total`` and ``regions``.
    ``position`` is that of the snapshot, as in ``SearchPage``.
    """

    position: int
    total: int
    urusan: Mapping[str, int]
    regions: Mapping[str, int]
    cells: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of one immutable snapshot of the index.

    ``skipped`` matches come before its hits.
    ``position`` is the journal sequence number up to which that snapshot is complete. Facet counts
    are ordered by count (largest first), then value; values without a match are left out.
    ``suggestions`` are spellings from the words of organizations that may be seen: the likeliest for
    each wanted word that matches none of them, in the order of the words. ``corrected`` is the text
    with these in place of what was typed, when that is what was answered; what stands in quotation
    marks is never replaced. ``regions`` are the places the text names, which raise what sits or works
    there.
    """

    hits: tuple[Hit, ...]
    total: int
    position: int
    skipped: int = 0
    facets: Mapping[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    corrected: str | None = None
    regions: tuple[str, ...] = ()
