"""Whether a file may come in: its size, its type by its content, and a name fit for a download.

The name and the type a sender declares decide nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from linkreg.errors import FileTooLarge
from linkreg.files.images import check_jpeg, check_png
from linkreg.files.naming import clean_name
from linkreg.files.office import check_office
from linkreg.files.pdf import check_pdf
from linkreg.files.refusal import refused
from linkreg.vocabulary import FileType
from linkreg.wording import Wording

#: The largest file that is kept, in bytes.
MAX_FILE = 10 * 1024 * 1024

#: How each type begins, and who looks at the rest.
_BEGINNINGS: tuple[tuple[bytes, Callable[[bytes], FileType]], ...] = (
    (b"%PDF-", check_pdf),
    (b"\xff\xd8\xff", check_jpeg),
    (b"\x89PNG\r\n\x1a\n", check_png),
    (b"PK\x03\x04", check_office),
)

#: How a photo of an iPhone begins, after its length, unless it is told to write JPEG.
_APPLE_PHOTOS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept; only ``check_file`` makes one."""

    content: bytes
    type: FileType
    name: str
    sha256: str

    @property
    def size(self) -> int:
        """Return the number of bytes."""
        return len(self.content)


def check_file(source: bytes | IO[bytes], name: str | None = None) -> CheckedFile:
    """Return the file with its type and a clean name; raise ``InvalidInput`` at ``/file``.

    A stream is read to its end, but never much beyond ``MAX_FILE``; what it raises passes unchanged.
    """
    content = source if isinstance(source, bytes) else _read(source)
    if len(content) > MAX_FILE:
        raise FileTooLarge(MAX_FILE)
    if not content:
        raise refused("empty", "Berkas ini kosong (0 bita). Pilih berkas yang berisi.")
    kind = _type_of(content)
    return CheckedFile(content, kind, clean_name(name, kind), hashlib.sha256(content).hexdigest())


def _read(stream: IO[bytes]) -> bytes:
    """Read a stream that may give less than it is asked for."""
    parts: list[bytes] = []
    wanted = MAX_FILE + 1
    while wanted > 0 and (part := stream.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _type_of(content: bytes) -> FileType:
    for beginning, check in _BEGINNINGS:
        if content.startswith(beginning):
            return check(content)
    if content[4:12] in _APPLE_PHOTOS:
        raise refused(
            "unknown_type",
            "Foto HEIC dari iPhone tidak diterima. Buka Pengaturan > Kamera > Format, pilih Paling "
            "Kompatibel, lalu potret lagi; atau simpan fotonya sebagai JPEG.",
        )
    known = ", ".join(kind.label for kind in FileType)
    raise refused(
        "unknown_type",
        Wording(
            "Jenis berkas ini tidak diterima. Kirim salah satu: {known}. Jenis dilihat dari isi "
            "berkas, bukan dari namanya.",
            known=known,
        ),
    )
