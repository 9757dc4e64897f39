"""Postings gathered in memory, term by term, until their segment is written.

Whoosh keeps a tuple for each posting and sorts them all in the end. Here each term grows a few plain
arrays, which are in order by themselves: documents come in the order of their numbers. A hundred
thousand profiles take about 300 MB until they are written.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from linkreg.search.ranking import Occurrences
from search_index.internals import Block, NewBlock, Terms

#: Postings to a block on disk.
_BLOCK = 512

#: Where a document of another segment goes; below zero for one that is left behind.
Renumbering = NDArray[np.int64]


class Holders:
    """The documents that hold a code."""

    __slots__ = ("documents",)

    def __init__(self) -> None:
        self.documents = array("I")

    def extend(self, block: Block, renumbering: Renumbering) -> None:
        """Take over a block of another segment."""
        numbers = renumbering[block.documents]
        self.documents.frombytes(numbers[numbers >= 0].astype(np.uint32).tobytes())

    def blocks(self) -> Iterator[NewBlock]:
        """Cut what was gathered into blocks."""
        for start in range(0, len(self.documents), _BLOCK):
            documents = self.documents[start : start + _BLOCK]
            yield NewBlock(documents, array("f", [1.0]) * len(documents), [])


class TermPostings:
    """The documents of a body term, and for each its weight and its positions (all in a row)."""

    __slots__ = ("counts", "documents", "positions", "weights")

    def __init__(self) -> None:
        self.documents = array("I")
        self.weights = array("f")
        self.counts = array("I")  # of positions
        self.positions = array("I")

    def extend(self, block: Block, renumbering: Renumbering) -> None:
        """Take over a block of another segment."""
        numbers = renumbering[block.documents]
        kept = numbers >= 0
        values = [value for value, keep in zip(block.values or (), kept, strict=True) if keep]
        self.documents.frombytes(numbers[kept].astype(np.uint32).tobytes())
        self.weights.frombytes(block.weights[kept].tobytes())
        self.counts.extend(len(value) // self.positions.itemsize for value in values)
        self.positions.frombytes(b"".join(values))

    def blocks(self) -> Iterator[NewBlock]:
        """Cut what was gathered into blocks; positions are packed as in ``PackedPositions``."""
        packed, size = self.positions.tobytes(), self.positions.itemsize
        ends = [end * size for end in accumulate(self.counts, initial=0)]
        values = [packed[start:end] for start, end in pairwise(ends)]
        for start in range(0, len(self.documents), _BLOCK):
            part = slice(start, start + _BLOCK)
            yield NewBlock(self.documents[part], self.weights[part], values[part])


class Gathered:
    """All postings of a segment to be."""

    def __init__(self) -> None:
        self._body: dict[bytes, TermPostings] = {}
        self._codes: dict[str, dict[bytes, Holders]] = {}

    def add(
        self, number: int, body: Mapping[str, Occurrences], codes: Mapping[str, Iterable[str]]
    ) -> None:
        """Add a document, whose number is above all others'."""
        for term, (weight, positions) in body.items():
            postings = self._term(term.encode())
            postings.documents.append(number)
            postings.weights.append(weight)
            postings.counts.append(len(positions))
            postings.positions.extend(positions)
        for field, values in codes.items():
            for value in values:
                self._code(field, value.encode()).documents.append(number)

    def extend(
        self, field: str, term: bytes, blocks: Iterable[Block], renumbering: Renumbering
    ) -> None:
        """Take over a term of another segment, whose documents come after all others."""
        gathered = self._term(term) if field == "body" else self._code(field, term)
        for block in blocks:
            gathered.extend(block, renumbering)

    def _term(self, term: bytes) -> TermPostings:
        found = self._body.get(term)
        if found is None:
            found = self._body[term] = TermPostings()
        return found

    def _code(self, field: str, value: bytes) -> Holders:
        return self._codes.setdefault(field, {}).setdefault(value, Holders())

    def fields(self) -> Iterator[tuple[str, Terms]]:
        """Yield every field with its terms, all in order; terms without a document are left out."""
        fields: dict[str, Mapping[bytes, Holders | TermPostings]] = {**self._codes}
        fields["body"] = self._body
        for name, terms in sorted(fields.items()):
            yield name, ((t, terms[t].blocks()) for t in sorted(terms) if terms[t].documents)
