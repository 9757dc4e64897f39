"""``/daftar``: an organization registers itself, with the account that keeps its profile."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.identity import caller, registry, remember
from api.pages.profile_form import ProfileForm, choices
from api.pages.sessions import refusal
from linkreg.errors import Conflict, InvalidInput, TooManyRequests
from linkreg.schemas.profile import merge_patch

blueprint = Blueprint("registration", __name__)


@blueprint.get("/daftar")
def show() -> str:
    """Show the empty form."""
    return render_template("registration.html", form=ProfileForm.blank(), choices=choices())


@blueprint.post("/daftar")
def register() -> Response:
    """Register and log in; a refused form comes back whole, except for the password."""
    form = ProfileForm.typed(request.form)
    data = merge_patch({}, form.patch())
    try:
        record, session = registry().sign_up(
            request.form.get("email", ""),
            request.form.get("password", ""),
            data,
            address=caller(),
        )
    except (InvalidInput, Conflict, TooManyRequests) as error:
        page = render_template("registration.html", form=form.refused(error), choices=choices())
        return refusal(page, error)
    remember(session)
    flash(messages.REGISTERED)
    return redirect(url_for("pages.organization.show", organization_id=record.id), 303)
