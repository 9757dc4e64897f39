"""Personal data: who agreed to what, who read what is not public, and what was erased (Law 27/2022)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from linkreg.models.base import Base, Id, code_column
from linkreg.vocabulary import AccessKind

_ACCOUNT = String(40)


class Consent(Base):
    """That somebody agreed, for an organization, to a text; ``text_sha256`` says to which words."""

    __tablename__ = "consents"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organization_id: Mapped[str] = mapped_column(Id, ForeignKey("organizations.id"), index=True)
    text: Mapped[str] = mapped_column(String(40))
    text_sha256: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime]
    given_by: Mapped[str] = mapped_column(_ACCOUNT)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(_ACCOUNT)


class Access(Base):
    """That somebody in charge read what only they and the organization may; never changed."""

    __tablename__ = "accesses"

    # SQLite counts rows by itself only for a column it calls INTEGER
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(_ACCOUNT)
    organization_id: Mapped[str] = mapped_column(Id, ForeignKey("organizations.id"), index=True)
    kind: Mapped[AccessKind] = mapped_column(code_column(AccessKind))
    evidence_id: Mapped[str | None] = mapped_column(Id)


class Erasure(Base):
    """That personal data was erased, on which ground; ``files`` are contents to be taken away.

    ``removed_at`` is empty until the storage has let go of them: a process killed in between leaves
    work for the next one.
    """

    __tablename__ = "erasures"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organization_id: Mapped[str] = mapped_column(Id, ForeignKey("organizations.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(_ACCOUNT)
    ground: Mapped[str] = mapped_column(String(1000))
    files: Mapped[list[str]]
    removed_at: Mapped[datetime | None]
