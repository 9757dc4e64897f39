"""The inside parts of Whoosh 2.7.4 that reading a segment relies on; see ``internals``.

Whoosh's public readers hand over one posting or one value at a time, about ten times slower than whole.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.columns import FixedBytesColumn, VarBytesColumn
from whoosh.reading import SegmentReader, TermInfo, TermNotFound

from search_index.internals import LENGTH

#: Whoosh keeps all that it writes in this form: whoever can write an index can run what he likes.
_load = pickle.load


class Block(NamedTuple):
    """A stretch of a posting list; ``values`` are packed positions, or ``None``."""

    documents: NDArray[np.int32]
    weights: NDArray[np.float32]
    values: tuple[bytes, ...] | None


class Column(NamedTuple):
    """What all documents of a segment have in a column, one after another, and how long each is."""

    data: bytes
    lengths: NDArray[np.intp]

    @property
    def values(self) -> list[bytes]:
        """Return the value of each document."""
        ends = np.cumsum(self.lengths).tolist()
        return [self.data[start:end] for start, end in pairwise((0, *ends))]

    @property
    def array(self) -> NDArray[np.bytes_]:
        """Return the values as an array, each as long as the longest."""
        width = max(int(self.lengths.max(initial=0)), 1)
        rows = np.zeros((len(self.lengths), width), np.uint8)
        rows[np.arange(width) < self.lengths[:, None]] = np.frombuffer(self.data, np.uint8)
        return rows.view(f"S{width}").ravel()


def read_column(reader: SegmentReader, field: str) -> Column:
    """Return a column whole.

    Raise nearly anything on damaged files: see ``faults.naming_corruption``.
    """
    column = reader.column_reader(field, translate=False)
    if isinstance(column, FixedBytesColumn.Reader):
        size, count, default = column._fixedlen, column._count, column._default
        data = column._dbfile.get(column._basepos, size * count)
        data += default * (column._doccount - count)
        lengths = np.full(column._doccount, size, np.intp)
    elif isinstance(column, VarBytesColumn.Reader):
        lengths = np.array(column._lengths, np.intp)
        data = column._dbfile.get(column._basepos, int(lengths.sum()))
    else:  # no document has a value
        values = list(column)
        data, lengths = b"".join(values), np.array(list(map(len, values)), np.intp)
    if len(data) != lengths.sum():
        raise ValueError("a column ends before its time")
    return Column(data, lengths)


def read_blocks(reader: SegmentReader, field: str, term: bytes) -> Iterator[Block]:
    """Yield the whole posting list of a term, deleted documents included; none if unknown.

    Raise nearly anything on damaged files: see ``faults.naming_corruption``.
    """
    try:
        info = reader._terms.term_info(field, term)
    except TermNotFound:
        return
    yield from _blocks(reader, info)


def read_all_blocks(reader: SegmentReader) -> Iterator[tuple[str, bytes, Iterator[Block]]]:
    """Yield every field and term in order, each with its posting list (see ``read_blocks``)."""
    for (field, term), info in reader._terms.items():
        yield field, term, _blocks(reader, info)


def _blocks(reader: SegmentReader, info: TermInfo) -> Iterator[Block]:
    """Read what ``BlockWriter`` wrote: the list is fetched at once, blocks are read as they come."""
    size = reader.doc_count_all()
    offset, (whole,) = info.extent()
    file = BytesIO(reader._terms._postfile.get(offset, whole))
    if file.read(len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
        raise ValueError("a posting list begins with something else")
    length = 1
    while length > 0:
        (length,) = LENGTH.unpack(file.read(LENGTH.size))
        count, *_ = _load(file)
        yield _unpack(*_load(file), count=count, size=size)


def _unpack(gaps: Iterable[int], weights: Any, values: Any, *, count: int, size: int) -> Block:
    """Read a block: gaps between document numbers, weights (1, all equal, or each) and values."""
    documents = np.cumsum(_numbers(gaps, np.uint32, count), dtype=np.int64)
    if documents[-1] >= size:
        raise ValueError("a posting points beyond the segment")
    if weights is None or isinstance(weights, float):
        each = np.full(count, 1.0 if weights is None else weights, np.float32)
    else:
        each = _numbers(weights, np.float32, count)
    return Block(documents.astype(np.int32), each, values)


def _numbers(values: Any, dtype: type[np.generic], count: int) -> NDArray[Any]:
    """Read numbers that are an array, or few."""
    if isinstance(values, array):
        return np.frombuffer(values, dtype, count)
    return np.fromiter(values, dtype, count)
