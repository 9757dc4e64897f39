"""PDF: whole, readable by anybody, and passive.

Active content is found by the names that switch it on (ISO 32000-1, 7.3.5 and 12.6): in the file as it
stands and in its object streams, spelled plainly or with ``#`` escapes. What cannot be looked into
(encryption, unusual filters) is refused: saving it anew as a plain PDF mends all of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from linkreg.errors import InvalidInput
from linkreg.files.refusal import damaged, refused
from linkreg.vocabulary import FileType
from linkreg.wording import Wording, joined

#: Object streams hold dictionaries, not pictures: no honest file comes near.
MAX_INFLATED = 64 * 1024 * 1024

_ACTIVE = (
    "JavaScript",
    "Launch",
    "EmbeddedFile",
    "EmbeddedFiles",
    "RichMedia",
    "Rendition",
    "GoToE",
    "ImportData",
    "SubmitForm",
    "XFA",
)
_SAVE_ANEW = Wording(
    "Simpan ulang sebagai PDF biasa (misalnya lewat Cetak ke PDF), lalu unggah lagi."
)


def _named(*names: str) -> re.Pattern[bytes]:
    """Return what finds any of these names, each letter plain or as ``#`` and its code."""
    spelled = "|".join("".join(_letter(char) for char in name) for name in names)
    return re.compile(rf"/({spelled})(?=[\x00\t\n\x0c\r ()<>\[\]{{}}/%]|\Z)".encode())


def _letter(char: str) -> str:
    code = "".join(f"[{d}{d.upper()}]" if d.isalpha() else d for d in f"{ord(char):02x}")
    return f"(?:{char}|#{code})"


_SWITCHED_ON = _named(*_ACTIVE)
_SCRIPT = _named("JS")
_ENCRYPTED = _named("Encrypt")
_OBJECT_STREAM = _named("ObjStm")
_FILTER = _named("Filter")
_FLATE = _named("FlateDecode", "Fl")
_ODD = _named("Predictor", "Crypt", "LZWDecode", "ASCIIHexDecode", "ASCII85Decode", "LZW")

_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_END = b"endstream"
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_TAIL = 2048


def check_pdf(content: bytes) -> FileType:
    """Refuse what is cut off, locked or active."""
    tail = content[-_TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise damaged(Wording("PDF ini rusak atau terpotong."))
    if _ENCRYPTED.search(content):
        raise refused(
            "encrypted", joined(" ", (Wording("PDF ini terkunci (dienkripsi)."), _SAVE_ANEW))
        )
    _refuse_names(_SWITCHED_ON, content)
    room = MAX_INFLATED
    for dictionary, packed in _streams(content):
        _refuse_names(_SCRIPT, dictionary)
        if _OBJECT_STREAM.search(dictionary) and _FILTER.search(dictionary):
            inflated = _inflate(dictionary, packed, room)
            room -= len(inflated)
            _refuse_names(_SWITCHED_ON, inflated)
            _refuse_names(_SCRIPT, inflated)
    return FileType.PDF


def _refuse_names(names: re.Pattern[bytes], text: bytes) -> None:
    found = names.search(text)
    if found is not None:
        name = _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), found[1]).decode()
        raise refused(
            "active_content",
            joined(" ", (Wording("PDF ini memuat isi aktif ({name}).", name=name), _SAVE_ANEW)),
        )


def _streams(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Yield each stream after what stands before it, its dictionary in it; then what is left.

    A word ``stream`` within a comment or a stream is taken for one too, so nothing hides behind it.
    """
    view = memoryview(content)
    begin = end = 0
    for keyword in _STREAM.finditer(content):
        before = content[begin if keyword.start() < end else end : keyword.start()]
        begin = keyword.end()
        if end < begin:
            end = content.find(_END, begin)
        if end < 0:
            raise damaged(Wording("PDF ini rusak atau terpotong."))
        yield before, view[begin:end]
    yield content[end:], view[:0]


def _inflate(dictionary: bytes, packed: memoryview, room: int) -> bytes:
    if _ODD.search(dictionary) or not _FLATE.search(dictionary):
        raise _unreadable()
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(packed, room)
    except zlib.error:
        raise _unreadable() from None
    if not inflater.eof:
        raise _unreadable()
    return inflated


def _unreadable() -> InvalidInput:
    return refused(
        "unreadable",
        joined(" ", (Wording("Isi PDF ini tidak dapat diperiksa."), _SAVE_ANEW)),
    )
