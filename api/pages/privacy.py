"""Consent on an organization's page: given, and withdrawn."""

from __future__ import annotations

from flask import Blueprint, flash, request
from werkzeug.wrappers import Response

from api import messages
from api.identity import registry, session_actor
from api.pages.organization import answer_refusal, back_to
from api.pages.small_form import SmallForm
from linkreg.errors import Conflict, InvalidInput

blueprint = Blueprint("privacy", __name__)

_ANCHOR = "persetujuan"


@blueprint.post("/ormas/<id:organization_id>/persetujuan")
def give(organization_id: str) -> Response | tuple[str, int]:
    """Agree to the text that was shown."""
    try:
        registry().give_consent(organization_id, session_actor(), text=request.form.get("text", ""))
    except InvalidInput as error:
        return answer_refusal(organization_id, error, "step", SmallForm(about="persetujuan"))
    flash(messages.CONSENT_GIVEN)
    return back_to(organization_id)


@blueprint.post("/ormas/<id:organization_id>/persetujuan/penarikan")
def withdraw(organization_id: str) -> Response | tuple[str, int]:
    """Withdraw the consent; twice is harmless."""
    try:
        registry().withdraw_consent(organization_id, session_actor())
    except Conflict as error:
        return answer_refusal(organization_id, error, "step", SmallForm())
    flash(messages.CONSENT_WITHDRAWN)
    return back_to(organization_id, _ANCHOR)
