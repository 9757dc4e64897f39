"""One segment as arrays: read from disk when first asked for, then kept.

A segment never changes once committed; which of its documents are deleted is for the snapshot to
know. So a segment's arrays serve every snapshot that still contains it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import SegmentReader

from search_index.coded import Coded
from search_index.faults import naming_corruption
from search_index.postings import (
    ArrayCache,
    Places,
    Postings,
    join_places,
    join_postings,
    joined,
)
from search_index.reading import Block, Column, read_blocks, read_column
from search_index.schema import FACTS, SPAN
from search_index.spellings import Spellings

Read = TypeVar("Read")


class Spans(NamedTuple):
    """Days of qualification: parallel arrays of documents and (basis, start, end) records."""

    documents: NDArray[np.int32]
    records: NDArray[np.void]


class Names(NamedTuple):
    """The different names of a segment, in order, and the place in it that each document has."""

    ordered: NDArray[np.bytes_]
    places: NDArray[np.intp]


class Beginnings(NamedTuple):
    """Folded beginnings of names, and the document that each belongs to."""

    keys: Spellings
    documents: NDArray[np.int32]


class Near(NamedTuple):
    """Words spelled nearly as one typed: the edits to each, and its place among ``words``."""

    edits: NDArray[np.int64]
    places: NDArray[np.int64]


class Segment:
    """A segment's terms and columns; document numbers count from 0 within the segment.

    Reading is done under a lock, for Whoosh's files have one reading position.
    """

    def __init__(self, reader: SegmentReader, cache: ArrayCache) -> None:
        self.id: str = reader.segment().segment_id()
        self.size: int = reader.doc_count_all()
        self._reader = reader
        self._cache = cache
        self._lock = threading.RLock()
        self._coded: dict[str, Coded] = {}

    def _read(self, load: Callable[[], Read]) -> Read:
        with self._lock, naming_corruption():
            return load()

    def postings(self, term: str) -> Postings:
        """Return the documents of a body term with their weights."""
        return self._cache.get(
            (self.id, "postings", term),
            lambda: self._read(lambda: join_postings(self._blocks("body", term))),
        )

    def places(self, term: str) -> Places:
        """Return where a body term stands."""
        return self._cache.get(
            (self.id, "places", term),
            lambda: self._read(lambda: join_places(self._blocks("body", term))),
        )

    def _blocks(self, field: str, term: str) -> Iterator[Block]:
        return read_blocks(self._reader, field, term.encode())

    def identified(self, organization_id: str) -> NDArray[np.int32]:
        """Return every document that ever had this id."""
        return self._read(lambda: join_postings(self._blocks("id", organization_id)).documents)

    def coded(self, field: str) -> Coded:
        """Return a field of coded values, deleted documents included."""
        found = self._coded.get(field)
        if found is None:
            found = self._coded[field] = self._read(lambda: self._read_coded(field))
        return found

    def _read_coded(self, field: str) -> Coded:
        values = self._lexicon(field)
        lists = [join_postings(self._blocks(field, value)).documents for value in values]
        starts = np.cumsum([0, *map(len, lists)], dtype=np.intp)
        return Coded(tuple(values), starts, joined(lists, np.int32), self.size)

    def _lexicon(self, field: str) -> list[str]:
        return [term.decode() for term in self._reader.lexicon(field)]

    @cached_property
    def words(self) -> Spellings:
        """Return every word that a typed one can be corrected to: terms and other spellings."""
        words = self._read(lambda: {*self._lexicon("body"), *self._lexicon("forms")})
        return Spellings(sorted(words))

    def near(self, typed: str, most_edits: int) -> Near:
        """Return the words within so many edits, the first letter kept."""
        return self._cache.get(
            (self.id, "near", typed, most_edits),
            lambda: Near(*np.array(self.words.near(typed, most_edits), np.int64).reshape(-1, 2).T),
        )

    def holders(self, word: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the documents that hold the word as a term, and those in another spelling."""
        forms = self._cache.get(
            (self.id, "forms", word),
            lambda: self._read(lambda: join_postings(self._blocks("forms", word))),
        )
        return self.postings(word).documents, forms.documents

    # --- columns

    def fact(self, name: str) -> NDArray[Any]:
        """Return one of ``schema.FACTS`` of every document, side by side."""
        return self._facts[name]

    @cached_property
    def _facts(self) -> dict[str, NDArray[Any]]:
        records = self._read(lambda: np.frombuffer(self._column("facts").data, FACTS, self.size))
        return {name: np.ascontiguousarray(records[name]) for name in FACTS.names or ()}

    @cached_property
    def identities(self) -> NDArray[np.bytes_]:
        """Return the ids in UTF-8, whose order as bytes is their order as text."""
        return self._read(self._read_identities)

    def _read_identities(self) -> NDArray[np.bytes_]:
        column = self._column("identity")
        column.data.decode()  # else somebody would be told later, and less clearly
        return column.array

    @cached_property
    def names(self) -> Names:
        """Return the names to sort by, in UTF-8 (see ``identities``)."""
        return Names(*np.unique(self._read(self._names), return_inverse=True))

    def _names(self) -> NDArray[np.bytes_]:
        return np.array(self._column("name").values, dtype=np.bytes_)

    @cached_property
    def spans(self) -> Spans:
        """Return the days on which documents qualify."""
        return self._read(self._read_spans)

    def _read_spans(self) -> Spans:
        packed = self._column("spans")
        counts = packed.lengths // SPAN.itemsize
        documents = np.repeat(np.arange(self.size, dtype=np.int32), counts)
        return Spans(documents, np.frombuffer(packed.data, SPAN, len(documents)))

    @cached_property
    def beginnings(self) -> Beginnings:
        """Return the ways in which names begin, in order."""
        return self._read(self._read_beginnings)

    def _read_beginnings(self) -> Beginnings:
        rows = self._column("beginnings").values
        written = b"\n".join(rows).split(b"\n")
        counts = np.fromiter((row.count(b"\n") + 1 for row in rows), np.intp, len(rows))
        documents = np.repeat(np.arange(self.size, dtype=np.int32), counts)
        order = np.argsort(np.array(written, np.bytes_), kind="stable")
        order = order[written.count(b"") :]  # those of documents that cannot be called up
        keys = [written[place].decode() for place in order.tolist()]
        return Beginnings(Spellings(keys), documents[order])

    def _column(self, field: str) -> Column:
        return read_column(self._reader, field)
