"""Notices on an organization's page: its answer, and the officer's decision after it."""

from __future__ import annotations

from flask import Blueprint, flash, request
from werkzeug.wrappers import Response

from api import messages
from api.identity import registry, session_actor
from api.languages import translated
from api.pages.organization import answer_refusal, back_to
from api.pages.small_form import SmallForm
from linkreg.errors import Conflict, InvalidInput

blueprint = Blueprint("notices", __name__)

_ANCHOR = "pemberitahuan"


@blueprint.post("/ormas/<id:organization_id>/pemberitahuan/<id:notice_id>/jawaban")
def reply(organization_id: str, notice_id: str) -> Response | tuple[str, int]:
    """Keep the organization's answer; a refused one comes back as typed."""
    form = SmallForm({"text": request.form.get("text", "")}, about=notice_id)
    try:
        registry().reply(notice_id, form.values["text"], session_actor())
    except (InvalidInput, Conflict) as error:
        return answer_refusal(organization_id, error, "notice", form)
    flash(messages.REPLIED)
    return back_to(organization_id, _ANCHOR)


@blueprint.post("/ormas/<id:organization_id>/pemberitahuan/<id:notice_id>/putusan")
def decide(organization_id: str, notice_id: str) -> Response | tuple[str, int]:
    """Carry the measure out or drop it; final."""
    given = {name: request.form.get(name, "") for name in ("outcome", "note")}
    form = SmallForm(given, about=notice_id)
    try:
        seen = request.form.get("version", 0, int)
        notice = registry().decide_notice(notice_id, form.data(), session_actor(), version=seen)
    except (InvalidInput, Conflict) as error:
        return answer_refusal(organization_id, error, "notice", form)
    outcome = notice.outcome.label.lower() if notice.outcome else ""
    told = messages.NOTICE_DECIDED.format(measure=notice.measure.label, outcome=outcome)
    flash(translated(told))
    return back_to(organization_id, _ANCHOR)
