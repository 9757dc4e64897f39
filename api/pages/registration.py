"""``/daftar``: an organization opens an account with the draft of its profile; the steps follow."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from api import messages
from api.identity import caller, registry, remember
from api.pages.choices import choices
from api.pages.profile_form import ProfileForm
from api.pages.sessions import refusal
from api.pages.step_list import STEPS, address_of_step
from linkreg.errors import Conflict, InvalidInput, TooManyRequests
from linkreg.schemas.profile import merge_patch

blueprint = Blueprint("registration", __name__)

_FIELDS = ("name", "region", "email")


@blueprint.get("/daftar")
def show() -> str:
    """Show the empty form."""
    return _page(ProfileForm.blank(_FIELDS))


@blueprint.post("/daftar")
def register() -> Response:
    """Register and log in; a refused form comes back whole, except for the password."""
    form = ProfileForm.typed(request.form, _FIELDS)
    data = merge_patch({}, form.patch())
    email, password = form.value("email"), request.form.get("password", "")
    try:
        record, session = registry().sign_up(email, password, data, address=caller())
    except (InvalidInput, Conflict, TooManyRequests) as error:
        return refusal(_page(form.refused(error)), error)
    remember(session)
    flash(gettext(messages.REGISTERED))
    return redirect(address_of_step(record.id, STEPS[0].key), 303)


def _page(form: ProfileForm) -> str:
    return render_template("registration.html", form=form, choices=choices())
