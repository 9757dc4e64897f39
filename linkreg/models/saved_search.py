"""Searches that people keep under a name, to see what is new among their results."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from linkreg.models.base import Base, Id


class SavedSearch(Base):
    """A search of one account: ``query`` is its query string, last looked at ``seen_at``."""

    __tablename__ = "saved_searches"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account_id: Mapped[str] = mapped_column(
        Id, ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(String(4000))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
