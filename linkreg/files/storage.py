"""Where files are kept: by the hash of their content, so the same content is kept once.

A file is first written whole under a passing name and only then given its own, in one step: whatever
happens (the power fails, the disk is full, the change is not saved), no file is ever half there.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from linkreg.errors import CorruptFile, FilesUnavailable
from linkreg.files.checking import CheckedFile

_HASH = re.compile(r"[0-9a-f]{64}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class FileStorage(Protocol):
    """What the registry needs of a place for files."""

    def stage(self, file: CheckedFile) -> AbstractContextManager[Callable[[], None]]:
        """Write durably; calling what is yielded makes it readable, else nothing of it stays."""

    def read(self, sha256: str) -> bytes:
        """Return the content; raise ``CorruptFile`` when it is gone or no longer the same."""

    def remove(self, sha256: str) -> bool:
        """Remove a content for good; say whether it was there. Raise ``FilesUnavailable``."""

    def names(self) -> Iterator[str]:
        """Yield the hash of every file there, and the name of whatever else lies about."""


class FolderStorage:
    """Files in a folder, as ``ab/cd/<sha256>``; the folder is made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def stage(self, file: CheckedFile) -> Iterator[Callable[[], None]]:
        """Write beside the final place; raise ``FilesUnavailable`` with nothing left behind."""
        path = self._path(file.sha256)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            with _explained():
                _make_folders(path.parent)
                _write(temporary, file.content)
            yield lambda: _rename(temporary, path)
        finally:
            with suppress(OSError):
                temporary.unlink()

    def read(self, sha256: str) -> bytes:
        """Return the content after comparing it with its name."""
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise CorruptFile(sha256, missing=True) from None
        except OSError as error:
            raise FilesUnavailable(_UNREADABLE) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise CorruptFile(sha256, missing=False)
        return content

    def remove(self, sha256: str) -> bool:
        """Remove a content and make sure the folder has forgotten it; say whether it was there."""
        path = self._path(sha256)
        with _explained():
            try:
                path.unlink()
            except FileNotFoundError:
                return False
            _sync_folder(path.parent)
        return True

    def names(self) -> Iterator[str]:
        """Yield names in order, those of writers that were killed too."""
        return (path.name for path in sorted(self._folder.rglob("*")) if path.is_file())

    def _path(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise CorruptFile(sha256, missing=True)
        return self._folder / sha256[:2] / sha256[2:4] / sha256


_UNREADABLE = "Folder berkas dokumen tidak dapat dibaca. Periksa LINKREG_FILES_DIR dan izinnya."


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what the operating system says into our words."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            message = "Disk penuh; tidak ada yang tersimpan. Kosongkan ruang disk."
        else:
            message = (
                "Folder berkas dokumen tidak dapat ditulis; tidak ada yang tersimpan. Periksa "
                "LINKREG_FILES_DIR dan izin menulis."
            )
        raise FilesUnavailable(message) from error


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _rename(temporary: Path, path: Path) -> None:
    """Give the file its name, over an older one of the same content, which may have been altered."""
    with _explained():
        temporary.replace(path)
        _sync_folder(path.parent)


def _make_folders(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Make sure that what a folder lists outlives a power cut; Windows knows no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
