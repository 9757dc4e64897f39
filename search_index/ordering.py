"""Putting matches in order, and only as many as a page needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from linkreg.search import SearchQuery, Sort
from linkreg.search.matching import EARTH_RADIUS_KM
from linkreg.search.ranking import effective_sort
from linkreg.search.text_query import TextQuery
from search_index.postings import Mask
from search_index.snapshot import Snapshot

_FARTHEST_KM = np.pi * EARTH_RADIUS_KM
_GROUPS = 4  # to each wanted place in ``_contenders``: more groups let fewer through
_FEW = 8  # matches are few when they are one document in so many


class Order(NamedTuple):
    """What documents are sorted by, the largest first.

    ``worth`` is never negative and never ranks a document above one that comes before it, but may
    put both on one level; ``keys`` decide, and ids where they are equal.
    """

    worth: NDArray[Any]
    keys: tuple[NDArray[Any], ...]


def order_of(
    snapshot: Snapshot,
    query: SearchQuery,
    wanted: TextQuery,
    scores: NDArray[np.float64],
    distances: Callable[[], NDArray[np.float64]],
) -> Order:
    """Return the order that a query asks for.

    Without wanted words relevance is completeness, then freshness. Unknown distances (NaN) come last.
    """
    sort = effective_sort(query)
    if sort is Sort.NAME:
        backwards = snapshot.size - snapshot.name_ranks
        return Order(backwards, (backwards,))
    if sort is Sort.UPDATED:
        updated = snapshot.fact("updated_at")
        return Order(np.maximum(updated, 0), (updated,))
    if sort is Sort.DISTANCE:
        near = np.nan_to_num(_FARTHEST_KM + 1 - distances(), nan=0.0)
        return Order(near, (np.nan_to_num(-distances(), nan=-np.inf),))
    if wanted.terms:
        return Order(scores, (scores,))
    return Order(snapshot.listing, (snapshot.fact("completeness"), snapshot.fact("updated_at")))


def first_in(
    matches: Mask, order: Order, identities: NDArray[np.bytes_], count: int | None
) -> NDArray[np.intp]:
    """Return the first so many matches in order; all of them without a count."""
    if count is not None and count <= 0:
        return np.empty(0, np.intp)
    documents = np.flatnonzero(matches) if count is None else _contenders(matches, order, count)
    keys = (identities[documents], *(-key[documents] for key in reversed(order.keys)))
    return documents[np.lexsort(keys)][:count]


def _contenders(matches: Mask, order: Order, count: int) -> NDArray[np.intp]:
    """Return some of the matches, the first so many certainly among them.

    Documents are dealt into a few groups for each place wanted. As many groups as there are places
    have a best member of a certain worth: so many documents are at least worth that, and whatever
    is worth less is out. Finding this bound takes one pass, where a partition takes ten.
    """
    total = np.count_nonzero(matches)
    if total <= count:
        return np.flatnonzero(matches)
    if total * _FEW < len(matches) or _GROUPS * count > total:
        documents = np.flatnonzero(matches)
        few = order.worth[documents]
        return documents[np.flatnonzero(few >= np.partition(few, -count)[-count])]
    worth = matches * order.worth
    groups = _GROUPS * count
    size = len(worth) // groups
    best = worth[: groups * size].reshape(size, groups).max(axis=0)
    bound = np.partition(best, -count)[-count]
    return np.flatnonzero(worth >= bound) if bound > 0 else np.flatnonzero(matches)
