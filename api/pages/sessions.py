"""``/masuk`` and ``/keluar``: logging in and out of the pages."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.agents import name_agent
from api.errors import headers_of, status_of
from api.identity import caller, forget, registry, remember, session_actor
from api.pages import carrying
from api.pages.returning import safe_target
from linkreg.actor import Actor
from linkreg.errors import LinkregError, NotAuthenticated, NotPermitted, TooManyRequests
from linkreg.services import gate
from linkreg.services.permissions import Verb

blueprint = Blueprint("sessions", __name__)


@blueprint.get("/masuk")
def show() -> str:
    """Show the form; ``next`` is where to go afterwards."""
    return render_template("login.html", target=safe_target(request.args.get("next")))


@blueprint.post("/masuk")
def log_in() -> Response:
    """Open a session and go on; a wrong password shows the form again."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    target = safe_target(request.form.get("next"))
    try:
        issued = registry().log_in(
            email,
            password,
            code=request.form.get("code") or None,
            address=caller(),
            agent=name_agent(request.user_agent.string),
        )
    except (NotAuthenticated, NotPermitted, TooManyRequests) as error:
        page = carrying.door_again(error.message) or render_template(
            "login.html", target=target, email=email, message=error.message
        )
        return refusal(page, error)
    remember(issued)
    carrying.keep_carried()
    return redirect(target or _home(session_actor()), 303)


@blueprint.post("/keluar")
def log_out() -> Response:
    """End the session, here and in the database."""
    forget()
    flash(messages.LOGGED_OUT)
    return redirect(url_for("pages.search.show"), 303)


def refusal(page: str, error: LinkregError) -> Response:
    """Return a page that tells an error at its place, with the status and headers of the error."""
    return make_response(page, status_of(error), headers_of(error))


def _home(actor: Actor) -> str:
    if actor.organization_id:
        return url_for("pages.organization.show", organization_id=actor.organization_id)
    works = gate.may(actor, Verb.READ_WORKLIST)
    return url_for("pages.worklist.show" if works else "pages.search.show")
