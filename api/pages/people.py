"""``/ormas/<id>/pengurus-akun``: who keeps an organization's profile, invited and taken off."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.identity import registry, session_actor
from api.mailing import send_link
from api.pages.sessions import refusal
from api.pages.small_form import SmallForm
from linkreg.errors import Conflict, InvalidInput, MailUnavailable
from linkreg.vocabulary import Role

blueprint = Blueprint("people", __name__)

_PATH = "/ormas/<id:organization_id>/pengurus-akun"


@blueprint.get(_PATH)
def show(organization_id: str) -> str:
    """List them, with a form to invite another."""
    return _page(organization_id, SmallForm())


@blueprint.post(_PATH)
def invite(organization_id: str) -> Response:
    """Invite somebody by mail."""
    form = SmallForm({"email": request.form.get("email", "")})
    actor = session_actor()
    try:
        send_link(
            lambda: registry().invite(
                form.values["email"], Role.ORGANIZATION, actor, organization_id=organization_id
            )
        )
    except (InvalidInput, Conflict, MailUnavailable) as error:
        return refusal(_page(organization_id, form.refused(error)), error)
    flash(messages.INVITED)
    return redirect(url_for("pages.people.show", organization_id=organization_id), 303)


@blueprint.post(f"{_PATH}/<id:account_id>/pelepasan")
def remove(organization_id: str, account_id: str) -> Response:
    """Take somebody off; whoever takes off themselves is logged out."""
    actor = session_actor()
    try:
        registry().remove_person(organization_id, account_id, actor)
    except Conflict as error:
        return refusal(_page(organization_id, SmallForm().refused(error)), error)
    flash(messages.PERSON_REMOVED)
    if account_id == actor.name:
        return redirect(url_for("pages.sessions.show"), 303)
    return redirect(url_for("pages.people.show", organization_id=organization_id), 303)


def _page(organization_id: str, form: SmallForm) -> str:
    actor = session_actor()
    people = registry().list_people(organization_id, actor)
    record = registry().get(organization_id, actor)
    return render_template("people.html", record=record, people=people, form=form)
