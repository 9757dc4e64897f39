"""A step sent after its session ended: log in on the spot, and what was typed is there.

It is kept among what the account typed, never saved: whoever made somebody send a form has not made
them save it.
"""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from api.errors import answer_http
from api.identity import registry, session_actor
from api.pages.profile_form import ProfileForm, label_of
from api.pages.step_list import BY_KEY, address_of_step
from api.pages.typing import Typing
from linkreg.errors import InvalidInput, NotAuthenticated, NotFound, NotPermitted
from linkreg.services import gate

#: Under these names the door says whose step it carries, and which.
_WHOSE, _STAGE = "carried-organization", "carried-step"

#: What is of the moment, and not of what was typed.
_OF_THE_MOMENT = frozenset({"csrf_token", "email", "password", "code", "next", "ke", "more"})


def require_login() -> None:
    """Let in whoever is logged in, before anything is said of the organization."""
    gate.require_known(session_actor())


def ask_to_log_in(error: NotAuthenticated | CSRFError) -> Response | tuple[str, int]:
    """Show the door with what was typed carried along; a script is led to the plain one."""
    if request.method == "POST" and request.endpoint == "pages.steps.save":
        organization_id, stage = (request.view_args or {}).values()
        forged = isinstance(error, CSRFError)
        page = _door(organization_id, stage)
        return page, HTTPStatus.BAD_REQUEST if forged else HTTPStatus.UNAUTHORIZED
    if isinstance(error, CSRFError):
        return answer_http(error)
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("pages.sessions.show", next=here), 303)


def door_again(message: str) -> str:
    """Return the door with what it carries and why it stayed shut; empty when nothing is carried."""
    organization_id, stage = request.form.get(_WHOSE, ""), request.form.get(_STAGE, "")
    return _door(organization_id, stage, message) if stage in BY_KEY and organization_id else ""


def keep_carried() -> None:
    """Keep what came through the door for whoever just logged in, if it is theirs to fill in."""
    organization_id, stage = request.form.get(_WHOSE, ""), request.form.get(_STAGE, "")
    if not organization_id or stage not in BY_KEY:
        return
    with suppress(NotFound, NotPermitted, InvalidInput):
        registry().keep_typed(
            organization_id,
            lambda record, seen: Typing.read(BY_KEY[stage], record, seen).change,
            session_actor(),
            seen_version=request.form.get("version", 0, int),
        )


def _door(organization_id: str, stage: str, message: str = "") -> str:
    form = ProfileForm.typed(request.form, BY_KEY[stage].fields)
    typed = [(label_of(name), said) for name in form.fields if (said := form.words(name))]
    sent = [it for it in request.form.items(multi=True) if it[0] not in _OF_THE_MOMENT]
    carried = {_WHOSE: organization_id, _STAGE: stage}
    return render_template(
        "steps/masuk.html",
        target=address_of_step(organization_id, stage),
        carried=[*carried.items(), *(it for it in sent if it[0] not in carried)],
        email=request.form.get("email", ""),
        typed=typed,
        message=message,
    )
