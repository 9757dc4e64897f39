"""Changes asked for under a key, so that asking again does not change twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from linkreg.models.base import Base


class KeyedRequest(Base):
    """That an account asked for a change under a key, and what it was answered.

    Written with the change itself. ``id`` is a hash of account and key, ``fingerprint`` of what was
    asked: neither the key nor the request can be read from them. Without ``status`` the answer is not
    known: the process ended before it was kept, or somebody was erased since.
    """

    __tablename__ = "idempotency_keys"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    claimed_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any] | None]
    body: Mapped[str | None] = mapped_column(Text)
