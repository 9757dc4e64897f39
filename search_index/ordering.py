"""Putting matches in order, and only as many as a page needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from linkreg.search import SearchQuery, Sort
from linkreg.search.ranking import effective_sort
from linkreg.search.text_query import TextQuery
from search_index.snapshot import Numbers, Snapshot

Key = NDArray[np.float64] | NDArray[np.int64] | NDArray[np.str_]


def sort_keys(
    snapshot: Snapshot,
    query: SearchQuery,
    wanted: TextQuery,
    scores: NDArray[np.float64],
    distances: NDArray[np.float64],
) -> tuple[Key, ...]:
    """Return what a query sorts by: first key first, smallest value first.

    Without wanted words relevance is completeness, then freshness. Unknown distances (NaN) come last.
    """
    facts = snapshot.facts
    sort = effective_sort(query)
    if sort is Sort.NAME:
        return (snapshot.name_ranks,)
    if sort is Sort.UPDATED:
        return (-facts["updated_at"],)
    if sort is Sort.DISTANCE:
        return (np.nan_to_num(distances, nan=np.inf),)
    if wanted.terms:
        return (-scores,)
    return (-facts["completeness"].astype(np.int64), -facts["updated_at"])


def first_by(documents: Numbers, keys: Sequence[Key], count: int) -> Numbers:
    """Return the first so many documents by the keys, in order.

    Only what can be among them is sorted: a partition by the first key cuts off the rest.
    """
    if count <= 0:
        return documents[:0]
    if count < len(documents):
        first = keys[0][documents]
        documents = documents[first <= np.partition(first, count - 1)[count - 1]]
    order = np.lexsort([key[documents] for key in reversed(keys)])
    return documents[order][:count]
