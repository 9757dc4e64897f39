"""``/admin``: how the registry stands, for administrators."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from api import messages
from api.health import MAX_LAG
from api.identity import registry, session_actor
from api.languages import translated
from api.pages.formats import number
from api.pages.sessions import refusal
from linkreg.errors import CorruptData
from linkreg.services.upkeep import CHECKED_AT_MOST

blueprint = Blueprint("admin", __name__)


@blueprint.get("/admin")
def show() -> str:
    """Show index, journal, synonyms and the flags in force."""
    return _page()


@blueprint.post("/admin/jurnal")
def check_journal() -> Response:
    """Check the newest entries of the journal; what is wrong with them is told on the page."""
    try:
        count = registry().check_journal(session_actor())
    except CorruptData as error:
        return refusal(_page(error.message), error)
    flash(translated(messages.JOURNAL_SOUND.format(count=number(count))))
    return redirect(url_for("pages.admin.show", _anchor="jurnal"), 303)


def _page(alarm: str = "") -> str:
    actor = session_actor()
    flags, total = registry().list_flags_in_force(actor)
    return render_template(
        "admin.html",
        upkeep=registry().look_after(actor),
        flags=flags,
        flags_total=total,
        alarm=alarm,
        most=CHECKED_AT_MOST,
        lag_borne=MAX_LAG,
    )
