"""A field of coded values in one segment, and counting in it."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from search_index.postings import Mask

#: Looking up what a document carries takes so many times as long as looking up whether it matches.
_DEARER = 2


class Coded:
    """The values of a field, in order, and who carries each.

    The documents of value ``i`` are ``documents[starts[i]:starts[i + 1]]``; no value is without any.
    """

    def __init__(
        self,
        values: tuple[str, ...],
        starts: NDArray[np.intp],
        documents: NDArray[np.int32],
        size: int,
    ) -> None:
        """Take what a segment of so many documents holds."""
        self.values = values
        self.starts = starts
        self.documents = documents
        self._size = size

    @cached_property
    def _carried(self) -> NDArray[np.uint16]:
        """What each document carries: places in ``values``, side by side, then ``len(values)``."""
        carried = np.full((self._size, self._most), len(self.values), np.uint16)
        filled = np.zeros(self._size, np.uint16)
        for place, (start, end) in enumerate(pairwise(self.starts.tolist())):
            documents = self.documents[start:end]
            carried[documents, filled[documents]] = place
            filled[documents] += 1
        return carried

    @cached_property
    def _most(self) -> int:
        """How many values a document carries at most."""
        return int(np.bincount(self.documents, minlength=1).max())

    @property
    def _places(self) -> NDArray[np.intp]:
        """The place in ``values`` that belongs to each of ``documents``."""
        return np.repeat(np.arange(len(self.values)), np.diff(self.starts))

    def tally(self, matches: Mask) -> NDArray[np.intp]:
        """Count the matches by value.

        What few matches carry is looked up; with many it is sooner asked of each value whose it is.
        """
        found = np.flatnonzero(matches)
        if len(found) * self._most * _DEARER < len(self.documents):
            carried = self._carried.take(found, axis=0).ravel()
            return np.bincount(carried, minlength=len(self.values) + 1)[:-1]
        if not self.values:
            return np.zeros(0, np.intp)
        held = matches.take(self.documents).view(np.uint8)
        return np.add.reduceat(held, self.starts[:-1], dtype=np.intp)

    def tally_with(self, single: Coded, matches: Mask) -> dict[tuple[str, str], int]:
        """Count the matches by value and by that in a field of which a document has at most one."""
        places = np.full(len(matches), -1, np.intp)
        places[single.documents] = single._places
        width = len(single.values)
        counted = matches[self.documents] & (places[self.documents] >= 0)
        counts = np.bincount((self._places * width)[counted] + places[self.documents[counted]])
        found = np.flatnonzero(counts)
        return {
            (self.values[cell // width], single.values[cell % width]): count
            for cell, count in zip(found.tolist(), counts[found].tolist(), strict=True)
        }
