"""``/akun``: one's own account, its open sessions and tokens, and another password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.identity import caller, forget, registry, session_actor, session_secret
from api.languages import translated
from api.pages.sessions import refusal
from api.pages.small_form import SmallForm
from linkreg.errors import InvalidInput, TooManyRequests
from linkreg.services.credentials import Purpose

blueprint = Blueprint("account", __name__)


@blueprint.get("/akun")
def show() -> str:
    """Show what the account has open."""
    return _page(SmallForm())


@blueprint.post("/akun/kata-sandi")
def change_password() -> Response:
    """Change the password, which ends this session too; a refused form comes back empty."""
    given = request.form.get("current", ""), request.form.get("password", "")
    try:
        registry().change_password(*given, session_actor(), address=caller())
    except (InvalidInput, TooManyRequests) as error:
        return refusal(_page(SmallForm().refused(error)), error)
    forget()
    flash(messages.LOGGED_OUT_EVERYWHERE)
    return redirect(url_for("pages.sessions.show"), 303)


@blueprint.post("/akun/sesi/<id:session_id>/pengakhiran")
def end_session(session_id: str) -> Response:
    """Log another browser out."""
    registry().revoke(session_id, session_actor(), Purpose.SESSION)
    flash(messages.SESSION_ENDED)
    return redirect(url_for("pages.account.show"), 303)


@blueprint.post("/akun/sesi/pengakhiran")
def end_other_sessions() -> Response:
    """Log all other browsers out."""
    actor = session_actor()
    count = registry().revoke_all(actor.name, actor, Purpose.SESSION, keep=session_secret())
    flash(translated(messages.LOGGED_OUT_ELSEWHERE.format(count=count)))
    return redirect(url_for("pages.account.show"), 303)


@blueprint.post("/akun/token/<id:token_id>/pencabutan")
def revoke_token(token_id: str) -> Response:
    """End a token."""
    registry().revoke(token_id, session_actor(), Purpose.TOKEN)
    flash(messages.ACCESS_REVOKED)
    return redirect(url_for("pages.account.show"), 303)


def _page(form: SmallForm) -> str:
    actor, asking = session_actor(), session_secret()
    return render_template(
        "account.html",
        form=form,
        account=registry().get_account(actor.name, actor),
        sessions=registry().list_credentials(actor.name, Purpose.SESSION, actor, asking=asking),
        tokens=registry().list_credentials(actor.name, Purpose.TOKEN, actor),
    )
