"""What is stored, as services hand it out: frozen, whole, and without a session behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from linkreg.profile import Profile
from linkreg.vocabulary import EvidenceKind, EvidenceState, FileType, OrganizationStatus


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What is known of a document's file; ``name`` is for a download and for nothing else."""

    sha256: str
    size: int
    type: FileType
    name: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A document's file, read and found unaltered."""

    content: bytes
    media_type: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A document put forward; ``note`` is what the officer wrote when deciding."""

    id: str
    kind: EvidenceKind
    state: EvidenceState
    supplied_at: datetime
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    fiscal_year: int | None = None
    note: str | None = None
    decided_at: datetime | None = None
    file: EvidenceFile | None = None


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """An organization in one of its versions: the newest, unless a past day was asked for."""

    id: str
    version: int
    status: OrganizationStatus
    profile: Profile
    created_at: datetime
    updated_at: datetime
    evidence: tuple[EvidenceRecord, ...] = ()
