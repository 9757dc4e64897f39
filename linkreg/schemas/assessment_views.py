"""What leaves the registry of verdicts and of the law they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, fields

from linkreg.eligibility import Finding, next_steps
from linkreg.eligibility.ruleset import Ruleset
from linkreg.schemas.organization_views import Presented
from linkreg.schemas.view import dumped
from linkreg.schemas.view_fields import Computed, LabeledCode, RegionRef, Span, UrusanRef
from linkreg.vocabulary import (
    Action,
    Basis,
    EvidenceKind,
    Necessity,
    Outcome,
    ReasonCode,
    Scope,
    Verdict,
)


class CitationView(Schema):
    """Where a rule is written."""

    instrument = fields.String()
    article = fields.String()
    url = fields.String(allow_none=True)


class ReasonView(Schema):
    """Why: a stable code and an Indonesian sentence."""

    code = LabeledCode(ReasonCode)
    text = fields.String()


class SingleReasonView(ReasonView):
    """One of several reasons, with the words that fill its sentence."""

    words = fields.Dict(keys=fields.String(), values=fields.String())


def _reason(finding: Finding) -> dict[str, str]:
    return {"code": finding.reason.code, "text": finding.reason_text}


class FindingView(Schema):
    """What one criterion came to; ``reasons`` are the sentences of ``reason``, each by itself."""

    criterion = fields.String(attribute="criterion.key")
    label = fields.String(attribute="criterion.label")
    necessity = LabeledCode(Necessity, attribute="criterion.necessity")
    scope = LabeledCode(Scope, attribute="criterion.scope")
    outcome = LabeledCode(Outcome)
    reason = Computed(ReasonView, _reason)
    reasons = fields.List(fields.Nested(SingleReasonView))
    evidence = fields.List(fields.String())
    citation = fields.Nested(CitationView, attribute="criterion.citation")
    holds = fields.Nested(Span)


class FailureView(Schema):
    """A criterion that a day fails, and why."""

    criterion = fields.String(attribute="criterion.key")
    label = fields.String(attribute="criterion.label")
    outcome = LabeledCode(Outcome)
    reason = Computed(ReasonView, _reason)


class BarView(Schema):
    """A sanction in force; ``scope`` is ``null`` where it bars everywhere."""

    id = fields.String()
    scope = RegionRef(allow_none=True)
    reason = fields.String()
    source = fields.String()
    start = fields.Date(attribute="days.start", data_key="from")
    end = fields.Date(attribute="days.end", data_key="until")


class PeriodView(Schema):
    """Whether every day qualifies; ``reasons`` are those of the first that fails."""

    start = fields.Date(attribute="period.start", data_key="from")
    end = fields.Date(attribute="period.end", data_key="until")
    qualified = fields.Boolean()
    fails_on = fields.Date(allow_none=True)
    reasons = fields.List(fields.Nested(FailureView), attribute="findings")
    bars = fields.List(fields.Nested(BarView))


class StepCitationView(Schema):
    """A criterion that a step serves, and where it is written."""

    criterion = fields.String(attribute="key")
    label = fields.String()
    instrument = fields.String(attribute="citation.instrument")
    article = fields.String(attribute="citation.article")
    url = fields.String(attribute="citation.url", allow_none=True)


class NextStepView(Schema):
    """One thing to do; any one of the documents will do. ``what`` and ``detail`` fill the sentence."""

    criteria = fields.List(fields.Pluck(StepCitationView, "criterion"))
    action = LabeledCode(Action, attribute="remedy.action")
    documents = fields.List(LabeledCode(EvidenceKind), attribute="remedy.kinds")
    what = fields.String(attribute="remedy.what")
    detail = fields.String(attribute="remedy.detail")
    text = fields.String(attribute="remedy.text")
    citations = Computed(StepCitationView, lambda step: step.criteria, many=True)


class OrganizationRef(Schema):
    """Which organization, in which version."""

    id = fields.String()
    name = fields.String(attribute="profile.name")
    version = fields.Integer()


class RulesetRef(Schema):
    """Which text."""

    key = fields.String()
    title = fields.String()
    confirmed = fields.Boolean()


class PackageView(Schema):
    """Against which package field and personnel were judged."""

    urusan = fields.List(UrusanRef())
    partnering = fields.Boolean()


def _package(presented: Presented) -> dict[str, Any] | None:
    package = presented.assessment.facts.package
    if package is None:
        return None
    return {"urusan": sorted(package.urusan), "partnering": package.partnering}


class AssessmentView(Schema):
    """A verdict with all its reasons; ``period`` is ``null`` unless ``until`` was given.

    ``package`` is ``null`` unless one was described. ``barred`` is a finding of its own: a sanction
    never changes the verdict.
    """

    organization = fields.Nested(OrganizationRef, attribute="record")
    ruleset = fields.Nested(RulesetRef, attribute="assessment.ruleset")
    on = fields.Date(attribute="assessment.on")
    basis = LabeledCode(Basis, attribute="assessment.basis")
    package = Computed(PackageView, _package, allow_none=True)
    outcome = LabeledCode(Verdict, attribute="assessment.verdict")
    holds = fields.Nested(Span, attribute="assessment.holds")
    findings = fields.List(fields.Nested(FindingView), attribute="assessment.findings")
    next_steps = Computed(
        NextStepView, lambda presented: next_steps(presented.assessment), many=True
    )
    barred = fields.Boolean(attribute="assessment.barred")
    bars = fields.List(fields.Nested(BarView), attribute="assessment.bars")
    period = fields.Nested(PeriodView, allow_none=True)


class CriterionView(Schema):
    """One requirement."""

    key = fields.String()
    label = fields.String()
    explanation = fields.String()
    necessity = LabeledCode(Necessity)
    scope = LabeledCode(Scope)
    citation = fields.Nested(CitationView)
    documents = fields.List(fields.List(LabeledCode(EvidenceKind)))


class RulesetView(Schema):
    """A legal text as data."""

    key = fields.String()
    title = fields.String()
    instrument = fields.String()
    url = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    in_force = fields.Nested(Span)
    confirmed = fields.Boolean()
    criteria = fields.List(fields.Nested(CriterionView))


def present_assessment(presented: Presented, *, officer: bool) -> dict[str, Any]:
    """Return the JSON-ready verdict; documents' ids are shown to those who may read them."""
    plain = dumped(AssessmentView(), presented)
    if not officer:
        for finding in plain["findings"]:
            finding["evidence"] = []
    return plain


def present_rulesets(rulesets: Iterable[Ruleset]) -> list[dict[str, Any]]:
    """Return the JSON-ready rulesets."""
    return [dumped(RulesetView(), ruleset) for ruleset in rulesets]
