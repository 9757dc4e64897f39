"""One-time codes: what is handed in, and the answers in which secrets can be read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, post_load

from linkreg.schemas.fields import Text
from linkreg.strict_schema import StrictSchema


@dataclass(frozen=True, slots=True)
class TypedCode:
    """A code as somebody typed it."""

    code: str


class TypedCodeSchema(StrictSchema):
    """A code that an application shows, or one of those on paper."""

    code = Text(max_length=40, required=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> TypedCode:
        """Return a ``TypedCode``."""
        return TypedCode(**data)


class EnrolmentView(Schema):
    """What an application is told; shown once."""

    secret = fields.String()
    address = fields.String()


class PaperCodesView(Schema):
    """Codes to be kept on paper, each good once; shown once."""

    paper_codes = fields.List(fields.String())
