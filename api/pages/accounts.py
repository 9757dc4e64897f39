"""``/admin/akun``: accounts listed, invited, moved, disabled, and what they have open."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.identity import registry, session_actor
from api.languages import translated
from api.mailing import send_link
from api.pages.sessions import refusal
from api.pages.small_form import SmallForm
from linkreg.errors import (
    AmbiguousRegionName,
    Conflict,
    InvalidInput,
    MailUnavailable,
    Mistake,
    UnknownRegionName,
)
from linkreg.reference import resolve_region
from linkreg.services import gate
from linkreg.services.credentials import Purpose
from linkreg.services.permissions import Verb
from linkreg.vocabulary import Role

blueprint = Blueprint("accounts", __name__)

_PATH = "/admin/akun"
_PER_PAGE = 50

#: Who is invited here; an organization invites its own people.
INVITED = (Role.OFFICER, Role.ADMINISTRATOR, Role.SERVICE)

#: What is done with an account, and what that makes of it.
_SWITCHES = {"disable": True, "enable": False}


@blueprint.before_request
def let_administrators_in() -> None:
    """Refuse anybody else, also those who may see their own account elsewhere."""
    gate.require(session_actor(), Verb.LIST_ACCOUNTS)


@blueprint.get(_PATH)
def show() -> str:
    """List accounts by their address, page by page, with a form to invite."""
    return _list(SmallForm())


@blueprint.post(_PATH)
def invite() -> Response:
    """Invite somebody by mail."""
    form = SmallForm({name: request.form.get(name, "") for name in ("email", "role", "region")})
    actor = session_actor()
    try:
        role, region = _role(form.values["role"]), _region(form.values["region"])
        send_link(lambda: registry().invite(form.values["email"], role, actor, region=region))
    except (InvalidInput, Conflict, MailUnavailable) as error:
        return refusal(_list(form.refused(error)), error)
    flash(messages.INVITED)
    return redirect(url_for("pages.accounts.show"), 303)


@blueprint.get(f"{_PATH}/<id:account_id>")
def account(account_id: str) -> str:
    """Show one account with its sessions and tokens."""
    return _one(account_id, SmallForm())


@blueprint.post(f"{_PATH}/<id:account_id>")
def change(account_id: str) -> Response:
    """Disable or enable an account, or give it another role or region."""
    form = SmallForm({name: request.form.get(name, "") for name in ("role", "region")})
    try:
        registry().change_account(
            account_id,
            session_actor(),
            version=request.form.get("version", 0, int),
            **_wanted(form, request.form.get("do", "")),
        )
    except (InvalidInput, Conflict) as error:
        return refusal(_one(account_id, form.refused(error)), error)
    flash(messages.ACCOUNT_CHANGED)
    return _back_to(account_id)


@blueprint.post(f"{_PATH}/<id:account_id>/akses/<id:credential_id>/pencabutan")
def revoke(account_id: str, credential_id: str) -> Response:
    """End a session or a token."""
    registry().revoke(credential_id, session_actor())
    flash(translated(messages.CREDENTIALS_REVOKED.format(count=1)))
    return _back_to(account_id)


@blueprint.post(f"{_PATH}/<id:account_id>/akses/pencabutan")
def revoke_all(account_id: str) -> Response:
    """End everything an account has open."""
    count = registry().revoke_all(account_id, session_actor())
    flash(translated(messages.CREDENTIALS_REVOKED.format(count=count)))
    return _back_to(account_id)


def _back_to(account_id: str) -> Response:
    return redirect(url_for("pages.accounts.account", account_id=account_id), 303)


def _role(chosen: str) -> Role:
    if chosen in {role.value for role in INVITED}:
        return Role(chosen)
    message = "Pilih peran."
    raise InvalidInput(message, [Mistake("/role", "unknown_code", message)])


def _wanted(form: SmallForm, switch: str) -> dict[str, Any]:
    """Return what is to be changed: by one of two buttons, or else role and region."""
    if switch in _SWITCHES:
        return {"disabled": _SWITCHES[switch]}
    return {"role": _role(form.values["role"]), "region": _region(form.values["region"])}


def _region(name: str) -> str | None:
    """Return the code of a region that was typed; one that is not clear is told at its field."""
    if not name.strip():
        return None
    try:
        return resolve_region(name).code
    except (UnknownRegionName, AmbiguousRegionName) as error:
        mistake = Mistake("/region", error.code, error.message)
        raise InvalidInput(error.message, [mistake]) from None


def _list(form: SmallForm) -> str:
    wanted = min(max(request.args.get("halaman", 1, int), 1), 10_000)
    found, total = registry().list_accounts(
        session_actor(), limit=_PER_PAGE, offset=(wanted - 1) * _PER_PAGE
    )
    pages = max(1, -(-total // _PER_PAGE))
    return render_template(
        "accounts.html",
        accounts=found,
        total=total,
        page=wanted,
        pages=pages,
        form=form,
        roles=INVITED,
    )


def _one(account_id: str, form: SmallForm) -> str:
    actor = session_actor()
    return render_template(
        "admin_account.html",
        account=registry().get_account(account_id, actor),
        sessions=registry().list_credentials(account_id, Purpose.SESSION, actor),
        tokens=registry().list_credentials(account_id, Purpose.TOKEN, actor),
        form=form,
        roles=INVITED,
    )
