"""Postings gathered in memory until their segment is written.

Whoosh keeps a tuple for each posting and sorts them one by one. Here all postings of a field stand in a
few long arrays as they come, and are put in the order of terms once, at the end: a stable sort leaves
the documents of a term in the order in which they came. A hundred thousand profiles take about 300 MB.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from linkreg.search.ranking import Occurrences
from search_index.internals import Block, NewBlock, Terms

BODY = "body"

#: Postings to a block on disk.
_BLOCK = 512

#: Where a document of another segment goes; below zero for one that is left behind.
Renumbering = NDArray[np.int64]


class _Numbers(dict[str, int]):
    """Terms by number, each new one by the next."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Codes:
    """The postings of a field of codes: parallel arrays of terms and documents."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._terms = array("I")
        self._documents = array("I")

    def add(self, document: int, values: Iterable[str]) -> None:
        """Add a document, whose number is above all others'."""
        numbers = [self._numbers[value] for value in values]
        self._terms.extend(numbers)
        self._documents.extend([document] * len(numbers))

    def extend(self, term: str, block: Block, renumbering: Renumbering) -> None:
        """Take over a block of a term of another segment, whose documents come after all others."""
        documents = _renumbered(block, renumbering)
        self._terms.extend([self._numbers[term]] * len(documents))
        self._documents.extend(documents.tolist())

    def terms(self) -> Terms:
        """Yield every term with its blocks, in order."""
        order, found = _sorted(self._terms, self._numbers)
        documents = np.frombuffer(self._documents, np.uint32)[order]
        for term, stretch in found:
            yield term, _code_blocks(documents[stretch])


def _code_blocks(documents: NDArray[np.uint32]) -> Iterator[NewBlock]:
    for start in range(0, len(documents), _BLOCK):
        part = array("I", documents[start : start + _BLOCK].tobytes())
        yield NewBlock(part, array("f", [1.0]) * len(part), [])


class Body:
    """The postings of the body: parallel arrays, and all positions in a row."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._terms = array("I")
        self._documents = array("I")
        self._weights = array("f")
        self._counts = array("I")  # of positions
        self._positions = array("I")

    def add(self, document: int, occurrences: Mapping[str, Occurrences]) -> None:
        """Add a document, whose number is above all others'."""
        numbers = [self._numbers[term] for term in occurrences]
        weights, positions = zip(*occurrences.values(), strict=True) if numbers else ((), ())
        self._terms.extend(numbers)
        self._documents.extend([document] * len(numbers))
        self._weights.extend(weights)
        self._counts.extend(map(len, positions))
        self._positions.extend(chain.from_iterable(positions))

    def extend(self, term: str, block: Block, renumbering: Renumbering) -> None:
        """Take over a block of a term of another segment, whose documents come after all others."""
        kept = renumbering[block.documents] >= 0
        documents = _renumbered(block, renumbering)
        values = [value for value, keep in zip(block.values or (), kept, strict=True) if keep]
        self._terms.extend([self._numbers[term]] * len(documents))
        self._documents.extend(documents.tolist())
        self._weights.frombytes(block.weights[kept].tobytes())
        self._counts.extend(len(value) // self._positions.itemsize for value in values)
        self._positions.frombytes(b"".join(values))

    def terms(self) -> Terms:
        """Yield every term with its blocks, in order; positions as in ``PackedPositions``."""
        order, found = _sorted(self._terms, self._numbers)
        documents = np.frombuffer(self._documents, np.uint32)[order]
        weights = np.frombuffer(self._weights, np.float32)[order]
        sizes = np.frombuffer(self._counts, np.uint32).astype(np.int64) * self._positions.itemsize
        ends = np.cumsum(sizes)[order]
        starts = ends - sizes[order]
        packed = memoryview(self._positions).cast("B")
        for term, stretch in found:
            values = _slices(packed, starts[stretch], ends[stretch])
            yield term, _text_blocks(documents[stretch], weights[stretch], values)


def _text_blocks(
    documents: NDArray[np.uint32], weights: NDArray[np.float32], values: list[bytes]
) -> Iterator[NewBlock]:
    for start in range(0, len(documents), _BLOCK):
        part = slice(start, start + _BLOCK)
        yield NewBlock(
            array("I", documents[part].tobytes()),
            array("f", weights[part].tobytes()),
            values[part],
        )


def _slices(packed: memoryview, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[bytes]:
    places = zip(starts.tolist(), ends.tolist(), strict=True)
    return [packed[start:end].tobytes() for start, end in places]


def _renumbered(block: Block, renumbering: Renumbering) -> NDArray[np.int64]:
    numbers = renumbering[block.documents]
    return numbers[numbers >= 0]


def _sorted(
    terms: array[int], numbers: Mapping[str, int]
) -> tuple[NDArray[np.intp], Iterator[tuple[bytes, slice]]]:
    """Return the order of postings by term, and each term with its stretch of that order."""
    texts = [term.encode() for term in numbers]
    alphabet = sorted(range(len(texts)), key=texts.__getitem__)
    ranks = np.empty(len(texts), np.uint32)
    ranks[alphabet] = np.arange(len(texts), dtype=np.uint32)
    ranked = ranks[np.frombuffer(terms, np.uint32)]
    # Two passes over 16 bits each: numpy sorts those by counting, several times faster than 32.
    order = np.argsort(ranked.astype(np.uint16), kind="stable")
    order = order[np.argsort((ranked >> 16).astype(np.uint16)[order], kind="stable")]
    ends = np.cumsum(np.bincount(ranked, minlength=len(texts))).tolist()
    stretches = zip([0, *ends], ends, strict=False)
    return order, (
        (texts[number], slice(start, end))
        for number, (start, end) in zip(alphabet, stretches, strict=True)
        if end > start  # of a term taken over, every document may be gone
    )


class Gathered:
    """All postings of a segment to be."""

    def __init__(self) -> None:
        self._body = Body()
        self._codes: dict[str, Codes] = {}

    def add(
        self, number: int, body: Mapping[str, Occurrences], codes: Mapping[str, Iterable[str]]
    ) -> None:
        """Add a document, whose number is above all others'."""
        self._body.add(number, body)
        for field, values in codes.items():
            self._field(field).add(number, values)

    def extend(
        self, field: str, term: bytes, blocks: Iterable[Block], renumbering: Renumbering
    ) -> None:
        """Take over a term of another segment, whose documents come after all others."""
        gathered = self._body if field == BODY else self._field(field)
        for block in blocks:
            gathered.extend(term.decode(), block, renumbering)

    def _field(self, name: str) -> Codes:
        found = self._codes.get(name)
        if found is None:
            found = self._codes[name] = Codes()
        return found

    def fields(self) -> Iterator[tuple[str, Terms]]:
        """Yield every field that holds anything, with its terms, all in order."""
        fields: dict[str, Codes | Body] = {**self._codes, BODY: self._body}
        for name in sorted(fields):
            yield name, fields[name].terms()
