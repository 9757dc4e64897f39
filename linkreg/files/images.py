"""Photographs and screenshots: whole from their first byte to their end mark, never decoded.

JPEG: ITU-T T.81, annex B. PNG: W3C Portable Network Graphics, section 5. Bytes after the end mark are
let be: telephones write their own notes there.
"""

from __future__ import annotations

import re
import struct
import zlib

from linkreg.files.refusal import damaged
from linkreg.vocabulary import FileType
from linkreg.wording import Wording

_SOI, _SOS, _EOI = 0xD8, 0xDA, 0xD9
#: Start of frame: how large the picture is. C4, C8 and CC are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_MOST_SEGMENTS = 10_000
#: In what a scan draws, FF 00 is a plain FF, and D0 to D7 only mark places to start again from.
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


def check_jpeg(content: bytes) -> FileType:
    """Follow the segments through every scan to the end of the image."""
    seen = set()
    at = 2
    try:
        for _ in range(_MOST_SEGMENTS):
            marker = _marker(content, at)
            seen.add(marker)
            if marker == _EOI:
                break
            at = _after(content, at, marker)
    except IndexError:
        raise damaged(Wording("Gambar JPEG ini rusak atau terpotong.")) from None
    if not seen >= {_SOS, _EOI} or not seen & _FRAMES:
        raise damaged(Wording("Gambar JPEG ini rusak atau terpotong."))
    return FileType.JPEG


def _marker(content: bytes, at: int) -> int:
    if content[at] != 0xFF:  # noqa: PLR2004 - every marker begins so
        raise damaged(Wording("Gambar JPEG ini rusak atau terpotong."))
    return content[at + 1]


def _after(content: bytes, at: int, marker: int) -> int:
    """Return where the next marker is."""
    if marker == 0xFF:  # noqa: PLR2004 - markers may be filled up with FF
        return at + 1
    if marker in _ALONE:
        return at + 2
    length = content[at + 2] << 8 | content[at + 3]
    end = at + 2 + length
    if length < 2 or marker == _SOI:  # noqa: PLR2004 - the length counts itself
        raise damaged(Wording("Gambar JPEG ini rusak atau terpotong."))
    if marker != _SOS:
        return end
    found = _NEXT_MARKER.search(content, end)
    if found is None:
        raise damaged(Wording("Gambar JPEG ini rusak atau terpotong."))
    return found.start()


_CHUNK = struct.Struct(">I4s")


def check_png(content: bytes) -> FileType:
    """Follow the chunks, each with its checksum, from header to end."""
    kinds: list[bytes] = []
    at = 8
    while not kinds or kinds[-1] != b"IEND":
        if len(content) < at + 12:
            raise damaged(Wording("Gambar PNG ini rusak atau terpotong."))
        length, kind = _CHUNK.unpack_from(content, at)
        end = at + 8 + length
        checksum = content[end : end + 4]
        if zlib.crc32(memoryview(content)[at + 4 : end]).to_bytes(4, "big") != checksum:
            raise damaged(Wording("Gambar PNG ini rusak atau terpotong."))
        kinds.append(kind)
        at = end + 4
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise damaged(Wording("Gambar PNG ini rusak atau terpotong."))
    return FileType.PNG
