"""What is drawn for the formats of text that the document names, so that most of it is sound."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import schemathesis
from hypothesis import strategies as st

from linkreg.reference import all_regions
from linkreg.schemas.fields import PROVINCE, REGION

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_PROVINCE_LETTERS = 2


def know_formats() -> None:
    """Let codes be drawn that exist, and addresses and days that the document itself admits."""
    codes = [region.code for region in all_regions()]
    provinces = [code for code in codes if len(code) == _PROVINCE_LETTERS]
    word = st.text(_LETTERS, min_size=1, max_size=12)
    host = st.builds("{}.example".format, word)
    hours = st.times().map("{:%H:%M:%S}".format)
    days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
    formats: dict[str, st.SearchStrategy[str]] = {
        REGION: st.sampled_from(codes),
        PROVINCE: st.sampled_from(provinces),
        "date": days,
        "date-or-date-time": st.one_of(days, st.builds("{}T{}Z".format, days, hours)),
        "email": st.builds("{}@{}".format, word, host),
        "uri": st.builds("https://{}/{}".format, host, word),
    }
    for name, strategy in formats.items():
        schemathesis.openapi.format(name, strategy)


def assigned(value: Any) -> Any:
    """Return JSON in which letters stand for whatever Unicode has not assigned, or left to others.

    Most of its code points are such: hardly a text that is drawn would be without.
    """
    if isinstance(value, str):
        return "".join(_assigned(char) for char in value)
    if isinstance(value, list):
        return [assigned(item) for item in value]
    if isinstance(value, dict):
        return {name: assigned(item) for name, item in value.items()}
    return value


def as_written(value: Any) -> Any:
    """Return a parameter of an address as anybody would write it: 10, not 10.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _assigned(char: str) -> str:
    return chr(0x4E00 + ord(char) % 0x5000) if unicodedata.category(char) in {"Cn", "Co"} else char
