"""``/ormas/<id>``: an organization, its verification sheet and, for insiders, its documents."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, render_template, request

from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.small_form import SmallForm
from linkreg.eligibility import next_steps
from linkreg.errors import InvalidInput, LinkregError, NotKnownThen, RevisionErased
from linkreg.schemas.assessment import AssessmentQuery, load_assessment_query
from linkreg.schemas.profile import identifier_warnings
from linkreg.strengths import strengths_of, years_by_urusan, years_worked
from linkreg.vocabulary import Basis, Outcome

blueprint = Blueprint("organization", __name__)


@blueprint.get("/ormas/<id:organization_id>")
def show(organization_id: str) -> tuple[str, int]:
    """Show an organization with its verdict on the day and the basis asked for."""
    try:
        return render_organization(organization_id, load_assessment_query(request.args)), 200
    except InvalidInput as error:
        return render_organization(organization_id, problem=error), HTTPStatus.BAD_REQUEST
    except (NotKnownThen, RevisionErased) as error:
        return render_organization(organization_id, problem=error), status_of(error)


def render_organization(
    organization_id: str,
    asked: AssessmentQuery | None = None,
    *,
    problem: LinkregError | None = None,
    evidence: SmallForm | None = None,
    decision: SmallForm | None = None,
    file: SmallForm | None = None,
) -> str:
    """Return the page; a form that was refused is shown again with what was typed."""
    asked = asked or AssessmentQuery()
    dossier = registry().open_dossier(
        organization_id, on=asked.on, basis=asked.basis, actor=session_actor()
    )
    record, assessment = dossier.record, dossier.assessment
    return render_template(
        "organization.html",
        record=record,
        profile=record.profile,
        assessment=assessment,
        rights=dossier.rights,
        judged_version=dossier.judged_version,
        turns=[it for it in dossier.stretches if it.previous not in {None, it.verdict}],
        documents={document.id: document for document in record.evidence},
        steps=next_steps(assessment),
        counted=sum(f.outcome is not Outcome.NOT_APPLICABLE for f in assessment.findings),
        met=sum(finding.outcome is Outcome.MET for finding in assessment.findings),
        warnings=identifier_warnings(record.profile) if dossier.rights.sees_documents else (),
        running_out=dossier.running_out,
        strengths=strengths_of(record.profile),
        worked=years_worked(record.profile),
        similar=years_by_urusan(record.profile),
        bases=(Basis.VERIFIED, Basis.DECLARED),
        asked=asked,
        problem=problem,
        evidence=evidence or SmallForm(),
        decision=decision or SmallForm(),
        file=file or SmallForm(),
    )
