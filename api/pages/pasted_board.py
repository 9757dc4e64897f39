"""A list of the board as it is pasted from a document: who is what, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.pages.profile_patch import Row

#: How a position begins, so that it is told from a name on whichever side of a line it stands.
_POSITIONS = (
    "ketua|wakil|sekretaris|bendahara|anggota|pembina|pengawas|penasihat|penasehat|pelindung|pendiri"
    "|koordinator|kepala|direktur|manajer|manager|staf|divisi|bidang|seksi|humas|dewan|badan|pengurus"
)
_POSITION = re.compile(rf"(?:{_POSITIONS})\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}[.)]|[a-z][.)]|[-*\N{BULLET}])\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\t+|\s*[:;|=]\s*|\s+[-\N{EN DASH}\N{EM DASH}]\s+|\s{3,}")


def read_board(text: str) -> Iterator[Row]:
    """Yield a row for each line; where no position can be told apart, it is left to be filled in."""
    for line in text.splitlines():
        bare = _NUMBERING.sub("", line).strip()
        if bare:
            yield _read_line([part.strip() for part in _BETWEEN.split(bare) if part.strip()])


def _read_line(parts: list[str]) -> Row:
    positions = [part for part in parts if _POSITION.match(part)]
    if not positions and len(parts) == 1:
        return _read_run(parts[0])
    position = positions[0] if positions else parts[-1] if len(parts) > 1 else ""
    rest = [part for part in parts if part is not position]
    return Row(position, " ".join(rest))


def _read_run(text: str) -> Row:
    """Read ``Siti Contoh, S.Pd., Ketua``: what follows the last comma may be the position."""
    name, comma, last = text.rpartition(",")
    if comma and _POSITION.match(last.strip()):
        return Row(last.strip(), name.strip())
    return Row("", text)
