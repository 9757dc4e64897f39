"""``/pencarian-tersimpan``: the searches that somebody keeps, and what is new among their results."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.identity import registry, session_actor
from api.pages.addresses import changed
from api.pages.sessions import refusal
from api.pages.small_form import SmallForm
from linkreg.errors import Conflict, InvalidInput
from linkreg.schemas.saved_search import read_query
from linkreg.services.saved_searches import AT_MOST

blueprint = Blueprint("saved", __name__)

_PATH = "/pencarian-tersimpan"


@blueprint.get(_PATH)
def show() -> str:
    """List them."""
    return _page(SmallForm())


@blueprint.post(_PATH)
def save() -> Response:
    """Keep the search that the form was beside; a refused one may be named again."""
    form = SmallForm({name: request.form.get(name, "") for name in ("name", "query")})
    data = {"name": form.values["name"], "query": form.values["query"].partition("?")[2]}
    try:
        registry().save_search(data, session_actor())
    except (InvalidInput, Conflict) as error:
        return refusal(_page(form.refused(error)), error)
    flash(messages.SEARCH_SAVED)
    return redirect(url_for("pages.saved.show"), 303)


@blueprint.post(f"{_PATH}/<id:search_id>/pembukaan")
def open_search(search_id: str) -> Response:
    """Lead to the results, or only to what is new among them; from now on they were seen."""
    kept = registry().open_saved_search(search_id, session_actor())
    address = f"{url_for('pages.search.show')}?{kept.query}"
    if "baru" in request.form:
        address = changed(read_query(kept.query), changed_since=kept.seen_at)
    return redirect(address, 303)


@blueprint.post(f"{_PATH}/<id:search_id>/penghapusan")
def delete(search_id: str) -> Response:
    """Let go of one."""
    registry().delete_saved_search(search_id, session_actor())
    flash(messages.SEARCH_DELETED)
    return redirect(url_for("pages.saved.show"), 303)


def _page(form: SmallForm) -> str:
    saved = registry().list_saved_searches(session_actor())
    return render_template("saved.html", saved=saved, form=form, most=AT_MOST)
