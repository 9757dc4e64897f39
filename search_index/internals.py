"""The inside parts of Whoosh 2.7.4 that this package relies on, all of them, and nothing else.

Whoosh's public matchers hand over one posting at a time, about ten times slower than its blocks, and
its writer keeps its lock when a commit fails. ``tests/search_index/test_internals.py`` fails when
another Whoosh differs in any of this.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

INDEX_NAME = "MAIN"
LOCK_NAME = f"{INDEX_NAME}_WRITELOCK"  # what Whoosh's own writers lock

#: Postings to a block, and how large the sorting pool may grow in memory before it spills.
_BLOCK = 512
_POOL_MEGABYTES = 512


class Block(NamedTuple):
    """A stretch of a posting list; ``values`` are packed positions, or ``None``."""

    documents: NDArray[np.int32]
    weights: NDArray[np.float32]
    values: tuple[bytes, ...] | None


class Folder(FileStorage):  # type: ignore[misc]
    """A folder of index files that can close what a failed reading has left open."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self._opened: list[StructFile] = []

    def open_file(self, name: str, **options: object) -> StructFile:
        """Open a file for reading."""
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    @contextmanager
    def closing_on_failure(self) -> Iterator[None]:
        """Close all files opened through this object when the block fails."""
        try:
            yield
        except BaseException:
            for file in self._opened:
                if not file.is_closed:
                    file.close()
            raise


class PlainCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec without compression (faster both ways) and without field lengths.

    Lengths are kept exactly in a column of ours; Whoosh rounds those above 10, and looks for them on
    disk at every posting.
    """

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=0)

    def new_segment(self, storage: FileStorage, indexname: str) -> Any:
        """Name the segment so that no name ever comes twice.

        Whoosh draws names from the global ``random``: whoever seeds that, in this process or another,
        would have a segment written over one that is in use.
        """
        segment = super().new_segment(storage, indexname)
        segment.segid = secrets.token_hex(8)
        return segment


def latest_generation(folder: Folder) -> int:
    """Return the number of the newest commit, from file names alone; -1 without any."""
    return int(TOC._latest_generation(folder, INDEX_NAME))


def newest_commit(folder: Folder) -> tuple[int, int, int] | None:
    """Return what tells one commit from another, at the price of a listing; ``None`` without any.

    The generation alone would not do: a folder removed and built anew counts from the start again.
    """
    generation = latest_generation(folder)
    if generation < 0:
        return None
    try:
        file = (Path(folder.folder) / TOC._filename(INDEX_NAME, generation)).stat()
    except FileNotFoundError:  # a newer commit has just replaced it
        return generation, 0, 0
    return generation, file.st_ino, file.st_mtime_ns


def read_contents(folder: Folder) -> TOC:
    """Read the newest table of contents: generation, schema and segments of one commit."""
    return TOC.read(folder, INDEX_NAME)


def start_afresh(folder: Folder, schema: Schema) -> None:
    """Commit an empty index as the newest generation, whatever is there now."""
    TOC(schema, [], latest_generation(folder) + 1).write(folder, INDEX_NAME)


def open_writer(folder: Folder) -> SegmentWriter:
    """Open a writer whose lock is held by the caller, so that no failure can leave it held."""
    index = FileIndex(folder, indexname=INDEX_NAME)
    return SegmentWriter(index, _lk=False, codec=PlainCodec(), limitmb=_POOL_MEGABYTES)


def delete_added(writer: SegmentWriter, number: int) -> None:
    """Delete a document that the open writer itself has added, by its number in the new segment."""
    writer.newsegment.delete_document(number)


def discard_files(writer: SegmentWriter) -> None:
    """Remove the files of a segment that was not committed."""
    for name in writer.newsegment.list_files(writer.storage):
        writer.storage.delete_file(name)


def read_blocks(reader: SegmentReader, field: str, term: bytes) -> Iterator[Block]:
    """Yield the whole posting list of a term, deleted documents included; none if unknown."""
    terms = reader._terms
    if (field, term) not in terms:
        return
    matcher = terms.matcher(field, term, reader.schema[field].format)
    while matcher.is_active():
        matcher._read_data()
        yield _unpack(*matcher._data, count=matcher._blocklength)
        matcher._next_block()


def _unpack(gaps: tuple[int, ...], weights: Any, values: Any, *, count: int) -> Block:
    """Read a block: gaps between document numbers, weights (1, all equal, or each) and values."""
    documents = np.cumsum(np.fromiter(gaps, np.int32, count), dtype=np.int32)
    if isinstance(weights, tuple):
        each = np.fromiter(weights, np.float32, count)
    else:
        each = np.full(count, 1.0 if weights is None else weights, np.float32)
    return Block(documents, each, values)
