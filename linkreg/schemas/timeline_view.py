"""What leaves the registry of when a verdict changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields

from linkreg.eligibility import Stretch
from linkreg.records import OrganizationRecord
from linkreg.schemas.assessment_views import OrganizationRef, ReasonView
from linkreg.schemas.view import dumped
from linkreg.schemas.view_fields import Computed, LabeledCode
from linkreg.vocabulary import (
    Basis,
    Outcome,
    Verdict,
)


class OutcomeChangeView(Schema):
    """A criterion that came to something else than the day before, and why."""

    criterion = fields.String(attribute="finding.criterion.key")
    label = fields.String(attribute="finding.criterion.label")
    before = LabeledCode(Outcome)
    after = LabeledCode(Outcome, attribute="finding.outcome")
    reason = Computed(
        ReasonView,
        lambda change: {"code": change.finding.reason.code, "text": change.finding.reason_text},
    )


class StretchView(Schema):
    """Days on which one text gives one verdict; ``until`` is ``null`` when no end is in sight."""

    start = fields.Date(attribute="days.start", data_key="from", allow_none=True)
    end = fields.Date(attribute="days.end", data_key="until", allow_none=True)
    outcome = LabeledCode(Verdict, attribute="verdict")
    ruleset = fields.String(attribute="ruleset.key")
    changes = fields.List(fields.Nested(OutcomeChangeView))


class TimelineView(Schema):
    """All stretches, in order."""

    organization = fields.Nested(OrganizationRef)
    basis = LabeledCode(Basis)
    stretches = fields.List(fields.Nested(StretchView))


def present_timeline(
    record: OrganizationRecord, basis: Basis, stretches: Sequence[Stretch]
) -> dict[str, Any]:
    """Return the JSON-ready timeline."""
    told = {"organization": record, "basis": basis, "stretches": stretches}
    return dumped(TimelineView(), told)
