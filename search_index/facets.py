"""Counting matches by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

import numpy as np

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
    counts = _count_values(snapshot, _FIELDS[facet], matches)
    if facet is Facet.PROVINCE:
        counts = _sum_by(province_of, counts)
    return order_counts(counts)


def _count_values(snapshot: Snapshot, field: str, matches: Mask) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for segment, part in snapshot.parts(matches):
        counts.update(segment.coded(field).tally(part))
    return counts


def _sum_by(group: Callable[[str], str], counts: Mapping[str, int]) -> Mapping[str, int]:
    sums: Counter[str] = Counter()
    for value, count in counts.items():
        sums[group(value)] += count
    return sums


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
        urusan=_found(_count_values(snapshot, "urusan", matches)),
        regions=_found(_count_values(snapshot, "region", matches)),
        cells=cells,
    )


def _found(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {value: count for value, count in counts.items() if count}
