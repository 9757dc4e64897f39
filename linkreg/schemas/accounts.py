"""Accounts: what is handed in about them, and how they, their sessions and tokens are shown.

An account is shown to itself and to administrators only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from linkreg.records import AccountRecord
from linkreg.schemas.fields import NO_NUL, Code, Text, region_code
from linkreg.schemas.view import dumped
from linkreg.schemas.view_fields import LabeledCode
from linkreg.strict_schema import CodedMessage, StrictSchema
from linkreg.vocabulary import Role, TokenScope

#: As long as anything anybody may have chosen, with room to be told that it is too long.
_TYPED = validate.Length(
    min=1, max=1024, error=CodedMessage("out_of_range", "1 sampai 1024 huruf.")
)

#: Letters of a new password.
PASSWORD_MIN, PASSWORD_MAX = 15, 128


def password(**kwargs: Any) -> fields.String:
    """A password as typed."""
    described = {"pattern": NO_NUL} | kwargs.pop("metadata", {})
    return fields.String(
        required=True, validate=_TYPED, load_only=True, metadata=described, **kwargs
    )


def new_password() -> fields.String:
    """A password that is chosen; whether it will do is for ``services.passwords`` to say."""
    return password(metadata={"minLength": PASSWORD_MIN, "maxLength": PASSWORD_MAX})


def new_address() -> Text:
    """The address of mail of an account that is to be; ``services.accounts`` looks at it."""
    return Text(max_length=254, required=True, metadata={"format": "email"})


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be added."""

    email: str
    password: str
    role: Role
    region: str | None = None
    organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What is to be changed of an account; ``None`` stays."""

    disabled: bool | None = None
    role: Role | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The password that an account has, and the one that it is to have."""

    current: str
    password: str


@dataclass(frozen=True, slots=True)
class CredentialQuery:
    """Whose sessions or tokens; ``None``: the caller's own."""

    account: str | None = None


class NewAccountSchema(StrictSchema):
    """An account to be added; an officer has a region, an organization's account its organization."""

    email = new_address()
    password = new_password()
    role = Code(Role, required=True)
    region = region_code()
    organization_id = Text(max_length=16)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> NewAccount:
        """Return a ``NewAccount``."""
        return NewAccount(**data)


class AccountChangeSchema(StrictSchema):
    """What is to be changed of an account; what is not named stays, but only officers have a region."""

    class Meta(StrictSchema.Meta):
        described = {"minProperties": 1}  # noqa: RUF012 - marshmallow's own way of declaring

    disabled = fields.Boolean(truthy={True}, falsy={False})
    role = Code(Role)
    region = region_code()

    @validates_schema(skip_on_field_errors=True)
    def changes_something(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Something is to be changed."""
        if not data:
            raise ValidationError(CodedMessage("required", "Sebutkan yang diubah."))

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> AccountChange:
        """Return an ``AccountChange``."""
        return AccountChange(**data)


class PasswordChangeSchema(StrictSchema):
    """A change of one's own password."""

    current = password()
    password = new_password()

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> PasswordChange:
        """Return a ``PasswordChange``."""
        return PasswordChange(**data)


class CredentialQuerySchema(StrictSchema):
    """Whose sessions or tokens; by default the caller's own."""

    account = Text(max_length=40)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> CredentialQuery:
        """Return a ``CredentialQuery``."""
        return CredentialQuery(**data)


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """Whom to invite, and as what."""

    email: str
    role: Role
    region: str | None = None
    organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class LinkUse:
    """What a link's address ends with, and the password that was chosen."""

    token: str
    password: str


@dataclass(frozen=True, slots=True)
class ResetRequest:
    """Whose password is to be chosen anew."""

    email: str


class NewInvitationSchema(StrictSchema):
    """Whom to invite, and as what; an organization's people have its ``organization_id``."""

    email = new_address()
    role = Code(Role, required=True)
    region = region_code()
    organization_id = Text(max_length=16)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> NewInvitation:
        """Return a ``NewInvitation``."""
        return NewInvitation(**data)


class LinkUseSchema(StrictSchema):
    """What a link's address ends with, and the password that was chosen."""

    token = Text(max_length=64, required=True)
    password = new_password()

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> LinkUse:
        """Return a ``LinkUse``."""
        return LinkUse(**data)


class ResetRequestSchema(StrictSchema):
    """Whose password is to be chosen anew."""

    email = Text(max_length=254, required=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> ResetRequest:
        """Return a ``ResetRequest``."""
        return ResetRequest(**data)


class InvitationView(Schema):
    """That somebody was invited; the link is in the letter alone."""

    id = fields.String()
    account_id = fields.String()
    email = fields.String()
    expires_at = fields.AwareDateTime()


class AccountView(Schema):
    """An account; ``is_invited``: nobody has come to it yet."""

    id = fields.String()
    email = fields.String()
    role = LabeledCode(Role)
    region = fields.String(allow_none=True)
    organization_id = fields.String(allow_none=True)
    created_at = fields.AwareDateTime()
    disabled_at = fields.AwareDateTime(allow_none=True)
    is_invited = fields.Boolean()
    asks_for_codes = fields.Boolean()
    version = fields.Integer()


class AccountListView(Schema):
    """Accounts by their address; ``total`` counts all of them."""

    items = fields.List(fields.Nested(AccountView))
    total = fields.Integer()


class PersonView(Schema):
    """Somebody who keeps an organization's profile."""

    id = fields.String()
    email = fields.String()
    created_at = fields.AwareDateTime()
    is_invited = fields.Boolean()


class PersonListView(Schema):
    """Who keeps an organization's profile, first come first."""

    items = fields.List(fields.Nested(PersonView))
    total = fields.Integer()


class SessionView(Schema):
    """An open session in a browser, without what stands for it."""

    id = fields.String()
    agent = fields.String(allow_none=True)
    created_at = fields.AwareDateTime()
    expires_at = fields.AwareDateTime()
    last_used_at = fields.AwareDateTime(allow_none=True)


class SessionListView(Schema):
    """Open sessions of an account, newest first."""

    items = fields.List(fields.Nested(SessionView))
    total = fields.Integer()


class IssuedTokenView(Schema):
    """A token that works, without its secret; ``scopes`` ``null``: everything its account may."""

    id = fields.String()
    label = fields.String(allow_none=True)
    scopes = fields.List(LabeledCode(TokenScope), allow_none=True)
    created_at = fields.AwareDateTime()
    expires_at = fields.AwareDateTime()
    last_used_at = fields.AwareDateTime(allow_none=True)


class TokenListView(Schema):
    """Tokens of an account that work, newest first."""

    items = fields.List(fields.Nested(IssuedTokenView))
    total = fields.Integer()


def present_accounts(found: Sequence[AccountRecord], total: int) -> dict[str, Any]:
    """Return a stretch of the accounts, JSON-ready."""
    return dumped(AccountListView(), {"items": found, "total": total})
