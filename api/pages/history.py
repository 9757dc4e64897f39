"""``/ormas/<id>/riwayat``: what happened to an organization, newest first."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from api.identity import registry, session_actor
from linkreg.vocabulary.journal import HAPPENINGS, about

blueprint = Blueprint("history", __name__)

#: How many entries a page shows.
_PER_PAGE = 50


@blueprint.get("/ormas/<id:organization_id>/riwayat")
def show(organization_id: str) -> str:
    """List what the journal says; a page that is not there is the nearest one."""
    found = registry().open_chronicle(organization_id, session_actor())
    newest = found.history.happenings[::-1]
    pages = max(1, -(-len(newest) // _PER_PAGE))
    page = min(max(request.args.get("halaman", 1, int), 1), pages)
    return render_template(
        "history.html",
        organization_id=organization_id,
        name=found.name,
        shown=newest[(page - 1) * _PER_PAGE : page * _PER_PAGE],
        who=found.who,
        total=found.history.total,
        page=page,
        pages=pages,
        happenings=HAPPENINGS,
        about=about,
    )
