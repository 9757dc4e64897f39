"""``/v1/organizations/{id}/assessment``: does it qualify on a day, by which text, and why."""

from __future__ import annotations

from flask import Response

from api.answer import answer
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.assessment import AssessmentQuery, RulesetAssessmentQuerySchema
from linkreg.schemas.assessment_views import AssessmentView, present_assessment
from linkreg.schemas.organization_views import Presented
from linkreg.services import gate
from linkreg.services.assessments import assess_organization as assess


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
        )
    officer = gate.may_see_officer_fields(actor, reading.current)
    return answer(present_assessment(Presented(reading.record, assessment), officer=officer))
