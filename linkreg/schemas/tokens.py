"""Tokens: what is asked for, and the one answer in which the secret can be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from linkreg.schemas.fields import Code, Many, Text, bounded
from linkreg.strict_schema import CodedMessage, StrictSchema
from linkreg.vocabulary import TokenScope

_MAX_DAYS = 366
_PASSWORD = validate.Length(
    min=1, max=128, error=CodedMessage("out_of_range", "1 sampai 128 huruf.")
)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A token for whoever knows the password; ``scopes`` ``None``: everything the account may."""

    email: str
    password: str
    label: str | None = None
    scopes: tuple[TokenScope, ...] | None = None
    lifetime: timedelta = timedelta(days=90)


class TokenRequestSchema(StrictSchema):
    """What is asked for."""

    email = Text(max_length=254, required=True)
    password = fields.String(required=True, validate=_PASSWORD)
    label = Text(max_length=80)
    scopes = Many(Code(TokenScope), at_most=len(TokenScope))
    days = fields.Integer(strict=True, validate=bounded(1, _MAX_DAYS))

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> TokenRequest:
        """Return a ``TokenRequest``."""
        if "days" in data:
            data["lifetime"] = timedelta(days=data.pop("days"))
        return TokenRequest(**data)


class TokenView(Schema):
    """A token at the only moment it can be read."""

    id = fields.String()
    token = fields.String(attribute="secret")
    expires_at = fields.AwareDateTime()
