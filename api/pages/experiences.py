"""``/ormas/<id>/pengalaman``: adding one piece of work to the track record."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from api import messages
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.small_form import SmallForm
from linkreg.errors import Conflict, InvalidInput
from linkreg.profile import to_plain
from linkreg.records import OrganizationRecord
from linkreg.reference import all_urusan

blueprint = Blueprint("experiences", __name__)

_FIELDS = ("title", "partner", "start_year", "end_year", "value")


@blueprint.get("/ormas/<id:organization_id>/pengalaman")
def show(organization_id: str) -> str:
    """Show the empty form."""
    return _render(registry().get_to_edit(organization_id, session_actor()), SmallForm())


@blueprint.post("/ormas/<id:organization_id>/pengalaman")
def add(organization_id: str) -> Response | tuple[str, int]:
    """Add the work to the profile as it now stands."""
    record = registry().get_to_edit(organization_id, session_actor())
    form = SmallForm({name: request.form.get(name, "") for name in _FIELDS})
    works = to_plain(record.profile).get("experiences", [])
    changes = {"experiences": [*works, _work(form)]}
    try:
        registry().update(organization_id, changes, version=record.version, actor=session_actor())
    except (InvalidInput, Conflict) as error:
        refused = form.refused(error, pointer=f"/experiences/{len(works)}")
        return _render(record, refused), status_of(error)
    flash(gettext(messages.EXPERIENCE_ADDED))
    page = url_for("pages.organization.show", organization_id=organization_id, _anchor="pengalaman")
    return redirect(page, 303)


def _work(form: SmallForm) -> dict[str, Any]:
    return {
        **form.data("start_year", "end_year", "value"),
        "urusan": request.form.getlist("urusan"),
    }


def _render(record: OrganizationRecord, form: SmallForm) -> str:
    affairs = [urusan for urusan in all_urusan() if urusan.is_affair]
    return render_template(
        "experience.html",
        record=record,
        form=form,
        affairs=affairs,
        chosen=request.form.getlist("urusan"),
    )
