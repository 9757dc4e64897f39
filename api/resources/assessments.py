"""``/v1/organizations/{id}/assessment``: does it qualify, when does that change, and why."""

from __future__ import annotations

from flask import Response

from api.answer import answer
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.eligibility import Assessment, PeriodVerdict
from linkreg.records import OrganizationRecord
from linkreg.schemas.assessment import (
    AssessmentQuery,
    RulesetAssessmentQuerySchema,
    TimelineQuery,
    TimelineQuerySchema,
)
from linkreg.schemas.assessment_views import AssessmentView, present_assessment
from linkreg.schemas.organization_views import Presented
from linkreg.schemas.timeline_view import TimelineView, present_timeline
from linkreg.services import gate
from linkreg.services.assessments import assess_organization as assess
from linkreg.services.assessments import assess_period, trace_organization


@route(
    "GET",
    "/organizations/{organization_id}/assessment",
    summary="Assess an organization; by default today, by the text in force, on verified evidence",
    query=RulesetAssessmentQuerySchema,
    answer=AssessmentView,
)
def assess_organization(actor: Actor, organization_id: str, query: AssessmentQuery) -> Response:
    """Answer the verdict with its findings and the next steps."""
    with registry().reading(actor) as tx:
        reading, assessment = assess(
            tx,
            registry().rulesets,
            organization_id,
            on=query.on,
            ruleset=query.ruleset,
            basis=query.basis,
            package=query.package,
        )
    presented = Presented(reading.record, assessment, _period(reading.record, assessment, query))
    officer = gate.may_see_officer_fields(actor, reading.current)
    return answer(present_assessment(presented, officer=officer))


def _period(
    record: OrganizationRecord, assessment: Assessment, query: AssessmentQuery
) -> PeriodVerdict | None:
    if query.until is None:
        return None
    return assess_period(
        record,
        registry().rulesets,
        assessment.on,
        query.until,
        ruleset=query.ruleset,
        basis=query.basis,
        package=query.package,
    )


@route(
    "GET",
    "/organizations/{organization_id}/assessment/timeline",
    summary="Tell when the verdict changes, past and future, by what is known now",
    query=TimelineQuerySchema,
    answer=TimelineView,
)
def read_timeline(actor: Actor, organization_id: str, query: TimelineQuery) -> Response:
    """Answer every stretch of days with one verdict, and why it began."""
    with registry().reading(actor) as tx:
        record, found = trace_organization(tx, registry().rulesets, organization_id, query.basis)
    return answer(present_timeline(record, query.basis, found))
