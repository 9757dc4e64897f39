"""Writing the index: one lock, one commit, and no trace of a writer that gave up.

The lock is taken before anything is read and released whatever happens. Documents stream into one new
segment; the position travels in the same commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader
from whoosh.util.filelock import try_for
from whoosh.writing import SegmentWriter

from linkreg.errors import CorruptIndex
from linkreg.search import SearchDocument
from search_index import faults, internals
from search_index.analysis import Analyzer
from search_index.batches import BatchReader
from search_index.files import Folder
from search_index.gathering import Gathered, Renumbering
from search_index.reading import read_all_blocks
from search_index.schema import COLUMNS, codes_of, columns_of, new_schema
from search_index.snapshot import Snapshot

#: With more segments than this, the small ones are folded into one at the next commit.
MOST_SEGMENTS = 10

#: Documents to a segment: more are written as several, in one commit.
FULL_SEGMENT = 200_000

#: Documents whose texts are read together.
_BATCH = 1_000


def _split_small(segments: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Part segments into those kept and, once there are too many, the small ones to be folded.

    What is folded is every segment not larger than all smaller ones together: each document is
    rewritten a logarithmic number of times in its life, and a large segment only rarely. Those at
    least half full are never folded, nor counted.
    """
    held = sorted((s for s in segments if s.doc_count()), key=lambda s: -int(s.doc_count()))
    large = [segment for segment in held if segment.doc_count() * 2 >= FULL_SEGMENT]
    others = held[len(large) :]
    if len(others) <= MOST_SEGMENTS:
        return held, []
    smaller = sum(segment.doc_count() for segment in others)
    for index, segment in enumerate(others):
        smaller -= segment.doc_count()
        if segment.doc_count() <= smaller:
            return large + others[:index], others[index:]
    return held, []


class StoreWriter:
    """The one open change of an index; see ``linkreg.search.IndexWriter``."""

    def __init__(
        self, files: Folder, analyze: Analyzer, committed: Callable[[], Snapshot] | None
    ) -> None:
        """Open the index, whose lock is held by the caller.

        ``committed`` gives the snapshot of that same commit; without it everything is replaced.
        """
        self._gathered = Gathered()
        self._writer = _whoosh_writer(files, self._gathered, rebuild=committed is None)
        self._analyze = analyze
        self._reader = BatchReader(analyze, self._gathered.words, self._gathered.forms)
        self._committed = committed
        self._waiting: list[SearchDocument] = []
        self._added: dict[str, tuple[Any, int]] = {}  # segment and number within it
        self.position = int(self._writer.schema["position"].value)

    def put(self, document: SearchDocument) -> None:
        """Add the document, in place of any other with its id."""
        self.remove(document.id)
        number = self._writer.docnum + len(self._waiting)
        self._added[document.id] = self._writer.newsegment, number
        self._waiting.append(document)
        if len(self._waiting) == _BATCH:
            self._take_in()

    def _take_in(self) -> None:
        """Add the documents that wait, their texts read all at once."""
        waiting, self._waiting = self._waiting, []
        batch = self._reader.read([document.texts for document in waiting])
        self._gathered.add_batch(self._writer.docnum, batch)
        for document, length in zip(waiting, batch.lengths.tolist(), strict=True):
            number = self._writer.add_columns(columns_of(document, length, self._analyze))
            self._gathered.add_codes(number, codes_of(document))
        self._part()

    def _part(self) -> None:
        """Begin another segment when this one is full: what is gathered stays in bounds."""
        if self._writer.docnum >= FULL_SEGMENT:
            self._writer.next_segment()
            self._gathered.empty()

    def remove(self, organization_id: str) -> None:
        """Take the document away, be it committed or added just now."""
        added = self._added.pop(organization_id, None)
        if added is not None:
            segment, number = added
            segment.delete_document(number)
        elif self._before is not None:
            for number in self._before.identified(organization_id).tolist():
                self._writer.delete_document(number)

    @cached_property
    def _before(self) -> Snapshot | None:
        """What was committed last, if anything: under the lock, nothing comes after it."""
        return self._committed() if self._committed and self._writer.segments else None

    def commit(self, position: int) -> None:
        """Make all changes visible at once, together with the new position."""
        if self._waiting:
            self._take_in()
        self._writer.schema["position"].value = position
        self._writer.commit(mergetype=self._segments_to_keep)

    def _segments_to_keep(self, _: SegmentWriter, segments: Sequence[Any]) -> list[Any]:
        """Take small segments into the new one, or leave all behind; a Whoosh merge policy."""
        kept, small = _split_small(segments) if self._committed else ([], [])
        for segment in small:
            self._take_over(segment)
            self._part()
        return kept + self._writer.full_segments

    def _take_over(self, segment: Any) -> None:
        files, schema = self._writer.storage, self._writer.schema
        with faults.naming_corruption(), files.closing_on_failure():
            reader = SegmentReader(files, schema, segment)
            try:
                renumbering = self._copy_columns(reader)
                for field, term, blocks in read_all_blocks(reader):
                    self._gathered.extend(field, term, blocks, renumbering)
            finally:
                reader.close()

    def _copy_columns(self, reader: SegmentReader) -> Renumbering:
        """Add the living documents with their columns; return their numbers, -1 for the dead."""
        size = reader.doc_count_all()
        columns = {name: list(reader.column_reader(name, translate=False)) for name in COLUMNS}
        numbers = np.full(size, -1, np.int64)
        for old in range(size):
            if not reader.is_deleted(old):
                row = {name: column[old] for name, column in columns.items()}
                numbers[old] = self._writer.add_columns(row)
        return numbers

    def close(self) -> None:
        """Give up what was not committed, and leave no files behind."""
        if not self._writer.is_closed:
            with suppress(Exception):
                self._writer.cancel()
            with suppress(OSError):
                internals.discard_files(self._writer)


@contextmanager
def open_writer(
    folder: Path, analyze: Analyzer, committed: Callable[[], Snapshot] | None, *, lock_wait: float
) -> Iterator[StoreWriter]:
    """Lock the folder's index (made when missing) and open it for one change.

    ``committed`` gives the newest snapshot; ``None`` is a rebuild, which replaces everything and
    gets past damage. ``lock_wait`` is in seconds. Raises ``IndexLocked`` and ``CorruptIndex``.
    """
    files = Folder(folder).create()
    with _locked(files, lock_wait):
        with suppress(OSError):
            internals.discard_leftovers(files)
        writer = StoreWriter(files, analyze, committed)
        try:
            yield writer
        finally:
            writer.close()


@contextmanager
def _locked(files: Folder, lock_wait: float) -> Iterator[None]:
    lock = files.lock(internals.LOCK_NAME)
    if not try_for(lock.acquire, timeout=lock_wait, delay=0.02):
        raise faults.locked()
    try:
        yield
    finally:
        lock.release()


def _whoosh_writer(files: Folder, gathered: Gathered, *, rebuild: bool) -> internals.PlainWriter:
    contents = _contents(files, rebuild=rebuild)
    with faults.naming_corruption(), files.closing_on_failure():
        return internals.PlainWriter(files, contents, gathered.fields)


def _contents(files: Folder, *, rebuild: bool) -> Any:
    """Return the contents of the last commit; a rebuild passes over damaged ones."""
    if internals.latest_generation(files) < 0:
        return internals.empty_contents(files, new_schema())
    try:
        with faults.naming_corruption(), files.closing_on_failure():
            return internals.read_contents(files)
    except CorruptIndex:
        if not rebuild:
            raise
        return internals.empty_contents(files, new_schema())
