"""One segment as arrays: read from disk when first asked for, then kept.

A segment never changes once committed; which of its documents are deleted is for the snapshot to
know. So a segment's arrays serve every snapshot that still contains it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import SegmentReader

from search_index.faults import naming_corruption
from search_index.internals import Block, read_blocks
from search_index.postings import (
    ArrayCache,
    Places,
    Postings,
    join_places,
    join_postings,
    joined,
)
from search_index.schema import CODED, FACTS, SPAN
from search_index.spellings import Spellings

Read = TypeVar("Read")


class Coded(NamedTuple):
    """A field of coded values, in their order.

    The documents of value ``i`` are ``documents[starts[i]:starts[i + 1]]``.
    """

    values: tuple[str, ...]
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]


class Spans(NamedTuple):
    """Days of qualification: parallel arrays of documents and (basis, start, end) records."""

    documents: NDArray[np.int32]
    records: NDArray[np.void]


class Beginnings(NamedTuple):
    """Folded beginnings of names, and the document that each belongs to."""

    keys: Spellings
    documents: NDArray[np.int32]


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
        return self._coded[field]

    @cached_property
    def _coded(self) -> dict[str, Coded]:
        return self._read(lambda: {field: self._read_coded(field) for field in CODED})

    def _read_coded(self, field: str) -> Coded:
        values = self._lexicon(field)
        lists = [join_postings(self._blocks(field, value)).documents for value in values]
        starts = np.cumsum([0, *map(len, lists)])
        return Coded(tuple(values), starts, joined(lists, np.int32))

    def _lexicon(self, field: str) -> list[str]:
        return [term.decode() for term in self._reader.lexicon(field)]

    @cached_property
    def words(self) -> Spellings:
        """Return every word that a typed one can be corrected to: terms and other spellings."""
        words = self._read(lambda: {*self._lexicon("body"), *self._lexicon("forms")})
        return Spellings(sorted(words))

    def holders(self, word: str) -> NDArray[np.int32]:
        """Return the documents that hold the word as a term or in another spelling, each once."""
        forms = self._read(lambda: join_postings(self._blocks("forms", word)).documents)
        return np.union1d(self.postings(word).documents, forms)

    # --- columns

    @cached_property
    def facts(self) -> NDArray[np.void]:
        """Return the records of ``schema.FACTS``, one a document."""
        return self._read(lambda: np.frombuffer(b"".join(self._column("facts")), FACTS, self.size))

    @cached_property
    def identities(self) -> NDArray[np.str_]:
        """Return the ids."""
        return np.array(self._texts("identity"), dtype=np.str_)

    @cached_property
    def names(self) -> NDArray[np.bytes_]:
        """Return the names to sort by, in UTF-8, whose order as bytes is their order as text."""
        return self._read(lambda: np.array(self._column("name"), dtype=np.bytes_))

    @cached_property
    def spans(self) -> Spans:
        """Return the days on which documents qualify."""
        return self._read(self._read_spans)

    def _read_spans(self) -> Spans:
        packed = self._column("spans")
        counts = np.fromiter(map(len, packed), np.int64, len(packed)) // SPAN.itemsize
        documents = np.repeat(np.arange(self.size, dtype=np.int32), counts)
        return Spans(documents, np.frombuffer(b"".join(packed), SPAN, len(documents)))

    @cached_property
    def beginnings(self) -> Beginnings:
        """Return the ways in which names begin, in order."""
        rows = enumerate(self._texts("beginnings"))
        pairs = sorted((key, doc) for doc, row in rows for key in row.split("\n") if key)
        documents = np.fromiter((doc for _, doc in pairs), np.int32, len(pairs))
        return Beginnings(Spellings([key for key, _ in pairs]), documents)

    def _texts(self, field: str) -> list[str]:
        return self._read(lambda: [text.decode() for text in self._column(field)])

    def _column(self, field: str) -> list[bytes]:
        return list(self._reader.column_reader(field, translate=False))
