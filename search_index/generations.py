"""Following the commits of an index folder: the newest snapshot, opened once and shared."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from linkreg.errors import CorruptIndex
from search_index import faults, internals
from search_index.files import Folder
from search_index.postings import ArrayCache, Mask
from search_index.segments import Segment
from search_index.snapshot import Snapshot

#: How often opening may find that a commit has just removed the files it was about to read.
_ATTEMPTS = 10


Commit = tuple[int, int, int]


class Generations:
    """The snapshots of one folder; keeps the newest it has been asked for."""

    def __init__(self, folder: Path, cache: ArrayCache) -> None:
        """Remember where to look; nothing is read yet."""
        self._folder = folder
        self._listing = Folder(folder)
        self._cache = cache
        self._newest: tuple[Commit, Snapshot] | None = None
        self._lock = threading.Lock()

    def newest(self) -> Snapshot:
        """Return the snapshot of the last commit; raise ``IndexMissing`` or ``CorruptIndex``."""
        newest = self._newest
        if newest is not None and newest[0] == self._commit():
            return newest[1]
        with self._lock:
            if self._newest is None or self._newest[0] != self._commit():
                self._newest = self._open()
            return self._newest[1]

    def _commit(self) -> Commit:
        commit = internals.newest_commit(self._listing)
        if commit is None:
            raise faults.missing(self._folder.parent)
        return commit

    def _open(self) -> tuple[Commit, Snapshot]:
        """Open the newest commit; failing is damage only when no other commit has come since."""
        for _ in range(_ATTEMPTS):
            commit = self._commit()
            try:
                return commit, self._read()
            except CorruptIndex:
                if commit == self._commit():
                    raise
        raise faults.busy()

    def _read(self) -> Snapshot:
        files = Folder(self._folder)
        with faults.naming_corruption(), files.closing_on_failure():
            contents = internals.read_contents(files)
            segments = list(self._segments(files, contents))
            position = int(contents.schema["position"].value)
        return Snapshot(position, segments, self._cache)

    def _segments(self, files: Folder, contents: Any) -> Iterator[tuple[Segment, Mask]]:
        """Yield each segment with its living documents, opening only those not open yet."""
        kept = self._newest[1].segments if self._newest else ()
        opened = {segment.id: segment for segment in kept}
        for entry in contents.segments:
            segment = opened.get(entry.segment_id())
            if segment is None:
                reader = SegmentReader(files, contents.schema, entry)
                segment = Segment(reader, self._cache)
            alive = np.ones(segment.size, np.bool_)
            alive[list(entry.deleted_docs())] = False
            yield segment, alive
