"""The inside parts of Whoosh 2.7.4 that this package relies on: these, those of ``reading``, no others.

Whoosh's writer takes postings one at a time, and keeps its lock when a commit fails. A test fails when
another Whoosh differs in any of this: ``tests/search_index/test_internals.py``.
"""

from __future__ import annotations

import pickle
import secrets
import struct
from array import array
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3PostingsWriter
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC
from whoosh.writing import SegmentWriter

from search_index.files import Folder

INDEX_NAME = "MAIN"
LOCK_NAME = f"{INDEX_NAME}_WRITELOCK"  # what Whoosh's own writers lock

#: From so many numbers on, an array is written faster than a tuple.
_MANY = 16

_PICKLE = 5

#: What each block of a posting list begins with: its length, negative for the last one.
LENGTH = struct.Struct("!i")


class NewBlock(NamedTuple):
    """A stretch of a posting list to be written; without any ``values`` in a field of codes."""

    documents: array[int]
    weights: array[float]
    values: list[bytes]


#: The terms of a field, in order, each with its blocks.
Terms = Iterable[tuple[bytes, Iterable[NewBlock]]]


class PlainCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec without compression (faster both ways) and without field lengths.

    Lengths are kept exactly in a column of ours; Whoosh rounds those above 10, and looks for them on
    disk at every posting.
    """

    length_stats = False

    def __init__(self) -> None:
        super().__init__(compression=0)

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> BlockWriter:
        """Write postings by whole blocks."""
        return BlockWriter(dbfile, self._blocklimit, compression=0)

    def new_segment(self, storage: FileStorage, indexname: str) -> Any:
        """Name the segment so that no name ever comes twice.

        Whoosh draws names from the global ``random``: whoever seeds that, in this process or another,
        would have a segment written over one that is in use.
        """
        segment = super().new_segment(storage, indexname)
        segment.segid = secrets.token_hex(8)
        return segment


class BlockWriter(W3PostingsWriter):  # type: ignore[misc]
    """Writes a posting list block by block, in a form that Whoosh reads as its own.

    Whoosh pickles tuples of numbers, and strings of bytes as encoded text: the newest protocol and
    arrays say the same several times faster, both ways.
    """

    _ids: array[int]
    _weights: array[float]

    def put(self, block: NewBlock) -> None:
        """Take the next block of the term that was started; the last one waits for its end."""
        if self._ids:
            self._write_block()
        self._ids, self._weights, self._values = block
        self._maxweight = max(block.weights)

    def _write_block(self, last: bool = False) -> None:
        ids = self._ids
        self._terminfo.add_block(self)
        data = pickle.dumps((_gaps(ids), _telling(self._weights), self._values or None), _PICKLE)
        info = pickle.dumps((len(ids), ids[-1], self._maxweight, 0, 0, 0), _PICKLE)
        length = len(info) + len(data)
        header = b"" if self._blockcount else WHOOSH3_HEADER_MAGIC
        self._postfile.write(header + LENGTH.pack(-length if last else length) + info + data)
        self._blockcount += 1
        self._new_block()


def _gaps(ids: array[int]) -> Iterable[int]:
    """Return the first number and the steps to each next."""
    if len(ids) < _MANY:
        return tuple(after - before for before, after in pairwise((0, *ids)))
    return array("I", np.diff(np.frombuffer(ids, np.uint32), prepend=np.uint32(0)).tobytes())


def _telling(weights: array[float]) -> array[float] | float | None:
    """Return weights as briefly as Whoosh does: ``None`` when all are 1, one when all are equal."""
    if weights.count(weights[0]) < len(weights):
        return weights
    return None if weights[0] == 1.0 else weights[0]


class _Opened(NamedTuple):
    """What a writer must know of an index, which need not exist yet: its contents so far."""

    storage: Folder
    indexname: str
    contents: TOC

    def _read_toc(self) -> TOC:
        return self.contents


class PlainWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer without its pool of postings, which it sorts one by one.

    ``gathered`` yields the fields to be written when the segment is finished. The caller holds the
    lock, so that no failure can leave it held.
    """

    def __init__(
        self, folder: Folder, contents: TOC, gathered: Callable[[], Iterable[tuple[str, Terms]]]
    ) -> None:
        opened = _Opened(folder, INDEX_NAME, contents)
        super().__init__(opened, _lk=False, codec=PlainCodec())
        self._gathered = gathered
        self.full_segments: list[Any] = []

    def next_segment(self) -> None:
        """Finish the segment and begin another one, in the same commit."""
        self.full_segments.append(self._finalize_segment())
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum = 0
        self._added = False

    def add_columns(self, values: Mapping[str, bytes]) -> int:
        """Add a document with these columns; return its number."""
        number: int = self.docnum
        writer = self.perdocwriter
        writer.start_doc(number)
        for name, value in values.items():
            writer.add_column_value(name, self.schema[name].column_type, value)
        writer.finish_doc()
        self.docnum += 1
        self._added = True
        return number

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        writer = self.fieldwriter
        for name, terms in self._gathered():
            writer.start_field(name, self.schema[name])
            for term, blocks in terms:
                writer.start_term(term)
                for block in blocks:
                    writer._postwriter.put(block)
                writer.finish_term()
            writer.finish_field()
        writer.close()


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


def empty_contents(folder: Folder, schema: Schema) -> TOC:
    """Return the contents of an index without documents, to follow whatever is there now."""
    return TOC(schema, [], latest_generation(folder))


def discard_leftovers(folder: Folder) -> None:
    """Remove tables of contents that a killed writer had not put in place: Whoosh never would."""
    for name in folder.list():
        if name.startswith(f"_{INDEX_NAME}_") and ".toc." in name:
            folder.delete_file(name)


def discard_files(writer: PlainWriter) -> None:
    """Remove the files of the segments of a writer, unless they are committed already."""
    if latest_generation(writer.storage) >= writer.generation:
        return
    for segment in (*writer.full_segments, writer.newsegment):
        for name in segment.list_files(writer.storage):
            writer.storage.delete_file(name)
