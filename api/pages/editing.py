"""``/ormas/<id>/ubah``: correcting a profile with the form it was registered with."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api import messages
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.profile_form import ProfileForm, choices
from linkreg.errors import Conflict, InvalidInput, StaleVersion
from linkreg.records import OrganizationRecord

blueprint = Blueprint("editing", __name__)


@blueprint.get("/ormas/<id:organization_id>/ubah")
def show(organization_id: str) -> str:
    """Show the profile as a form."""
    record = registry().get_to_edit(organization_id, session_actor())
    return _render(record, ProfileForm.of(record.profile), record.version)


@blueprint.post("/ormas/<id:organization_id>/ubah")
def update(organization_id: str) -> Response | tuple[str, int]:
    """Save the profile; where somebody was faster, show what differs and keep what was typed."""
    record = registry().get_to_edit(organization_id, session_actor())
    form = ProfileForm.typed(request.form)
    patch, seen = form.patch(record.profile), request.form.get("version", 0, int)
    try:
        registry().update(organization_id, patch, version=seen, actor=session_actor())
    except StaleVersion as error:
        differing = form.differing(ProfileForm.of(record.profile))
        page = _render(record, form.refused(error, record.profile), record.version, differing)
        return page, status_of(error)
    except (InvalidInput, Conflict) as error:
        return _render(record, form.refused(error, record.profile), seen), status_of(error)
    flash(messages.UPDATED)
    return redirect(url_for("pages.organization.show", organization_id=organization_id), 303)


def _render(
    record: OrganizationRecord, form: ProfileForm, version: int, differing: tuple[str, ...] = ()
) -> str:
    return render_template(
        "editing.html",
        record=record,
        form=form,
        version=version,
        choices=choices(),
        differing=differing,
    )
