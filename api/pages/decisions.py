"""An officer's word on a document, by the checklist of its kind."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request
from werkzeug.wrappers import Response

from api import messages
from api.errors import status_of
from api.identity import registry, session_actor
from api.languages import translated
from api.pages.formats import day
from api.pages.organization import answer_refusal, back_to
from api.pages.small_form import SmallForm
from api.pages.worklist import desk_after, show_desk
from linkreg.errors import Conflict, InvalidInput
from linkreg.records import EvidenceRecord
from linkreg.vocabulary import EvidenceState, VerificationQuestion

blueprint = Blueprint("decisions", __name__)

#: The value of a hidden field: go on at the desk rather than back to the organization.
_DESK = "desk"
_SAID = {"yes": True, "no": False}


@blueprint.post("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/putusan")
def decide(organization_id: str, evidence_id: str) -> Response | tuple[str, int]:
    """Accept a document, or announce its rejection; what is not answered is asked for."""
    names = ("state", "note", *(question.value for question in VerificationQuestion))
    form = SmallForm({name: request.form.get(name, "") for name in names}, about=evidence_id)
    at_desk = request.form.get("from") == _DESK
    try:
        decided = registry().decide_evidence(
            organization_id,
            evidence_id,
            _decision(form),
            session_actor(),
            version=request.form.get("version", 0, int),
        )
    except (InvalidInput, Conflict) as error:
        if at_desk:
            told = form.refused(error)
            return show_desk(evidence_id, form=told, error=error, status=status_of(error))
        return answer_refusal(organization_id, error, "decision", form)
    flash(translated(_told(organization_id, decided)))
    if at_desk:
        return redirect(desk_after(evidence_id), 303)
    return back_to(organization_id, f"dokumen-{evidence_id}")


def _decision(form: SmallForm) -> dict[str, Any]:
    given = form.data()
    answers = {
        question.value: _SAID[given.pop(question.value)]
        for question in VerificationQuestion
        if given.get(question.value) in _SAID
    }
    return {**given, "answers": answers}


def _told(organization_id: str, decided: EvidenceRecord) -> str:
    """Say what the decision came to: a rejection takes effect only once the organization was heard."""
    if decided.state is EvidenceState.ACCEPTED and request.form.get("state") == "accepted":
        return messages.EVIDENCE_ACCEPTED
    opened = registry().list_notices(organization_id, session_actor())
    until = next(it.reply_until for it in opened if it.evidence_id == decided.id)
    return messages.REJECTION_ANNOUNCED.format(day=day(until))
