"""An organization, its revisions, its unique numbers and its evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from linkreg.models.base import Base, Id, code_column
from linkreg.records import EvidenceFile
from linkreg.vocabulary import (
    EvidenceKind,
    EvidenceState,
    FileType,
    IdentifierScheme,
    OrganizationStatus,
)

#: A document that waits for a word, as its indexes know it.
WAITING = "state = 'pending' AND withdrawn_at IS NULL AND replaced_by IS NULL"


def _partial(name: str, rows: str, *columns: str) -> Index:
    """Return an index of some rows only."""
    return Index(name, *columns, sqlite_where=text(rows), postgresql_where=text(rows))


class Organization(Base):
    """The stable part of an organization. What it says of itself is in its revisions.

    ``version`` counts the transactions that changed it and names its newest revision. ``name_key`` is
    the folded name, for recognizing an organization that is imported twice. ``status_reason`` is what
    whoever last changed the status gave as the reason. ``consented_at`` is set while a consent stands.
    """

    __tablename__ = "organizations"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int]
    status: Mapped[OrganizationStatus] = mapped_column(code_column(OrganizationStatus))
    region: Mapped[str] = mapped_column(String(5))
    name_key: Mapped[str] = mapped_column(String(300), index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    status_since: Mapped[datetime | None]
    status_reason: Mapped[str | None] = mapped_column(String(1000))
    consented_at: Mapped[datetime | None]

    #: Which organizations of a region are of concern, without a look at any of them.
    __table_args__ = (Index("ix_organizations_place", "region", "status", "id"),)


class Revision(Base):
    """A snapshot of one version: ``profile``, status and ``evidence`` as they were.

    ``content`` is ``None`` once personal data in it had to be erased; ``content_hash`` (salted) stays,
    so the journal still verifies.
    """

    __tablename__ = "revisions"

    organization_id: Mapped[str] = mapped_column(
        Id, ForeignKey("organizations.id"), primary_key=True
    )
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    recorded_at: Mapped[datetime]
    content: Mapped[dict[str, Any] | None]
    salt: Mapped[str] = mapped_column(String(32))
    content_hash: Mapped[str] = mapped_column(String(64))


class OrganizationIdentifier(Base):
    """A number an organization bears, for lookup and, where ``unique_key`` is set, uniqueness."""

    __tablename__ = "organization_identifiers"

    organization_id: Mapped[str] = mapped_column(
        Id, ForeignKey("organizations.id"), primary_key=True
    )
    scheme: Mapped[IdentifierScheme] = mapped_column(
        code_column(IdentifierScheme), primary_key=True
    )
    value: Mapped[str] = mapped_column(String(120), primary_key=True)
    unique_key: Mapped[str | None] = mapped_column(String(160), unique=True)

    __table_args__ = (Index("ix_organization_identifiers_value", "scheme", "value"),)


class Evidence(Base):
    """A document an organization put forward, its file, and what an officer said of it.

    Of the file here are the facts; all four or none. Its content is in the storage, by its hash.
    ``version`` counts the changes of this document, an officer's word among them. ``clause`` names the
    article of the statutes that the organization's fields of activity rest on. ``ends_on`` is the last
    day on which it proves something, as ``eligibility.validity`` tells from its kind and its dates.
    """

    __tablename__ = "evidence"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organization_id: Mapped[str] = mapped_column(Id, ForeignKey("organizations.id"))
    kind: Mapped[EvidenceKind] = mapped_column(code_column(EvidenceKind))
    number: Mapped[str | None] = mapped_column(String(120))
    issuer: Mapped[str | None] = mapped_column(String(200))
    issued_on: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    ends_on: Mapped[date | None]
    fiscal_year: Mapped[int | None]
    clause: Mapped[str | None] = mapped_column(String(300))
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    state: Mapped[EvidenceState] = mapped_column(code_column(EvidenceState))
    note: Mapped[str | None] = mapped_column(String(1000))
    supplied_at: Mapped[datetime]
    supplied_by: Mapped[str | None] = mapped_column(String(40))
    replaced_by: Mapped[str | None] = mapped_column(Id)
    withdrawn_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(40))
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    file_size: Mapped[int | None]
    file_type: Mapped[FileType | None] = mapped_column(code_column(FileType, length=80))
    file_name: Mapped[str | None] = mapped_column(String(150))

    __table_args__ = (
        _partial("ix_evidence_waiting_of", WAITING, "organization_id", "supplied_at", "id"),
        _partial("ix_evidence_waiting_since", WAITING, "supplied_at", "id", "organization_id"),
        _partial(
            "ix_evidence_ends_on", "ends_on IS NOT NULL", "ends_on", "organization_id", "state"
        ),
        Index("ix_evidence_of", "organization_id", "ends_on", "state"),
    )

    @property
    def file(self) -> EvidenceFile | None:
        """Return the facts of the file as one value."""
        facts = (self.file_sha256, self.file_size, self.file_type, self.file_name)
        return None if None in facts else EvidenceFile(*facts)  # type: ignore[arg-type] # all there
