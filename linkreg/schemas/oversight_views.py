"""What leaves the registry of decisions, notices, consents, accesses and erasures.

All of it is for the organization itself and those in charge of it; none of it is public.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields

from linkreg.consents import ConsentText
from linkreg.records import AccessRecord, ConsentRecord
from linkreg.schemas.assessment_views import OrganizationRef
from linkreg.schemas.organization_views import EvidenceView, FlagView, OfficerOrganizationView
from linkreg.schemas.view import dumped
from linkreg.schemas.view_fields import LabeledCode
from linkreg.vocabulary import (
    AccessKind,
    EvidenceState,
    NoticeMeasure,
    NoticeOutcome,
    VerificationQuestion,
)


class VerificationView(Schema):
    """An officer's word on one version of a document."""

    id = fields.String()
    evidence_version = fields.Integer()
    state = LabeledCode(EvidenceState)
    answers = fields.Dict(keys=LabeledCode(VerificationQuestion), values=fields.Boolean())
    note = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime()
    decided_by = fields.String()


class VerificationListView(Schema):
    """Decisions on a document, newest first; the newest is in force."""

    items = fields.List(fields.Nested(VerificationView))
    total = fields.Integer()


class NoticeView(Schema):
    """A measure that is intended; ``outcome`` is ``null`` while it is open."""

    id = fields.String()
    organization_id = fields.String()
    measure = LabeledCode(NoticeMeasure)
    evidence_id = fields.String(allow_none=True)
    reason = fields.String()
    opened_at = fields.AwareDateTime()
    opened_by = fields.String()
    reply_until = fields.Date()
    reply = fields.String(allow_none=True)
    replied_at = fields.AwareDateTime(allow_none=True)
    outcome = LabeledCode(NoticeOutcome, allow_none=True)
    note = fields.String(allow_none=True)
    closed_at = fields.AwareDateTime(allow_none=True)
    closed_by = fields.String(allow_none=True)
    version = fields.Integer()


class NoticeListView(Schema):
    """Notices to an organization, newest first."""

    items = fields.List(fields.Nested(NoticeView))
    total = fields.Integer()


class FlagListView(Schema):
    """Flags of an organization, oldest first, those that are over included."""

    items = fields.List(fields.Nested(FlagView))
    total = fields.Integer()


class StandingView(Schema):
    """What came of asking for an archival: done, or announced by ``notice``."""

    organization = fields.Nested(OfficerOrganizationView)
    notice = fields.Nested(NoticeView, allow_none=True)


class WaitingView(Schema):
    """A document that waits to be decided on, and whose it is."""

    organization = fields.Nested(OrganizationRef, attribute="record")
    evidence = fields.Nested(EvidenceView, attribute="document")


class WaitingListView(Schema):
    """Documents that wait, oldest first; ``total`` counts all of them."""

    items = fields.List(fields.Nested(WaitingView), attribute="documents")
    total = fields.Integer()


class ConsentView(Schema):
    """A consent, standing until it is withdrawn."""

    id = fields.String()
    text = fields.String()
    text_sha256 = fields.String()
    given_at = fields.AwareDateTime()
    given_by = fields.String()
    withdrawn_at = fields.AwareDateTime(allow_none=True)
    withdrawn_by = fields.String(allow_none=True)


class ConsentTextView(Schema):
    """The words that are asked to be agreed to."""

    key = fields.String()
    text = fields.String()
    sha256 = fields.String()


class ConsentListView(Schema):
    """Consents of an organization, newest first, and the text that is asked for now."""

    items = fields.List(fields.Nested(ConsentView))
    total = fields.Integer()
    asked = fields.Nested(ConsentTextView)


class AccessView(Schema):
    """That somebody in charge read what the public does not see."""

    at = fields.AwareDateTime()
    actor = fields.String()
    kind = LabeledCode(AccessKind)
    evidence_id = fields.String(allow_none=True)


class AccessListView(Schema):
    """Reads of an organization's documents, newest first; ``total`` counts all of them."""

    items = fields.List(fields.Nested(AccessView))
    total = fields.Integer()


class ErasureView(Schema):
    """That personal data was erased; ``versions`` is told once, by whoever erases."""

    id = fields.String()
    at = fields.AwareDateTime()
    ground = fields.String()
    versions = fields.Integer(allow_none=True)
    files = fields.List(fields.String())


class ErasureListView(Schema):
    """Erasures about an organization, newest first."""

    items = fields.List(fields.Nested(ErasureView))
    total = fields.Integer()


def present_accesses(found: Sequence[AccessRecord], total: int) -> dict[str, Any]:
    """Return a stretch of the reads, JSON-ready."""
    return dumped(AccessListView(), {"items": found, "total": total})


def present_consents(found: Sequence[ConsentRecord], asked: ConsentText) -> dict[str, Any]:
    """Return the JSON-ready consents with the text asked for now."""
    return dumped(ConsentListView(), {"items": found, "total": len(found), "asked": asked})
