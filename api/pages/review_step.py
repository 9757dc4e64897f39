"""``/ormas/<id>/isi/periksa``: what is missing, how the public will see it, consent, handing it in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from api import messages
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.carrying import require_login
from api.pages.organization import render_dossier
from api.pages.profile_form import ProfileForm, label_of
from api.pages.step_list import BY_KEY, STEPS, address_of_gap
from api.pages.steps import surroundings_of
from linkreg.consents import current_text
from linkreg.errors import Conflict, InvalidInput, LinkregError, StaleVersion
from linkreg.records import OrganizationRecord
from linkreg.schemas.assessment import AssessmentQuery

blueprint = Blueprint("review_step", __name__)
blueprint.before_request(require_login)

_STEP = BY_KEY["periksa"]


@blueprint.get("/ormas/<id:organization_id>/isi/periksa")
def show(organization_id: str) -> str:
    """Show the whole once more before it is handed in."""
    return _page(organization_id)


@blueprint.post("/ormas/<id:organization_id>/isi/periksa")
def submit(organization_id: str) -> Response | tuple[str, int]:
    """Agree to the text that was shown, where that was ticked, and hand the profile in."""
    seen, actor = request.form.get("version", 0, int), session_actor()
    try:
        version = _require_seen(organization_id, seen)
        if request.form.get("text"):
            registry().give_consent(organization_id, actor, text=request.form["text"])
            version = registry().get_to_edit(organization_id, actor).version
        registry().submit(organization_id, actor, version=version)
    except (InvalidInput, Conflict) as error:
        return _page(organization_id, error), status_of(error)
    flash(gettext(messages.SUBMITTED))
    return redirect(url_for("pages.organization.show", organization_id=organization_id), 303)


@blueprint.get("/ormas/<id:organization_id>/isi/pratinjau")
def preview(organization_id: str) -> str:
    """Show the page that the public will see."""
    dossier = registry().preview(organization_id, session_actor())
    return render_dossier(dossier, AssessmentQuery(), preview=True)


def _require_seen(organization_id: str, seen: int) -> int:
    """Return the version that was looked at; raise ``StaleVersion`` when it is no longer the last."""
    current = registry().get_to_edit(organization_id, session_actor()).version
    if seen != current:
        raise StaleVersion(seen, current)
    return current


def _page(organization_id: str, error: LinkregError | None = None) -> str:
    filling = registry().open_filling(organization_id, session_actor())
    return render_template(
        "steps/periksa.html",
        **surroundings_of(filling, _STEP),
        error=error,
        written=_written(filling.record),
        address_of_gap=lambda section, gap: address_of_gap(organization_id, section, gap),
        consent_text=current_text(),
    )


def _written(record: OrganizationRecord) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return, step by step, what every field says that says anything."""
    return [
        (step.key, [(label_of(name), said) for name in step.fields if (said := form.words(name))])
        for step in STEPS
        if step.fields
        for form in [ProfileForm.of(record.profile, step.fields)]
    ]
