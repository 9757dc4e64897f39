"""``/akun/kode``: one-time codes besides the password, switched on and off."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.identity import caller, registry, session_actor
from api.pages.sessions import refusal
from api.pages.small_form import SmallForm
from linkreg.errors import Conflict, InvalidInput, TooManyRequests

blueprint = Blueprint("codes", __name__)


@blueprint.get("/akun/kode")
def show() -> str:
    """Say whether codes are asked for, with what can be done."""
    return _page(SmallForm())


@blueprint.post("/akun/kode")
def begin() -> Response:
    """Show a secret for the application, once."""
    enrolment = registry().begin_codes(session_actor())
    return _once(_page(SmallForm(), enrolment=enrolment))


@blueprint.post("/akun/kode/pengaktifan")
def confirm() -> Response:
    """Switch on, and show the codes for paper, once; a wrong code may be typed again."""
    try:
        paper = registry().confirm_codes(request.form.get("code", ""), session_actor())
    except (InvalidInput, Conflict) as error:
        again = isinstance(error, InvalidInput)
        return refusal(_page(SmallForm().refused(error), again=again), error)
    return _once(_page(SmallForm(), paper=paper))


@blueprint.post("/akun/kode/pelepasan")
def remove() -> Response:
    """Switch off."""
    code = request.form.get("code", "")
    try:
        registry().remove_codes(code, session_actor(), address=caller())
    except (InvalidInput, TooManyRequests) as error:
        return refusal(_page(SmallForm().refused(error)), error)
    flash(messages.CODES_OFF)
    return redirect(url_for("pages.account.show"), 303)


def _page(form: SmallForm, **shown: object) -> str:
    actor = session_actor()
    account = registry().get_account(actor.name, actor)
    return render_template("codes.html", form=form, account=account, **shown)


def _once(page: str) -> Response:
    response: Response = make_response(page)
    response.headers["Cache-Control"] = "private, no-store"
    return response
