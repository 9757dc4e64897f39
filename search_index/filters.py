"""The filters of a query as masks: true where a document passes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from linkreg.search import SearchQuery
from linkreg.search.matching import EARTH_RADIUS_KM, covers, microseconds, overlaps
from linkreg.vocabulary import OrganizationStatus
from search_index.postings import Mask
from search_index.schema import BASES
from search_index.snapshot import Snapshot

Filter = Callable[[Snapshot, SearchQuery], Mask]


def visible(snapshot: Snapshot, query: SearchQuery) -> Mask:
    """Return the documents that the asker may see; see ``linkreg.search.matching.is_visible``."""
    seen = with_values(snapshot, "status", query.statuses)
    if query.scope_region is None:
        return seen
    published = with_values(snapshot, "status", (OrganizationStatus.PUBLISHED,))
    return seen & (published | _in_regions(snapshot, (query.scope_region,)))


def asked_filters(snapshot: Snapshot, query: SearchQuery) -> dict[str, Mask]:
    """Return the mask of each field that the query filters by."""
    return {
        name: filter_by(snapshot, query)
        for name, filter_by in _FILTERS.items()
        if getattr(query, name) not in (None, ()) and (name != "within_km" or query.near)
    }


def with_values(snapshot: Snapshot, field: str, values: Iterable[str]) -> Mask:
    """Return the living documents that carry any of the values."""
    wanted = frozenset(values)
    return with_matching(snapshot, field, wanted, wanted.__contains__)


def with_matching(
    snapshot: Snapshot, field: str, key: Hashable, wanted: Callable[[str], bool]
) -> Mask:
    """Return those with a value that is wanted; ``key`` tells what is from anything else."""

    def make() -> Mask:
        mask = np.zeros(snapshot.size, np.bool_)
        for segment, part in snapshot.parts(mask):
            coded = segment.coded(field)
            for place, value in enumerate(coded.values):
                if wanted(value):
                    part[coded.documents[coded.starts[place] : coded.starts[place + 1]]] = True
        return mask & snapshot.alive

    return snapshot.kept_mask((field, key), make)


def _in_regions(snapshot: Snapshot, regions: tuple[str, ...]) -> Mask:
    return with_matching(
        snapshot, "region", regions, lambda code: any(covers(region, code) for region in regions)
    )


def _in_operating_regions(snapshot: Snapshot, query: SearchQuery) -> Mask:
    wanted = query.operating_regions
    return with_matching(
        snapshot,
        "operating",
        wanted,
        lambda code: any(overlaps(region, code) for region in wanted),
    )


def qualified_on_day(snapshot: Snapshot, basis: str, day: int) -> Mask:
    """Return the documents that qualify on a day (proleptic ordinal), on the basis."""

    def make() -> Mask:
        mask = np.zeros(snapshot.size, np.bool_)
        for segment, part in snapshot.parts(mask):
            documents, records = segment.spans
            holds = (
                (records["basis"] == BASES.index(basis))
                & (records["start"] <= day)
                & (day <= records["end"])
            )
            part[documents[holds]] = True
        return mask & snapshot.alive

    return snapshot.kept_mask(("qualified", basis, day), make)


def _is_qualified(snapshot: Snapshot, query: SearchQuery) -> Mask:
    if query.qualified_on is None:
        return snapshot.alive
    return qualified_on_day(snapshot, query.basis, query.qualified_on.toordinal())


def _is_near(snapshot: Snapshot, query: SearchQuery) -> Mask:
    if query.within_km is None:
        return snapshot.alive
    return distances_km(snapshot, query) <= query.within_km  # NaN, an unknown place, is never near


def _is_changed(snapshot: Snapshot, query: SearchQuery) -> Mask:
    if query.changed_since is None:
        return snapshot.alive
    return snapshot.fact("updated_at") >= microseconds(query.changed_since)


def distances_km(snapshot: Snapshot, query: SearchQuery) -> NDArray[np.float64]:
    """Return each document's distance from the place asked; NaN where either is unknown.

    As ``linkreg.search.matching.distance_km``, for all documents at once.
    """
    if query.near is None:
        return np.full(snapshot.size, np.nan)
    phi, other_phi = np.radians(query.near.latitude), np.radians(snapshot.fact("latitude"))
    half_lambda = np.radians(snapshot.fact("longitude") - query.near.longitude) / 2
    half_phi = (other_phi - phi) / 2
    h = np.sin(half_phi) ** 2 + np.cos(phi) * np.cos(other_phi) * np.sin(half_lambda) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, h))))


_FILTERS: Mapping[str, Filter] = {
    "regions": lambda snapshot, query: _in_regions(snapshot, query.regions),
    "operating_regions": _in_operating_regions,
    "urusan": lambda snapshot, query: with_values(snapshot, "urusan", query.urusan),
    "services": lambda snapshot, query: with_values(snapshot, "service", query.services),
    "beneficiaries": lambda snapshot, query: with_values(
        snapshot, "beneficiary", query.beneficiaries
    ),
    "legal_forms": lambda snapshot, query: with_values(snapshot, "legal_form", query.legal_forms),
    "strengths": lambda snapshot, query: with_values(snapshot, "strength", query.strengths),
    "qualified_on": _is_qualified,
    "within_km": _is_near,
    "changed_since": _is_changed,
}
