"""The order of names over several segments, from the order within each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search_index.postings import joined
from search_index.segments import Names


def rank_names(segments: Sequence[Names]) -> NDArray[np.int64]:
    """Return for each document of all segments the place of its name; equal names share a place.

    A stable sort merges what is in order already: the names of a segment are.
    """
    names = joined([segment.ordered for segment in segments], np.bytes_)
    order = np.argsort(names, kind="stable")
    ordered = names[order]
    ranks = np.empty(len(names), np.int64)
    ranks[order[1:]] = np.cumsum(ordered[1:] != ordered[:-1])
    ranks[order[:1]] = 0
    ends = np.cumsum([len(segment.ordered) for segment in segments], dtype=np.intp)
    of_segments = np.split(ranks, ends[:-1])
    places = (of[segment.places] for of, segment in zip(of_segments, segments, strict=False))
    return joined(places, np.int64)
