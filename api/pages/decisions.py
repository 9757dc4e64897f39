"""An officer's word: on a document, and on whether a profile is shown to everybody."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.organization import render_organization
from api.pages.small_form import SmallForm
from linkreg.errors import InvalidInput

blueprint = Blueprint("decisions", __name__)


@blueprint.post("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/putusan")
def decide(organization_id: str, evidence_id: str) -> Response | tuple[str, int]:
    """Accept or reject a document; without a reason for rejecting, ask for it."""
    given = {name: request.form.get(name, "") for name in ("state", "note")}
    form = SmallForm(given, about=evidence_id)
    try:
        decided = registry().decide_evidence(
            organization_id, evidence_id, form.data(), session_actor()
        )
    except InvalidInput as error:
        return render_organization(organization_id, decision=form.refused(error)), status_of(error)
    flash(messages.EVIDENCE_DECIDED.format(state=decided.state.label.lower()))
    page = url_for("pages.organization.show", organization_id=organization_id, _anchor="dokumen")
    return redirect(page, 303)


@blueprint.post("/ormas/<id:organization_id>/penayangan")
def publish(organization_id: str) -> Response:
    """Make a submitted profile public."""
    registry().publish(organization_id, session_actor())
    flash(messages.PUBLISHED)
    return redirect(url_for("pages.organization.show", organization_id=organization_id), 303)
