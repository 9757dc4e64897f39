"""``/ormas/<id>``: an organization, its verification sheet and, for insiders, its documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.errors import InvalidRequest, status_of
from api.identity import registry, session_actor
from api.pages.addresses import public_address
from api.pages.paper import qr_code
from api.pages.small_form import SmallForm
from api.pages.timeline import draw
from api.showing import show_organization
from linkreg.consents import current_text
from linkreg.eligibility import Ruleset, next_steps
from linkreg.errors import InvalidInput, LinkregError, NotKnownThen, RevisionErased
from linkreg.records import OrganizationRecord
from linkreg.reference import all_urusan
from linkreg.schemas.assessment import AssessmentQuery, load_assessment_query, load_day
from linkreg.schemas.linked_data import present_linked_data
from linkreg.schemas.profile import identifier_warnings
from linkreg.schemas.query import gather
from linkreg.services.dossiers import Dossier
from linkreg.strengths import strengths_of, years_by_urusan, years_worked
from linkreg.vocabulary import Basis, EvidenceKind, OrganizationStatus, Outcome

blueprint = Blueprint("organization", __name__)


_SHOW = "pages.organization.show"

#: The forms of the page, each of which may come back refused.
FORMS = ("evidence", "decision", "file", "step", "notice", "flag")


@blueprint.get("/ormas/<id:organization_id>")
def show(organization_id: str) -> tuple[str, int]:
    """Show an organization with its verdict on the day and the basis asked for."""
    try:
        return render_organization(organization_id, load_assessment_query(request.args)), 200
    except InvalidInput as error:
        return render_organization(organization_id, problem=error), HTTPStatus.BAD_REQUEST
    except (NotKnownThen, RevisionErased) as error:
        return render_organization(organization_id, problem=error), status_of(error)


@blueprint.get("/ormas/<id:organization_id>.json")
def show_as_json(organization_id: str) -> Response:
    """Answer what the API does, to whoever is logged in here."""
    try:
        asked = load_day(gather(request.args.items(multi=True)))
    except InvalidInput as error:
        raise InvalidRequest(error.message, error.mistakes) from error
    return show_organization(organization_id, session_actor(), asked.on)


def answer_refusal(
    organization_id: str, error: LinkregError, name: str, form: SmallForm
) -> tuple[str, int]:
    """Show the page again with what was typed, beside what is wrong; what is at odds stands on top."""
    forms = {name: form.refused(error)}
    alert = None if isinstance(error, InvalidInput) else error
    return render_organization(organization_id, alert=alert, forms=forms), status_of(error)


def back_to(organization_id: str, anchor: str | None = None) -> Response:
    """Lead back to the organization's page after something was done."""
    page = url_for("pages.organization.show", organization_id=organization_id, _anchor=anchor)
    return redirect(page, 303)


def render_organization(
    organization_id: str,
    asked: AssessmentQuery | None = None,
    *,
    problem: LinkregError | None = None,
    alert: LinkregError | None = None,
    forms: Mapping[str, SmallForm] | None = None,
) -> str:
    """Return the page; a form that was refused is shown again with what was typed.

    ``problem``: the day or the basis asked for cannot be shown. ``alert``: what was sent came too late.
    """
    asked = asked or AssessmentQuery()
    dossier = registry().open_dossier(
        organization_id,
        on=asked.on,
        until=asked.until,
        basis=asked.basis,
        package=asked.package,
        actor=session_actor(),
    )
    return render_dossier(dossier, asked, problem=problem, alert=alert, forms=forms)


def render_dossier(
    dossier: Dossier,
    asked: AssessmentQuery,
    *,
    problem: LinkregError | None = None,
    alert: LinkregError | None = None,
    forms: Mapping[str, SmallForm] | None = None,
    preview: bool = False,
) -> str:
    """Return the page of what was looked up; ``preview``: for those who fill it in."""
    record, assessment = dossier.record, dossier.assessment
    paper = public_address(_SHOW, organization_id=record.id, **_asked_again(asked, assessment.on))
    return render_template(
        "organization.html",
        preview=preview,
        record=record,
        profile=record.profile,
        assessment=assessment,
        period=dossier.period,
        rights=dossier.rights,
        today=dossier.today,
        insight=dossier.insight,
        judged_version=dossier.judged_version,
        drawing=draw(dossier.stretches, dossier.today),
        turns=[it for it in dossier.stretches if it.previous not in {None, it.verdict}],
        documents={document.id: document for document in record.evidence},
        served=criteria_by_kind(assessment.ruleset),
        steps=next_steps(assessment),
        counted=sum(f.outcome is not Outcome.NOT_APPLICABLE for f in assessment.findings),
        met=sum(finding.outcome is Outcome.MET for finding in assessment.findings),
        warnings=identifier_warnings(record.profile) if dossier.insight else (),
        consent_text=current_text(),
        strengths=strengths_of(record.profile),
        worked=years_worked(record.profile),
        similar=years_by_urusan(record.profile),
        paper_address=paper,
        qr_code=qr_code(paper),
        linked_data=_linked_data(record),
        affairs=[urusan for urusan in all_urusan() if urusan.is_affair],
        bases=(Basis.VERIFIED, Basis.DECLARED),
        asked=asked,
        problem=problem,
        alert=alert,
        forms={name: SmallForm() for name in FORMS} | dict(forms or {}),
    )


def _asked_again(asked: AssessmentQuery, on: date) -> dict[str, Any]:
    """Return the parameters that show the same on any later day."""
    package = asked.package
    return {
        "on": on,
        "basis": None if asked.basis is Basis.VERIFIED else asked.basis.value,
        "until": asked.until,
        "package_urusan": sorted(package.urusan) if package else None,
        "partnering": "true" if package and package.partnering else None,
    }


def _linked_data(record: OrganizationRecord) -> dict[str, Any] | None:
    """Return what search engines are told: of what is published only."""
    if record.status is not OrganizationStatus.PUBLISHED:
        return None
    return present_linked_data(record.profile, public_address(_SHOW, organization_id=record.id))


def criteria_by_kind(ruleset: Ruleset) -> dict[EvidenceKind, list[str]]:
    """Return the labels of the criteria that a document of each kind can serve."""
    return {
        kind: [
            criterion.label
            for criterion in ruleset.criteria
            if any(kind in kinds for kinds in criterion.documents)
        ]
        for kind in EvidenceKind
    }
