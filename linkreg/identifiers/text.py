"""Reducing typed and pasted text to characters that can be compared, before any scheme reads it."""

from __future__ import annotations

import re
import unicodedata

from linkreg.errors import InvalidInput, Mistake
from linkreg.wording import Wording

#: An identifier in its normal form, and what to warn of.
Checked = tuple[str, tuple[Mistake, ...]]

#: The longest identifier there is room for, in characters; real ones stay below 60.
MAX_LENGTH = 100


#: What people type before a number.
_LABEL = re.compile(r"\s*(?:NPWP|NITKU|NIB|SKT|NOMOR|NO)\b[\s.:]*", re.IGNORECASE)


def without_label(text: str) -> str:
    """Return what follows ``NPWP``, ``NIB:``, ``No.`` and the like at the beginning of a text."""
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def refused(code: str, message: str) -> InvalidInput:
    """Return an error with one mistake about the whole input.

    A message never repeats the input, which may turn out to be the number of a person.
    """
    return InvalidInput(message, [Mistake("", code, message)])


def fold(text: str) -> str:
    """Return the text in compatibility form, with plain digits and hyphens and nothing invisible.

    Fullwidth, Arabic-Indic and circled digits become ASCII digits; dashes of any width become ``-``;
    format characters (zero-width space, soft hyphen, byte order mark) are dropped.
    """
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return "".join(map(_plain, unicodedata.normalize("NFKC", visible)))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.category(character) == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def clean_line(text: str) -> str:
    """Return the folded text on one line, with single spaces and none at its ends.

    Raises ``InvalidInput`` when nothing is left, when more than ``MAX_LENGTH`` characters are, and for
    control characters and lone surrogates, which no document prints and databases refuse.
    """
    line = fold(text).strip(" \t\r\n")
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in line):
        raise refused(
            "control_character",
            "Nomor memuat karakter yang tidak dapat dicetak. Ketik ulang nomornya dalam satu "
            "baris.",
        )
    cleaned = " ".join(line.split())
    if not cleaned:
        raise refused("blank", "Nomor belum diisi. Isi nomornya, atau hapus barisnya.")
    if len(cleaned) > MAX_LENGTH:
        raise refused(
            "too_long",
            Wording(
                "Nomor paling panjang {most} karakter; yang diisi {count} karakter. Isi "
                "nomornya saja.",
                most=MAX_LENGTH,
                count=len(cleaned),
            ),
        )
    return cleaned
