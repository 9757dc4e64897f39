"""All segments of one commit as if they were one: what every answer is computed from.

A snapshot never changes and is shared by threads. Its documents are numbered through all segments;
deleted ones keep their number and are left out of every answer. What it costs to open one after a
commit is felt by the next query: arrays of segments are joined only where joining is cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from linkreg.search.ranking import rarity, score
from search_index.names import rank_names
from search_index.postings import ArrayCache, Dense, Mask, Sparse, joined
from search_index.schema import FACTS
from search_index.segments import Segment

Numbers = NDArray[np.int32]

#: A term is dense when one document in so many holds it.
_DENSE = 8


class _Kept(NamedTuple):
    mask: Mask


class Legend(NamedTuple):
    """All values of a field, in order, and for each segment the places of its own among them."""

    values: tuple[str, ...]
    places: tuple[NDArray[np.intp], ...]


class Snapshot:
    """One commit of the index, complete up to journal entry ``position``."""

    def __init__(
        self,
        position: int,
        segments: Sequence[tuple[Segment, Mask]],
        cache: ArrayCache,
    ) -> None:
        """Take each segment with the mask of its documents that are not deleted."""
        self.position = position
        self.segments = tuple(segment for segment, _ in segments)
        self.alive: Mask = joined([mask for _, mask in segments], np.bool_)
        self.size = len(self.alive)
        self.documents = int(self.alive.sum())
        self._starts = np.cumsum([0, *(segment.size for segment in self.segments)]).tolist()
        self._cache = cache
        self._key = object()  # tells this snapshot's arrays from any other's in the cache

    def parts(self, mask: Mask) -> Iterator[tuple[Segment, Mask]]:
        """Yield each segment with its part of a mask, which is a view."""
        for segment, start in zip(self.segments, self._starts, strict=False):
            yield segment, mask[start : start + segment.size]

    def mask(self, documents: NDArray[Any]) -> Mask:
        """Return a mask that is true for these documents alone."""
        mask = np.zeros(self.size, np.bool_)
        mask[documents] = True
        return mask

    def kept_mask(self, key: Hashable, make: Callable[[], Mask]) -> Mask:
        """Return the mask kept under the key, made when it is asked for first; not to be changed."""
        return self._cache.get((self._key, key), lambda: _Kept(make())).mask

    def each(self, read: Callable[[Segment], Numbers]) -> Numbers:
        """Ask every segment for documents; return those alive by their numbers here."""
        documents = self._renumbered(map(read, self.segments))
        return documents[self.alive[documents]]

    def _renumbered(self, documents: Iterable[Numbers]) -> Numbers:
        shifted = (
            found + np.int32(start) for found, start in zip(documents, self._starts, strict=False)
        )
        return joined(shifted, np.int32)

    def identified(self, organization_id: str) -> Numbers:
        """Return the document with this id, if any."""
        return self.each(lambda segment: segment.identified(organization_id))

    # --- terms

    def scores(self, term: str) -> Sparse | Dense:
        """Return the documents of a term with what it adds to the score of each."""
        return self._cache.get((self._key, "scores", term), lambda: self._scores(term))

    def _scores(self, term: str) -> Sparse | Dense:
        found = [segment.postings(term) for segment in self.segments]
        documents = self._renumbered(postings.documents for postings in found).astype(np.intp)
        alive = self.alive[documents]
        documents = documents[alive]
        weights = joined([postings.values for postings in found], np.float32)[alive].astype(
            np.float64
        )
        rare = rarity(self.documents, len(documents))
        lengths = self.fact("length")[documents]
        sparse = Sparse(documents, score(weights, lengths, self._average_length, rare))
        if len(documents) * _DENSE < self.size:
            return sparse
        values = np.zeros(self.size)
        sparse.add_to(values)
        return Dense(sparse.mask(self.size), values)

    @cached_property
    def _average_length(self) -> float:
        return float(self.fact("length")[self.alive].sum()) / max(self.documents, 1)

    # --- columns

    def legend(self, field: str) -> Legend:
        """Return the values of a coded field."""
        found = self._legends.get(field)
        if found is None:
            lists = [segment.coded(field).values for segment in self.segments]
            values = tuple(sorted({value for values in lists for value in values}))
            place = {value: number for number, value in enumerate(values)}
            places = (np.array([place[value] for value in values], np.intp) for values in lists)
            found = self._legends[field] = Legend(values, tuple(places))
        return found

    @cached_property
    def _legends(self) -> dict[str, Legend]:
        return {}

    def fact(self, name: str) -> NDArray[Any]:
        """Return one of ``schema.FACTS`` of every document."""
        found = self._facts.get(name)
        if found is None:
            parts = (segment.fact(name) for segment in self.segments)
            found = self._facts[name] = joined(parts, FACTS[name])
        return found

    @cached_property
    def _facts(self) -> dict[str, NDArray[Any]]:
        return {}

    @cached_property
    def listing(self) -> NDArray[np.int64]:
        """Return the order of a list for which nothing was asked, the largest number first.

        Completeness, then freshness, in one number: exact but for changes before 1970 or after
        2255, which count as of then.
        """
        freshness: NDArray[np.int64] = np.clip(self.fact("updated_at"), 0, 2**53 - 1)
        completeness: NDArray[np.int64] = self.fact("completeness").astype(np.int64)
        return (completeness << 53) + freshness

    @cached_property
    def identities(self) -> NDArray[np.bytes_]:
        """Return the ids."""
        return joined((segment.identities for segment in self.segments), np.bytes_)

    @cached_property
    def name_ranks(self) -> NDArray[np.int64]:
        """Return the place of each document in the order of names; equal names share a place."""
        return rank_names([segment.names for segment in self.segments])
