"""What goes wrong with an index, said in the registry's own errors."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linkreg.errors import (
    CorruptIndex,
    IndexLocked,
    IndexMissing,
    IndexUnavailable,
    LinkregError,
)

#: What the system refuses, however sound the files are: a rebuild would help nothing.
_REFUSED = frozenset(
    (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE)
)


@contextmanager
def naming_corruption() -> Iterator[None]:
    """Turn whatever Whoosh raises on damaged files into ``CorruptIndex``.

    Whoosh reads its files with pickle and struct: damage may surface as nearly any exception. What
    the system refuses becomes ``IndexUnavailable``.
    """
    try:
        yield
    except (LinkregError, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _REFUSED:
            raise _unavailable() from error
        raise CorruptIndex(
            "Indeks pencarian rusak dan tidak dapat dibaca. Jalankan `linkreg index rebuild`."
        ) from error


def _unavailable() -> IndexUnavailable:
    return IndexUnavailable(
        "Folder indeks pencarian tidak dapat dipakai. Periksa LINKREG_INDEX_DIR, izinnya, dan ruang "
        "disk; indeksnya sendiri tidak rusak."
    )


def missing(folder: Path) -> IndexMissing:
    """Say that there is no index in the folder, or only of another version or list of synonyms."""
    if folder.is_dir() and any(child.is_dir() for child in folder.iterdir()):
        reason = "Indeks pencarian dibuat untuk versi atau daftar sinonim lain"
    else:
        reason = "Indeks pencarian belum dibuat"
    return IndexMissing(f"{reason}; jalankan `linkreg index rebuild`.")


def locked() -> IndexLocked:
    """Say that another writer holds the index."""
    return IndexLocked(
        "Indeks pencarian sedang ditulis oleh proses lain. Tunggu sebentar, lalu coba lagi."
    )


def busy() -> IndexLocked:
    """Say that commits came faster than a snapshot could be opened."""
    return IndexLocked("Indeks pencarian sedang berganti terus-menerus. Coba lagi sebentar.")
