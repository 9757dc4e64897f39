"""Putting a document forward, by its dates and numbers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.organization import render_organization
from api.pages.small_form import SmallForm
from linkreg.errors import InvalidInput

blueprint = Blueprint("documents", __name__)

_FIELDS = ("kind", "number", "issuer", "issued_on", "valid_from", "valid_until", "fiscal_year")


@blueprint.post("/ormas/<id:organization_id>/dokumen")
def add(organization_id: str) -> Response | tuple[str, int]:
    """Add a document; a refused one is shown again beside what is wrong with it."""
    form = SmallForm({name: request.form.get(name, "") for name in _FIELDS})
    try:
        registry().supply_evidence(organization_id, form.data("fiscal_year"), session_actor())
    except InvalidInput as error:
        return render_organization(organization_id, evidence=form.refused(error)), status_of(error)
    flash(messages.EVIDENCE_ADDED)
    page = url_for("pages.organization.show", organization_id=organization_id, _anchor="dokumen")
    return redirect(page, 303)
