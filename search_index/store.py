"""Writing the index: one lock, one commit, and no trace of a writer that gave up.

The lock is taken before anything is read and released whatever happens. Documents stream into one new
segment; the position travels in the same commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.reading import SegmentReader
from whoosh.util.filelock import try_for
from whoosh.writing import CLEAR, SegmentWriter

from linkreg.errors import CorruptIndex
from linkreg.search import SearchDocument
from linkreg.search.analysis import Analyze
from search_index import faults, internals
from search_index.schema import fields_of, new_schema
from search_index.snapshot import Snapshot

#: With more segments than this, the small ones are folded into one at the next commit.
MOST_SEGMENTS = 10


def fold_small(writer: SegmentWriter, segments: Sequence[Any]) -> list[Any]:
    """Fold small segments once there are too many; a Whoosh merge policy.

    What is folded is every segment not larger than all smaller ones together: each document is
    rewritten a logarithmic number of times in its life, and a large segment only rarely.
    """
    kept = sorted((s for s in segments if s.doc_count()), key=lambda s: -int(s.doc_count()))
    if len(kept) <= MOST_SEGMENTS:
        return kept
    smaller = sum(segment.doc_count() for segment in kept)
    for index, segment in enumerate(kept):
        smaller -= segment.doc_count()
        if segment.doc_count() <= smaller:
            for small in kept[index:]:
                _copy_into(writer, small)
            return kept[:index]
    return kept


def _copy_into(writer: SegmentWriter, segment: Any) -> None:
    with faults.naming_corruption(), writer.storage.closing_on_failure():
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            writer.add_reader(reader)
        finally:
            reader.close()


class StoreWriter:
    """The one open change of an index; see ``linkreg.search.IndexWriter``."""

    def __init__(
        self, writer: SegmentWriter, analyze: Analyze, committed: Callable[[], Snapshot] | None
    ) -> None:
        """Change what the writer has read under its lock.

        ``committed`` gives the snapshot of that same commit; without it everything is replaced.
        """
        self._writer = writer
        self._analyze = analyze
        self._committed = committed
        self._added: dict[str, int] = {}
        self.position = int(writer.schema["position"].value)

    def put(self, document: SearchDocument) -> None:
        """Add the document, in place of any other with its id."""
        self.remove(document.id)
        self._added[document.id] = self._writer.docnum
        self._writer.add_document(**fields_of(document, self._analyze))

    def remove(self, organization_id: str) -> None:
        """Take the document away, be it committed or added just now."""
        added = self._added.pop(organization_id, None)
        if added is not None:
            internals.delete_added(self._writer, added)
        elif self._committed is not None:
            for number in self._committed().identified(organization_id).tolist():
                self._writer.delete_document(number)

    def commit(self, position: int) -> None:
        """Make all changes visible at once, together with the new position."""
        self._writer.schema["position"].value = position
        self._writer.commit(mergetype=fold_small if self._committed else CLEAR)

    def close(self) -> None:
        """Give up what was not committed, and leave no files behind."""
        if not self._writer.is_closed:
            with suppress(Exception):
                self._writer.cancel()
            with suppress(OSError):
                internals.discard_files(self._writer)


@contextmanager
def open_writer(
    folder: Path, analyze: Analyze, committed: Callable[[], Snapshot] | None, *, lock_wait: float
) -> Iterator[StoreWriter]:
    """Lock the folder's index (made when missing) and open it for one change.

    ``committed`` gives the newest snapshot; ``None`` is a rebuild, which replaces everything and
    gets past damage. ``lock_wait`` is in seconds. Raises ``IndexLocked`` and ``CorruptIndex``.
    """
    files = internals.Folder(folder).create()
    with _locked(files, lock_wait):
        whoosh_writer = _segment_writer(files, rebuild=committed is None)
        writer = StoreWriter(whoosh_writer, analyze, committed)
        try:
            yield writer
        finally:
            writer.close()


@contextmanager
def _locked(files: internals.Folder, lock_wait: float) -> Iterator[None]:
    lock = files.lock(internals.LOCK_NAME)
    if not try_for(lock.acquire, timeout=lock_wait, delay=0.02):
        raise faults.locked()
    try:
        yield
    finally:
        lock.release()


def _segment_writer(files: internals.Folder, *, rebuild: bool) -> SegmentWriter:
    """Open Whoosh's writer; a rebuild passes over a damaged table of contents."""
    if internals.latest_generation(files) < 0:
        internals.start_afresh(files, new_schema())
    try:
        with faults.naming_corruption(), files.closing_on_failure():
            return internals.open_writer(files)
    except CorruptIndex:
        if not rebuild:
            raise
        internals.start_afresh(files, new_schema())
        return internals.open_writer(files)
