"""The files of an index: segments are read where they are, and nothing is left open by a failure.

Whoosh copies a segment into memory as a whole when it opens it, hundreds of megabytes for a registry of
a hundred thousand; here reading takes what is read.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any

from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

_SEGMENT = Segment.COMPOUND_EXT


class _Source:
    """An open file that any number of stretches read from; it closes with the last of them.

    It holds the bare descriptor: in a ring of garbage a file object may be found unclosed first.
    """

    def __init__(self, path: str) -> None:
        self._descriptor = -1  # in case opening fails
        self._lock = threading.Lock()
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))

    def __del__(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)

    def read(self, start: int, length: int) -> bytes:
        """Read at a place of its own: a file's position would be shared with forked processes."""
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, length, start)
        with self._lock:  # without it (Windows) the position is shared, though with threads only
            os.lseek(self._descriptor, start, os.SEEK_SET)
            return os.read(self._descriptor, length)


class _Stretch(RawIOBase):
    """A part of a file that looks like a file."""

    def __init__(self, source: _Source, start: int, length: int) -> None:
        self._source, self._start, self._length = source, start, length
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        length = max(0, min(len(buffer), self._length - self._place))
        read = self._source.read(self._start + self._place, length)
        buffer[: len(read)] = read
        self._place += len(read)
        return len(read)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._length}
        self._place = start[whence] + offset
        return self._place


class SegmentFile(BufferFile):  # type: ignore[misc]
    """A segment, or a file within it, read where it is: Whoosh would copy all of it into memory."""

    def __init__(self, source: _Source, start: int, length: int, name: str | None = None) -> None:
        super().__init__(b"", name=name)
        self._source, self._start, self._length = source, start, length
        self.file = BufferedReader(_Stretch(source, start, length))

    def subset(self, position: int, length: int, name: str | None = None) -> SegmentFile:
        """Return a part of the file as a file."""
        return SegmentFile(self._source, self._start + position, length, name or self._name)

    def get(self, position: int, length: int) -> bytes:
        """Read some bytes at a place, buffered; raise ``EOFError`` when the file was cut."""
        self.file.seek(position)
        read = self.file.read(length)
        if len(read) < length:
            raise EOFError("a segment ends too early")
        return read


class Folder(FileStorage):  # type: ignore[misc]
    """A folder of index files that can close what a failed reading has left open."""

    supports_mmap = False  # so that Whoosh leaves reading to ``SegmentFile``

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self._opened: list[StructFile] = []

    def open_file(self, name: str, **options: object) -> StructFile:
        """Open a file for reading."""
        if name.endswith(_SEGMENT):
            source = _Source(self._fpath(name))
            file = SegmentFile(source, 0, self.file_length(name), name)
        else:
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
