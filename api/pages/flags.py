"""Observations, warnings and sanctions on an organization's page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request
from werkzeug.wrappers import Response

from api import messages
from api.identity import registry, session_actor
from api.pages.organization import answer_refusal, back_to
from api.pages.small_form import SmallForm
from linkreg.errors import AmbiguousRegionName, Conflict, InvalidInput, Mistake, UnknownRegionName
from linkreg.reference import resolve_region

blueprint = Blueprint("flags", __name__)

_FIELDS = ("kind", "reason", "source", "starts_on", "ends_on", "scope")
_ANCHOR = "tanda"


@blueprint.post("/ormas/<id:organization_id>/tanda")
def add(organization_id: str) -> Response | tuple[str, int]:
    """Put a flag on record; a refused one comes back as typed."""
    form = SmallForm({name: request.form.get(name, "") for name in _FIELDS})
    try:
        registry().raise_flag(organization_id, _flag(form), session_actor())
    except (InvalidInput, Conflict) as error:
        return answer_refusal(organization_id, error, "flag", form)
    flash(messages.FLAG_RAISED)
    return back_to(organization_id, _ANCHOR)


@blueprint.post("/ormas/<id:organization_id>/tanda/<id:flag_id>/pencabutan")
def lift(organization_id: str, flag_id: str) -> Response | tuple[str, int]:
    """End a flag before its last day."""
    form = SmallForm({"reason": request.form.get("reason", "")}, about=flag_id)
    try:
        registry().lift_flag(organization_id, flag_id, form.values["reason"], session_actor())
    except (InvalidInput, Conflict) as error:
        return answer_refusal(organization_id, error, "flag", form)
    flash(messages.FLAG_LIFTED)
    return back_to(organization_id, _ANCHOR)


def _flag(form: SmallForm) -> dict[str, Any]:
    """Return the flag with its place as a code; a place that is not clear is told at its field."""
    given = form.data()
    if "scope" in given:
        try:
            given["scope"] = resolve_region(given["scope"]).code
        except (UnknownRegionName, AmbiguousRegionName) as error:
            mistake = Mistake("/scope", error.code, error.message)
            raise InvalidInput(error.message, [mistake]) from None
    return given
