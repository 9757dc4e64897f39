"""DOCX and XLSX: zip archives (ECMA-376, part 2) whose members say which of the two they are.

An archive is only ever read member by member up to a bound, never unpacked to a disk.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from linkreg.errors import InvalidInput
from linkreg.files.refusal import damaged, refused
from linkreg.vocabulary import FileType
from linkreg.wording import Wording

#: More than this no document of 10 MB has, packed honestly.
MAX_MEMBERS = 2000
MAX_UNPACKED = 100 * 1024 * 1024

_DIRECTORY_ENTRY = b"PK\x01\x02"
_CONTENTS = "[Content_Types].xml"
_MAX_CONTENTS = 1024 * 1024
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

#: Each type's main part and what the list of contents calls it.
_MAIN_PARTS: Mapping[FileType, tuple[str, bytes]] = MappingProxyType(
    {
        FileType.DOCX: ("word/document.xml", b"wordprocessingml.document.main+xml"),
        FileType.XLSX: ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
    }
)

#: Macros of today and of 1992, and controls that run.
_ACTIVE = re.compile(r"(?:^|/)(?:vba\w*\.(?:bin|xml)|macrosheets/|activex/)", re.IGNORECASE)
_LEADING_OUT = re.compile(r"^/|\\|:|[\x00-\x1f]|(?:^|/)\.\.?(?:/|$)|//")
# zipfile says NotImplementedError of a packing or a version it cannot read.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def check_office(content: bytes) -> FileType:
    """Refuse bombs, tricks, macros and damage; return which of the two it is."""
    if content.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:  # before anything is made of them
        raise _bomb()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _require_modest(members)
            _require_safe_names(members)
            kind = _kind_of(archive)
            _read_through(archive, members)
    except (*_BROKEN, RuntimeError):
        raise damaged(Wording("Dokumen ini rusak atau terpotong.")) from None
    return kind


def _require_modest(members: Sequence[zipfile.ZipInfo]) -> None:
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise _bomb()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refused(
            "encrypted", "Dokumen ini terkunci kata sandi. Simpan ulang tanpa kata sandi."
        )
    if any(member.compress_type not in _PACKINGS for member in members):
        raise damaged(Wording("Dokumen ini rusak atau terpotong."))


def _require_safe_names(members: Sequence[zipfile.ZipInfo]) -> None:
    names = [member.orig_filename for member in members]
    twice = len({name.lower() for name in names}) < len(names)
    if twice or any(_LEADING_OUT.search(name) for name in names):
        raise refused(
            "unsafe_archive",
            "Dokumen ini memuat nama bagian yang tidak wajar. Simpan ulang dari Word atau Excel.",
        )
    if any(_ACTIVE.search(name) for name in names):
        raise _macros()


def _kind_of(archive: zipfile.ZipFile) -> FileType:
    """Return the type on which the members and their list agree."""
    names = set(archive.namelist())
    with archive.open(_CONTENTS) if _CONTENTS in names else io.BytesIO() as file:
        listed = file.read(_MAX_CONTENTS)
    if b"macroEnabled" in listed or b"vbaProject" in listed:
        raise _macros()
    found = [
        kind for kind, (part, title) in _MAIN_PARTS.items() if part in names and title in listed
    ]
    if len(found) != 1:
        raise refused(
            "unknown_type",
            "Arsip ini bukan dokumen Word (DOCX) atau Excel (XLSX). Kirim dokumennya sendiri.",
        )
    return found[0]


def _read_through(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> None:
    """Unpack every member into nothing: sizes and checksums must hold, and the whole stay small."""
    room = MAX_UNPACKED
    for member in members:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise _bomb()


def _macros() -> InvalidInput:
    return refused(
        "macros", "Dokumen ini memuat makro. Simpan ulang tanpa makro (.docx atau .xlsx) atau PDF."
    )


def _bomb() -> InvalidInput:
    return refused(
        "too_large_unpacked",
        "Isi dokumen ini terlalu besar bila dibuka. Simpan ulang sebagai PDF biasa.",
    )
