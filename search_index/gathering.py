"""Postings gathered in memory until their segment is written.

Whoosh keeps a tuple for each posting and sorts them one by one. Here all postings of a field stand in a
few long arrays as they come, and are put in the order of terms once, at the end: a stable sort leaves
the documents of a term in the order in which they came. A hundred thousand profiles take about 200 MB.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from search_index.batches import Batch, Numbered, Numbers, stable_order
from search_index.internals import NewBlock, Terms
from search_index.reading import Block

BODY = "body"
FORMS = "forms"

#: Postings to a block on disk.
_BLOCK = 512

#: Where a document of another segment goes; below zero for one that is left behind.
Renumbering = NDArray[np.int64]


class Codes:
    """The postings of a field of codes: parallel arrays of terms and documents."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._terms = array("I")
        self._documents = array("I")

    def add(self, document: int, values: Iterable[str]) -> None:
        """Add a document, whose number is above all others'."""
        numbers = [self._numbers[value] for value in values]
        self._terms.extend(numbers)
        self._documents.extend([document] * len(numbers))

    def add_batch(self, first: int, terms: Numbered, documents: Numbered) -> None:
        """Add terms as numbers, of documents counted from ``first`` on, which is above all others."""
        self._terms.frombytes(terms.tobytes())
        self._documents.frombytes((documents + np.uint32(first)).tobytes())

    def extend(self, term: str, block: Block, renumbering: Renumbering) -> None:
        """Take over a block of a term of another segment, whose documents come after all others."""
        documents = renumbering[block.documents]
        documents = documents[documents >= 0]
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

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._terms = array("I")
        self._documents = array("I")
        self._weights = array("f")
        self._counts = array("I")  # of positions
        self._positions = array("I")

    def add_batch(self, first: int, batch: Batch) -> None:
        """Add documents, counted from ``first`` on, which is above all others."""
        self._terms.frombytes(batch.terms.tobytes())
        self._documents.frombytes((batch.documents + np.uint32(first)).tobytes())
        self._weights.frombytes(batch.weights.tobytes())
        self._counts.frombytes(batch.counts.tobytes())
        self._positions.frombytes(batch.positions.tobytes())

    def extend(self, term: str, block: Block, renumbering: Renumbering) -> None:
        """Take over a block of a term of another segment, whose documents come after all others."""
        documents = renumbering[block.documents]
        kept = documents >= 0
        values = list(compress(block.values or (), kept.tolist()))
        self._terms.extend([self._numbers[term]] * len(values))
        self._documents.extend(documents[kept].tolist())
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
        packed = self._positions.tobytes()
        for term, stretch in found:
            places = zip(starts[stretch].tolist(), ends[stretch].tolist(), strict=True)
            values = [packed[start:end] for start, end in places]
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


def _sorted(
    terms: array[int], numbers: Mapping[str, int]
) -> tuple[NDArray[np.intp], Iterator[tuple[bytes, slice]]]:
    """Return the order of postings by term, and each term with its stretch of that order."""
    texts = [term.encode() for term in numbers]
    alphabet = sorted(range(len(texts)), key=texts.__getitem__)
    ranks = np.empty(len(texts), np.uint32)
    ranks[alphabet] = np.arange(len(texts), dtype=np.uint32)
    ranked = ranks[np.frombuffer(terms, np.uint32)]
    order = stable_order(ranked)
    ends = np.cumsum(np.bincount(ranked, minlength=len(texts))).tolist()
    stretches = zip([0, *ends], ends, strict=False)
    return order, (
        (texts[number], slice(start, end))
        for number, (start, end) in zip(alphabet, stretches, strict=True)
        if end > start  # of a term taken over, every document may be gone
    )


class Gathered:
    """All postings of a segment to be; ``words`` and ``forms`` number those of the body."""

    def __init__(self) -> None:
        self.words, self.forms = Numbers(), Numbers()
        self.empty()

    def empty(self) -> None:
        """Forget all postings: another segment begins."""
        self._body = Body(self.words)
        self._codes = {FORMS: Codes(self.forms)}

    def add_batch(self, first: int, batch: Batch) -> None:
        """Add the texts of documents, counted from ``first`` on, which is above all others."""
        self._body.add_batch(first, batch)
        self._codes[FORMS].add_batch(first, batch.forms, batch.form_documents)

    def add_codes(self, number: int, codes: Mapping[str, Iterable[str]]) -> None:
        """Add the codes of a document, whose number is above all others'."""
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
            found = self._codes[name] = Codes(Numbers())
        return found

    def fields(self) -> Iterator[tuple[str, Terms]]:
        """Yield every field that holds anything, with its terms, all in order."""
        fields: dict[str, Codes | Body] = {**self._codes, BODY: self._body}
        for name in sorted(fields):
            yield name, fields[name].terms()
