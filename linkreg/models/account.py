"""Accounts, their sessions and tokens, and attempts to get in; secrets are kept as hashes only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from linkreg.models.base import Base, Id, code_column
from linkreg.vocabulary import Role


class Account(Base):
    """Somebody who may log in. ``region`` bounds an officer; an organization's account has its id.

    ``version`` counts what administrators change of it. ``totp_...`` and ``paper_codes`` (hashes)
    belong to ``services.second_factor``.
    """

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(code_column(Role))
    region: Mapped[str | None] = mapped_column(String(5))
    organization_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("organizations.id"), index=True
    )
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    totp_secret: Mapped[str | None] = mapped_column(String(32))
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]
    paper_codes: Mapped[list[str] | None]


class Credential(Base):
    """A random secret that stands for an account: a browser session or an API token.

    Only its SHA-256 is stored; the secret itself is shown once. ``agent`` names the kind of browser.
    """

    __tablename__ = "credentials"

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(Id, unique=True)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("accounts.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(10))
    label: Mapped[str | None] = mapped_column(String(80))
    scopes: Mapped[list[str] | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    agent: Mapped[str | None] = mapped_column(String(40))


class Attempt(Base):
    """That something that is bounded was tried, under a key that does not say by whom.

    ``good``: it came out well, which is remembered in favor of the next.
    """

    __tablename__ = "attempts"

    # SQLite counts rows by itself only for a column it calls INTEGER
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    good: Mapped[bool] = mapped_column(default=False)
