"""The order of names over several segments, from the order within each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search_index.postings import joined
from search_index.segments import Names


def rank_names(segments: Sequence[Names]) -> NDArray[np.int64]:
    """Return for each document of all segments the place of its name; equal names share a place.

    The largest segment is not sorted again: its names move up by those that come between them.
    """
    if not segments:
        return np.empty(0, np.int64)
    large = max((names.ordered for names in segments), key=len)
    others = np.unique(joined([n.ordered for n in segments if n.ordered is not large], np.bytes_))
    before = np.searchsorted(large, others)
    known = large[np.minimum(before, len(large) - 1)] == others if len(large) else before < 0
    added = others[~known]
    shifts = np.searchsorted(added, large)
    ranks = [
        np.arange(len(large)) + shifts
        if names.ordered is large
        else np.searchsorted(large, names.ordered) + np.searchsorted(added, names.ordered)
        for names in segments
    ]
    return np.concatenate([rank[n.places] for rank, n in zip(ranks, segments, strict=True)])
