"""What is being typed into a profile and was not saved yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from linkreg.models.base import Base, Id


class TypedDraft(Base):
    """The fields of one step that an account typed anew, as typed; no part of the organization.

    ``mark`` tells two keepings apart. Nothing of it goes into the journal or a revision.
    """

    __tablename__ = "typed_drafts"

    account: Mapped[str] = mapped_column(String(40), primary_key=True)
    organization_id: Mapped[str] = mapped_column(
        Id, ForeignKey("organizations.id"), primary_key=True, index=True
    )
    step: Mapped[str] = mapped_column(String(20), primary_key=True)
    typed: Mapped[dict[str, Any]]
    seen_version: Mapped[int]
    mark: Mapped[str] = mapped_column(Id)
    kept_at: Mapped[datetime] = mapped_column(index=True)
