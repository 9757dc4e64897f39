"""What officers put on record: verdicts on documents, notices of what they intend, and flags."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from linkreg.models.base import Base, Id, code_column
from linkreg.vocabulary import EvidenceState, FlagKind, NoticeMeasure, NoticeOutcome

_TEXT = String(1000)
_ACCOUNT = String(40)


class Verification(Base):
    """An officer's word on one version of a document. All are kept; the newest is in force."""

    __tablename__ = "verifications"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    evidence_id: Mapped[str] = mapped_column(Id, ForeignKey("evidence.id"), index=True)
    evidence_version: Mapped[int]
    state: Mapped[EvidenceState] = mapped_column(code_column(EvidenceState))
    answers: Mapped[dict[str, Any]]
    note: Mapped[str | None] = mapped_column(_TEXT)
    decided_at: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(_ACCOUNT)


class Notice(Base):
    """What an officer intends to do to an organization, its answer, and how it ended.

    ``version`` counts answers and decisions, so that nobody decides without the newest answer.
    ``reply_until`` is the last day of the window. ``evidence_id`` names the document of a rejection.
    An open notice has no ``outcome``. ``mailed_at`` is when its organization was written to; while it
    is empty somebody may have claimed it in order to write.
    """

    __tablename__ = "notices"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organization_id: Mapped[str] = mapped_column(Id, ForeignKey("organizations.id"), index=True)
    measure: Mapped[NoticeMeasure] = mapped_column(code_column(NoticeMeasure))
    evidence_id: Mapped[str | None] = mapped_column(Id, ForeignKey("evidence.id"), index=True)
    reason: Mapped[str] = mapped_column(_TEXT)
    answers: Mapped[dict[str, Any] | None]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(_ACCOUNT)
    reply_until: Mapped[date]
    reply: Mapped[str | None] = mapped_column(String(5000))
    replied_at: Mapped[datetime | None]
    replied_by: Mapped[str | None] = mapped_column(_ACCOUNT)
    outcome: Mapped[NoticeOutcome | None] = mapped_column(code_column(NoticeOutcome), index=True)
    note: Mapped[str | None] = mapped_column(_TEXT)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(_ACCOUNT)
    version: Mapped[int] = mapped_column(default=1)
    mail_claimed_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]


class Flag(Base):
    """An observation, warning or sanction, and where and how long it counts.

    ``scope`` is a region code; without one it counts everywhere. Both days belong to it.
    """

    __tablename__ = "flags"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organization_id: Mapped[str] = mapped_column(Id, ForeignKey("organizations.id"), index=True)
    kind: Mapped[FlagKind] = mapped_column(code_column(FlagKind))
    scope: Mapped[str | None] = mapped_column(String(5))
    reason: Mapped[str] = mapped_column(_TEXT)
    source: Mapped[str] = mapped_column(String(300))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    raised_at: Mapped[datetime]
    raised_by: Mapped[str] = mapped_column(_ACCOUNT)
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(_ACCOUNT)
    lifting: Mapped[str | None] = mapped_column(_TEXT)
