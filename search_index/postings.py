"""Posting lists as arrays, and the bounded cache that keeps them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from search_index.reading import Block

#: A place in an index as one sortable number: document in the upper half, position in the lower.
POSITION_BITS = 32

Item = TypeVar("Item", bound=np.generic)
Arrays = TypeVar("Arrays", bound="tuple[NDArray[np.generic], ...]")


Mask = NDArray[np.bool_]


class Postings(NamedTuple):
    """The documents that hold a term (ascending), and the weight it has in each, which is exact."""

    documents: NDArray[np.int32]
    values: NDArray[np.float32]


class Sparse(NamedTuple):
    """What a term adds to scores, for the documents that hold it (numbered as indexes are)."""

    documents: NDArray[np.intp]
    values: NDArray[np.float64]

    def mask(self, size: int) -> Mask:
        """Return a mask that is true for its documents."""
        mask = np.zeros(size, np.bool_)
        mask[self.documents] = True
        return mask

    def add_to(self, scores: NDArray[np.float64], share: float = 1.0) -> None:
        """Add what it adds, or a share of it, in place."""
        scores[self.documents] += self.values if share == 1.0 else self.values * share

    def touches(self, mask: Mask) -> bool:
        """Say whether any of its documents is in the mask."""
        return bool(mask[self.documents].any())


class Dense(NamedTuple):
    """The same for a term that many documents hold: a number for every document, 0 for the others.

    Adding whole arrays is several times faster than picking a large share of their places.
    """

    held: Mask
    values: NDArray[np.float64]

    def mask(self, size: int) -> Mask:
        """Return a mask that is true for its documents; shared, not to be changed."""
        return self.held

    def add_to(self, scores: NDArray[np.float64], share: float = 1.0) -> None:
        """Add what it adds, or a share of it, in place."""
        scores += self.values if share == 1.0 else self.values * share

    def touches(self, mask: Mask) -> bool:
        """Say whether any of its documents is in the mask."""
        return bool((self.held & mask).any())


class Places(NamedTuple):
    """Where a term stands, as ascending (document, position) keys, none twice."""

    keys: NDArray[np.int64]


def join_postings(blocks: Iterable[Block]) -> Postings:
    """Join the blocks of a posting list."""
    read = tuple(blocks)
    return Postings(
        joined([block.documents for block in read], np.int32),
        joined([block.weights for block in read], np.float32),
    )


def join_places(blocks: Iterable[Block]) -> Places:
    """Join the positions of a posting list: an expression may stand where its first word does."""
    keys = joined([_keys(block) for block in blocks], np.int64)
    return Places(keys[np.diff(keys, prepend=-1) > 0])


def _keys(block: Block) -> NDArray[np.int64]:
    values = block.values or ()
    positions = np.frombuffer(b"".join(values), dtype=np.uint32)
    counts = np.fromiter(map(len, values), np.int64, len(values)) // positions.itemsize
    documents = np.repeat(block.documents.astype(np.int64), counts)
    return (documents << POSITION_BITS) | positions


def joined(arrays: Iterable[NDArray[Item]], dtype: type[Item] | np.dtype[Item]) -> NDArray[Item]:
    """Concatenate arrays; none at all give an empty array of the type."""
    return np.concatenate([np.empty(0, dtype), *arrays])


class ArrayCache:
    """Keeps tuples of arrays up to so many bytes, dropping what was used longest ago.

    Shared by threads. Two threads may load the same key at once; both get equal arrays.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[NDArray[np.generic], ...]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, load: Callable[[], Arrays]) -> Arrays:
        """Return what is kept under the key, loading it first if need be."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found  # type: ignore[return-value]
        loaded = load()
        self._keep(key, loaded)
        return loaded

    def _keep(self, key: Hashable, arrays: Arrays) -> None:
        with self._lock:
            self._bytes += _size(arrays) - _size(self._kept.pop(key, ()))
            self._kept[key] = arrays
            while self._bytes > self._max_bytes and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= _size(dropped)


def _size(arrays: tuple[NDArray[np.generic], ...]) -> int:
    return sum(array.nbytes for array in arrays)
