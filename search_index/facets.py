"""Counting matches by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from linkreg.search import Facet, FacetCount, Tabulation
from linkreg.search.matching import province_of
from linkreg.search.page import order_counts
from search_index.filters import qualified_on_day
from search_index.postings import Mask
from search_index.schema import BASES
from search_index.snapshot import Snapshot

#: The field that each facet counts; provinces and qualification are computed.
_FIELDS: Mapping[Facet, str] = {
    Facet.PROVINCE: "region",
    Facet.REGION: "region",
    Facet.URUSAN: "urusan",
    Facet.SERVICE: "service",
    Facet.BENEFICIARY: "beneficiary",
    Facet.LEGAL_FORM: "legal_form",
    Facet.STRENGTH: "strength",
}


def count_facet(
    snapshot: Snapshot, facet: Facet, matches: Mask, as_of: date | None
) -> tuple[FacetCount, ...]:
    """Count the matches by the facet's values; qualification has none without a day."""
    if facet is Facet.QUALIFICATION:
        return order_counts(_count_qualified(snapshot, matches, as_of))
    legend, counts = _count_values(snapshot, _FIELDS[facet], matches)
    if facet is Facet.PROVINCE:
        legend, provinces = _provinces_of(legend)
        counts = np.bincount(provinces, counts, len(legend)).astype(np.intp)
    return order_counts(_found(legend, counts))


def _count_values(
    snapshot: Snapshot, field: str, matches: Mask
) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """Return all values of a field, and how many matches carry each."""
    values, places = snapshot.legend(field)
    counts = np.zeros(len(values), np.intp)
    for (segment, part), own in zip(snapshot.parts(matches), places, strict=True):
        counts[own] += segment.coded(field).tally(part)
    return values, counts


@lru_cache(maxsize=8)
def _provinces_of(regions: tuple[str, ...]) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """Return the provinces in which regions lie, and for each region the place of its own."""
    named = [province_of(region) for region in regions]
    provinces = tuple(sorted(set(named)))
    return provinces, np.array([provinces.index(name) for name in named], np.intp)


def _found(values: Sequence[str], counts: NDArray[np.intp]) -> Mapping[str, int]:
    places = np.flatnonzero(counts)
    return {
        values[place]: count
        for place, count in zip(places.tolist(), counts[places].tolist(), strict=True)
    }


def _count_qualified(snapshot: Snapshot, matches: Mask, as_of: date | None) -> Mapping[str, int]:
    if as_of is None:
        return {}
    return {
        basis.value: int(
            np.count_nonzero(matches & qualified_on_day(snapshot, basis, as_of.toordinal()))
        )
        for basis in BASES
    }


def tabulate(snapshot: Snapshot, matches: Mask) -> Tabulation:
    """Count the matches by urusan, by region and by both."""
    cells: Counter[tuple[str, str]] = Counter()
    for segment, part in snapshot.parts(matches):
        cells.update(segment.coded("urusan").tally_with(segment.coded("region"), part))
    return Tabulation(
        position=snapshot.position,
        total=int(np.count_nonzero(matches)),
        urusan=_found(*_count_values(snapshot, "urusan", matches)),
        regions=_found(*_count_values(snapshot, "region", matches)),
        cells=cells,
    )
