"""What the fields of a ruleset file may hold: text, codes, counts and days, exactly as written.

Python alone would take ``1_0`` for 10 and ``20210504`` or ``2021-W18-2`` for a day; a legal text is not
the place to find out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate

from linkreg.wording import Wording

_WHOLE = re.compile(r"0|-?[1-9][0-9]*", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
#: More years than any text looks back; without a bound one typing error asks for a document a second.
_MOST_YEARS = 100
_MOST = 1_000_000


class Count(fields.Integer):
    """A whole number in plain digits, from 1."""

    def __init__(self, most: int = _MOST) -> None:
        """Take the largest number that makes sense."""
        bounds = (
            validate.Range(min=1, error="Harus 1 atau lebih."),
            validate.Range(max=most, error=f"Paling banyak {most}."),
        )
        said = "Harus bilangan bulat dalam angka biasa, misalnya 3."
        super().__init__(required=True, validate=bounds, error_messages={"invalid": said})

    def _validated(self, value: Any) -> int:
        if isinstance(value, str) and not _WHOLE.fullmatch(value):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Day(fields.Date):
    """A day of the calendar, ``YYYY-MM-DD``."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise self.make_error("invalid", input=value)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError("Tanggal ini tidak ada dalam kalender.") from error


def years() -> Count:
    """Return a field for a number of years."""
    return Count(_MOST_YEARS)


class Words(fields.String):
    """What is shown to people, in whatever language a catalog has it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Wording:
        return Wording(super()._deserialize(value, attr, data, **kwargs))


def text() -> Words:
    """Return a field for words that must be there; blanks are none."""
    some = validate.Regexp(r"\s*\S", error="Tidak boleh kosong.")
    return Words(required=True, validate=some)


def key() -> fields.String:
    """Return a field for a key, which links and saved assessments use."""
    rule = validate.Regexp(
        r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\Z", error="Kunci hanya a-z, 0-9, - dan _."
    )
    return fields.String(required=True, validate=rule)


def link() -> fields.Url:
    """Return a field for a web address that need not be there."""
    return fields.Url(load_default=None, schemes={"https"})


def flag(**kwargs: Any) -> fields.Boolean:
    """Return a field that is ``true`` or ``false``, never ``yes`` or 1."""
    return fields.Boolean(truthy={"true"}, falsy={"false"}, **kwargs)


def code(codes: type[StrEnum], **kwargs: Any) -> fields.Enum[Any]:
    """Return a field for one of some codes; a mistake names them all."""
    known = ", ".join(member.value for member in codes)
    said = f"Kode tidak dikenal; yang ada: {known}."
    return fields.Enum(codes, by_value=True, error_messages={"unknown": said}, **kwargs)


def differ(codes: Sequence[StrEnum]) -> None:
    """Refuse a list that names one code twice: the second was meant to be another."""
    twice = [code.value for code in dict.fromkeys(codes) if codes.count(code) > 1]
    if twice:
        raise ValidationError(f"Kode berulang: {', '.join(twice)}.")
