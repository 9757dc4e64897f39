"""All segments of one commit as if they were one: what every answer is computed from.

A snapshot never changes and is shared by threads. Its documents are numbered through all segments;
deleted ones keep their number and are left out of every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from linkreg.search.ranking import rarity, score
from search_index.postings import POSITION_BITS, ArrayCache, Postings, joined
from search_index.schema import FACTS, SPAN
from search_index.segments import Coded, Segment, Spans

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]


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
        self._starts = np.cumsum([0, *(segment.size for segment in self.segments)], dtype=np.int32)
        self._cache = cache
        self._key = object()  # tells this snapshot's arrays from any other's in the cache
        self._coded: dict[str, Coded] = {}

    def mask(self, documents: Numbers) -> Mask:
        """Return a mask that is true for these documents alone."""
        mask = np.zeros(self.size, np.bool_)
        mask[documents] = True
        return mask

    def each(self, read: Callable[[Segment], Numbers]) -> Numbers:
        """Ask every segment for documents; return those alive by their numbers here."""
        documents = self._renumbered(map(read, self.segments))
        return documents[self.alive[documents]]

    def _renumbered(self, documents: Iterable[Numbers]) -> Numbers:
        shifted = (found + start for found, start in zip(documents, self._starts, strict=False))
        return joined(shifted, np.int32)

    def identified(self, organization_id: str) -> Numbers:
        """Return the document with this id, if any."""
        return self.each(lambda segment: segment.identified(organization_id))

    # --- terms

    def scores(self, term: str) -> Postings:
        """Return the documents of a term, ascending, with what it adds to the score of each."""
        return self._cache.get((self._key, "scores", term), lambda: self._scores(term))

    def _scores(self, term: str) -> Postings:
        found = [segment.postings(term) for segment in self.segments]
        documents = self._renumbered(postings.documents for postings in found)
        alive = self.alive[documents]
        documents = documents[alive]
        weights = joined([postings.values for postings in found], np.float64)[alive]
        rare = rarity(self.documents, len(documents))
        lengths = self.facts["length"][documents]
        return Postings(documents, score(weights, lengths, self._average_length, rare))

    @cached_property
    def _average_length(self) -> float:
        return float(self.facts["length"][self.alive].sum()) / max(self.documents, 1)

    def places(self, term: str) -> NDArray[np.int64]:
        """Return where a term stands, as sorted keys; in deleted documents as well."""
        shifted = (
            segment.places(term).keys + (start << POSITION_BITS)
            for segment, start in zip(self.segments, self._starts.tolist(), strict=False)
        )
        return joined(shifted, np.int64)

    # --- columns

    @cached_property
    def facts(self) -> NDArray[np.void]:
        """Return the records of ``schema.FACTS``, one a document."""
        return joined((segment.facts for segment in self.segments), FACTS)

    @cached_property
    def spans(self) -> Spans:
        """Return the days on which documents qualify."""
        found = [segment.spans for segment in self.segments]
        documents = self._renumbered(spans.documents for spans in found)
        records = joined((spans.records for spans in found), SPAN)
        alive = self.alive[documents]
        return Spans(documents[alive], records[alive])

    def coded(self, field: str) -> Coded:
        """Return a field of coded values."""
        if field not in self._coded:
            self._coded[field] = self._merge([segment.coded(field) for segment in self.segments])
        return self._coded[field]

    def _merge(self, found: Sequence[Coded]) -> Coded:
        values = sorted({value for coded in found for value in coded.values})
        places = {value: place for place, value in enumerate(values)}
        owners = joined(
            (
                np.repeat([places[value] for value in coded.values], np.diff(coded.starts))
                for coded in found
            ),
            np.int32,
        )
        documents = self._renumbered(coded.documents for coded in found)
        alive = self.alive[documents]
        owners, documents = owners[alive], documents[alive]
        order = np.argsort(owners, kind="stable")
        starts = np.searchsorted(owners[order], np.arange(len(values) + 1))
        return Coded(tuple(values), starts, documents[order])

    # --- names

    @cached_property
    def identities(self) -> NDArray[np.str_]:
        """Return the ids."""
        return joined((segment.identities for segment in self.segments), np.str_)

    @cached_property
    def name_ranks(self) -> NDArray[np.int64]:
        """Return the place of each document in the order of names; equal names share a place."""
        names = joined((segment.names for segment in self.segments), np.bytes_)
        return np.unique(names, return_inverse=True)[1]
