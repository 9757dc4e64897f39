"""Which reminders went out, so that none goes out twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from linkreg.models.base import Base, Id


class SentReminder(Base):
    """That an organization was, or is just being, reminded of a document at a stage.

    ``stage`` counts days from the document's last day. While ``sent_at`` is empty somebody has claimed
    it at ``claimed_at`` in order to send it; such a claim ends by itself (``services.reminders``).
    """

    __tablename__ = "reminders_sent"

    evidence_id: Mapped[str] = mapped_column(
        Id, ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True
    )
    stage: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    organization_id: Mapped[str] = mapped_column(Id, ForeignKey("organizations.id"), index=True)
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
