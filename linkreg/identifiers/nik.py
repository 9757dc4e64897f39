"""Recognizing a NIK, the number of a person, so that it is refused wherever it is typed.

Law 27/2022 makes it personal data and linkreg never stores one. Its 16 digits are, by Government
Regulation 37/2007 article 37: province, kabupaten/kota and kecamatan of the first registration (two
each), the birth date as day, month and year (two each, 40 added to a woman's day), and a serial
number (four).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from linkreg.identifiers.text import fold

NIK_LENGTH = 16

#: Province 11 to 97, rather than today's provinces: a NIK keeps the code it was first given under.
_SHAPE = re.compile(
    r"(?:1[1-9]|[2-8][0-9]|9[0-7])[0-9]{4}"  # province, kabupaten/kota, kecamatan
    r"(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])"  # day, 40 more for a woman
    r"(?:0[1-9]|1[0-2])[0-9]{2}"  # month, year
    r"[0-9]{4}"  # serial number
)

#: Digits in groups with one separator between each two.
_GROUPED = re.compile(r"[0-9]+(?:[ ./-][0-9]+)*")

#: ``15-03-2023`` and ``10-04-2023`` side by side, which may look like a NIK by chance.
_TWO_DATES = re.compile(r"(?:[0-9]{2} [0-9]{2} (?:19|20)[0-9]{2} ?){2}")


def is_nik_shaped(digits: str) -> bool:
    """Whether 16 ASCII digits can be a NIK, as about one random number in fifteen can."""
    return _SHAPE.fullmatch(digits) is not None


def contains_nik(text: str) -> bool:
    """Whether free text must be refused because a NIK may stand in it.

    Exactly 16 digits in a row always count. 16 digits split by single spaces, dots, hyphens or slashes
    count when they are NIK-shaped; the pieces of a longer chain are tried too, so a number before or
    after hides nothing. Other scripts' digits and characters that nobody sees do not hide it either.
    A body's NPWP in one run counts as well: it has its own field.
    """
    return any(
        len(groups) == 1 or _reads_as_nik(groups)
        for chain in _GROUPED.findall(_scannable(text))
        for groups in _sixteen_digits(re.split(r"[ ./-]", chain))
    )


def _scannable(text: str) -> str:
    """Return folded text where line breaks are spaces and nothing combines with a digit."""
    spaced = "".join(" " if c.isspace() else c for c in fold(text))
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Mn", "Me", "Cc"})


def _sixteen_digits(groups: list[str]) -> Iterator[list[str]]:
    """Yield each series of neighboring groups that has 16 digits in all."""
    ends = [0]
    for group in groups:
        ends.append(ends[-1] + len(group))
    position = {end: index for index, end in enumerate(ends)}
    for first, end in enumerate(ends):
        last = position.get(end + NIK_LENGTH)
        if last is not None:
            yield groups[first:last]


def _reads_as_nik(groups: list[str]) -> bool:
    return is_nik_shaped("".join(groups)) and not _TWO_DATES.fullmatch(" ".join(groups))
