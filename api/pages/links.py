"""``/undangan`` and ``/kata-sandi-baru``, where links lead; ``/lupa-kata-sandi``, to ask for one.

Looking uses nothing up: programs that read mail follow links, too.
"""

from __future__ import annotations

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from api import messages
from api.identity import caller, registry
from api.mailing import mailing, send_link
from api.pages.sessions import refusal
from api.pages.small_form import SmallForm
from linkreg.errors import InvalidInput, TooManyRequests
from linkreg.services.credentials import Purpose
from linkreg.services.links import FOLDERS

blueprint = Blueprint("links", __name__)

_PURPOSES = {folder: purpose for purpose, folder in FOLDERS.items()}
_LINK = f"/<any({','.join(map(repr, _PURPOSES))}):folder>/<id:secret>"


@blueprint.get(_LINK)
def show(folder: str, secret: str) -> Response:
    """Ask for a password, if the link is good."""
    return _private(_page(folder, secret, SmallForm()))


@blueprint.post(_LINK)
def follow(folder: str, secret: str) -> Response:
    """Use the link up and lead to the door; a refused password may be chosen again."""
    password = request.form.get("password", "")
    try:
        registry().follow_link(secret, _PURPOSES[folder], password, address=caller())
    except InvalidInput as error:
        return _private(refusal(_page(folder, secret, SmallForm().refused(error)), error))
    flash(messages.CHOSEN)
    return redirect(url_for("pages.sessions.show"), 303)


@blueprint.get("/lupa-kata-sandi")
def ask() -> str:
    """Ask for the address; raise where no letters are sent."""
    mailing()
    return render_template("forgotten.html", form=SmallForm())


@blueprint.post("/lupa-kata-sandi")
def send() -> Response:
    """Send a letter, and say the same whether the address has an account or not."""
    form = SmallForm({"email": request.form.get("email", "")})
    try:
        send_link(lambda: registry().request_reset(form.values["email"], address=caller()))
    except TooManyRequests as error:
        return refusal(render_template("forgotten.html", form=form.refused(error)), error)
    flash(messages.LETTER_SENT)
    return redirect(url_for("pages.sessions.show"), 303)


def _page(folder: str, secret: str, form: SmallForm) -> str:
    purpose = _PURPOSES[folder]
    email = registry().read_link(secret, purpose)
    invited = purpose is Purpose.INVITATION
    return render_template("new_password.html", form=form, email=email, invited=invited)


def _private(page: str | Response) -> Response:
    """Keep the page, whose address is a secret, out of caches and of the next page's knowledge."""
    response: Response = make_response(page)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
