"""Flags as they are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from linkreg.schemas.fields import Code, Day, Text, region_code
from linkreg.strict_schema import CodedMessage, StrictSchema, loaded
from linkreg.vocabulary import FlagKind


@dataclass(frozen=True, slots=True)
class NewFlag:
    """An observation, warning or sanction; both days belong to it, ``scope`` ``None`` is everywhere.

    ``source`` names the document it rests on: a decree, a letter, an inspection report.
    """

    kind: FlagKind
    reason: str
    source: str
    starts_on: date
    ends_on: date
    scope: str | None = None


class NewFlagSchema(StrictSchema):
    """An observation, warning or sanction; it always ends."""

    kind = Code(FlagKind, required=True)
    reason = Text(max_length=1000, lines=True, required=True)
    source = Text(max_length=300, required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    scope = region_code(allow_none=True)

    @validates_schema(skip_on_field_errors=True)
    def in_order(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A flag does not end before it begins."""
        if data["ends_on"] < data["starts_on"]:
            message = "Berakhir sebelum mulai; periksa tanggalnya."
            raise ValidationError(CodedMessage("inconsistent", message), "ends_on")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> NewFlag:
        """Return a ``NewFlag``."""
        return NewFlag(**data)


def load_flag(data: Mapping[str, Any]) -> NewFlag:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake."""
    new: NewFlag = loaded(NewFlagSchema(), data, "Tanda belum lengkap.")
    return new
