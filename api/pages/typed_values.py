"""Single values as people type and paste them, in the form the registry takes.

What cannot be read with certainty stays as typed: the registry then says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from babel.dates import get_month_names

#: What people write before a telephone number, and a trunk zero in brackets after a country code.
_PHONE_LABEL = re.compile(
    r"^(?:(?:telepon|telp|tlp|tel|fax|hp|wa|whatsapp|phone)\b[\s.:/-]*)+", re.IGNORECASE
)
_TRUNK_ZERO = re.compile(r"^(\+\d{1,3})[\s-]*\(0\)")
_NOT_IN_PHONE = re.compile(r"[()\u200b-\u200f\u202a-\u202e\u2060\ufeff]")

_DAY_IN_DIGITS = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")
_DAY_BACKWARDS = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})[\s.-]*([a-z]+)[\s.,-]*(\d{4})")
_WEEKDAY = re.compile(r"^[a-z']+,\s*")

_BARE_SITE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#:].*)?", re.IGNORECASE)

#: From so many capitals on, a text written in nothing else was typed with the key locked.
_SHOUTED = 4


def as_phone(text: str) -> str:
    """Return a telephone number without what surrounds it: ``Telp. (0411) 123456`` is 0411 123456."""
    bare = _PHONE_LABEL.sub("", text.strip())
    bare = _NOT_IN_PHONE.sub(" ", _TRUNK_ZERO.sub(r"\1 ", bare))
    return " ".join(bare.replace("\N{EN DASH}", "-").split()) or text.strip()


def as_site(text: str) -> str:
    """Return the address of a site with its beginning, which people leave out."""
    bare = text.strip()
    return f"https://{bare}" if _BARE_SITE.fullmatch(bare) and "@" not in bare else bare


def as_day(text: str) -> str:
    """Return a day as 2015-02-03 for 3 Februari 2015, 03/02/2015 and 3-2-2015: day before month.

    A year of two digits, or a day that no calendar has, stays as typed.
    """
    plain = _WEEKDAY.sub("", " ".join(text.split()).casefold())
    try:
        if found := _DAY_IN_DIGITS.fullmatch(plain):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        if found := _DAY_BACKWARDS.fullmatch(plain):
            return date(*map(int, found.groups())).isoformat()
        if (found := _DAY_IN_WORDS.fullmatch(plain)) and found[2] in _months():
            return date(int(found[3]), _months()[found[2]], int(found[1])).isoformat()
    except ValueError:
        pass
    return text.strip()


def as_person(text: str) -> str:
    """Return a name typed in capitals as names are written; degrees such as S.PD. stay as typed."""
    bare = " ".join(text.split())
    return " ".join(map(_as_word, bare.split())) if is_shouted(bare) else bare


def is_shouted(text: str) -> bool:
    """Say whether a text is written in capitals only, as if the key had been locked."""
    return text.isupper() and sum(map(str.isalpha, text)) >= _SHOUTED


def _as_word(word: str) -> str:
    return word if "." in word.rstrip(".,") else word.capitalize()


@cache
def _months() -> Mapping[str, int]:
    """Return the months by their names, long and short, in Indonesian and English."""
    named = {
        name.casefold().rstrip("."): number
        for locale in ("en", "id")
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=locale).items()
    }
    return named | {"peb": 2, "pebruari": 2, "nopember": 11, "nop": 11}


#: By field of a form, how what is typed there is read.
READERS: Mapping[str, Callable[[str], str]] = {
    "founded_on": as_day,
    "contact-phone": as_phone,
    "contact-website": as_site,
    "strengths-catalogue_url": as_site,
    "issued_on": as_day,
    "valid_from": as_day,
    "valid_until": as_day,
}

#: The fields that hold a day.
DAYS = frozenset(name for name, reader in READERS.items() if reader is as_day)
