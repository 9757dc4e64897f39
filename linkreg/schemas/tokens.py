"""Tokens: what is asked for, and the one answer in which the secret can be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from linkreg.schemas.fields import NO_NUL, Code, Many, Text, Whole, bounded
from linkreg.strict_schema import CodedMessage, StrictSchema
from linkreg.vocabulary import TokenScope

_MAX_DAYS = 366
_PASSWORD = validate.Length(
    min=1, max=1024, error=CodedMessage("out_of_range", "1 sampai 1024 huruf.")
)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A token for whoever knows the password; ``scopes`` ``None``: everything the account may.

    ``account`` instead of both: that of a service, for administrators. ``code``: a one-time code, where
    the account asks for one.
    """

    email: str | None = None
    password: str | None = None
    account: str | None = None
    code: str | None = None
    label: str | None = None
    scopes: tuple[TokenScope, ...] | None = None
    lifetime: timedelta = timedelta(days=90)


class TokenRequestSchema(StrictSchema):
    """What is asked for: with ``email`` and ``password``, or by administrators for an ``account``."""

    email = Text(max_length=254)
    password = fields.String(validate=_PASSWORD, load_only=True, metadata={"pattern": NO_NUL})
    account = Text(max_length=16)
    code = Text(max_length=40)
    label = Text(max_length=80)
    scopes = Many(Code(TokenScope), at_most=len(TokenScope))
    days = Whole(validate=bounded(1, _MAX_DAYS))

    @validates_schema(skip_on_field_errors=True)
    def says_for_whom(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Either a password with its address, or an account."""
        told: dict[str, list[str | dict[str, Any]]] = {}
        for name in ("email", "password"):
            if not data.get("account") and not data.get(name):
                told[name] = [CodedMessage("required", "Wajib diisi.")]
            elif data.get("account") and data.get(name):
                told[name] = [CodedMessage("inconsistent", "Tidak bersama account.")]
        if told:
            raise ValidationError(told)

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
