"""Putting a document forward by its dates and numbers, and its file: sent along, sent later, saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from api import messages
from api.answer import download
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.organization import render_organization
from api.pages.small_form import SmallForm
from linkreg.errors import InvalidInput, Mistake
from linkreg.files import MAX_FILE

blueprint = Blueprint("documents", __name__)

View = TypeVar("View", bound=Callable[..., Any])

#: A form with a file somewhat too large is still read: its sender is told so beside the field, and
#: finds everything else as it was typed.
MAX_FORM = 3 * MAX_FILE

_FIELDS = ("kind", "number", "issuer", "issued_on", "valid_from", "valid_until", "fiscal_year")


def takes_file(view: View) -> View:
    """Let a form with a file be larger than others; see ``api.app``."""
    view.body_limit = MAX_FORM  # type: ignore[attr-defined] # a function's own attribute
    return view


@blueprint.post("/ormas/<id:organization_id>/dokumen")
@takes_file
def add(organization_id: str) -> Response | tuple[str, int]:
    """Add a document; a refused one is shown again beside what is wrong with it."""
    form = SmallForm({name: request.form.get(name, "") for name in _FIELDS})
    file = _chosen()
    try:
        _supply(organization_id, form.data("fiscal_year"), file)
    except InvalidInput as error:
        refused = _to_choose_again(form.refused(error), file)
        return render_organization(organization_id, evidence=refused), status_of(error)
    flash(messages.EVIDENCE_ADDED)
    return _back(organization_id)


@blueprint.post("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/berkas")
@takes_file
def attach(organization_id: str, evidence_id: str) -> Response | tuple[str, int]:
    """Give a document its file, or another one."""
    form, file = SmallForm(about=evidence_id), _chosen()
    try:
        if file is None:
            missing = messages.FILE_MISSING
            raise InvalidInput(missing, [Mistake("/file", "required", missing)])  # noqa: TRY301
        registry().attach_file(
            organization_id, evidence_id, file.stream, file.filename, session_actor()
        )
    except InvalidInput as error:
        return render_organization(organization_id, file=form.refused(error)), status_of(error)
    flash(messages.FILE_ATTACHED)
    return _back(organization_id)


@blueprint.get("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/berkas")
def save(organization_id: str, evidence_id: str) -> Response:
    """Answer a document's file, to be saved."""
    actor = session_actor()
    return download(registry().open_file(evidence_id, actor, organization_id=organization_id))


def _chosen() -> FileStorage | None:
    """Return the file that was chosen; a browser sends one without a name when none was."""
    file = request.files.get("file")
    return file if file and file.filename else None


def _supply(organization_id: str, data: dict[str, Any], file: FileStorage | None) -> None:
    if file is None:
        registry().supply_evidence(organization_id, data, session_actor())
    else:
        registry().supply_with_file(
            organization_id, data, file.stream, file.filename, session_actor()
        )


def _to_choose_again(form: SmallForm, file: FileStorage | None) -> SmallForm:
    """Say that a file, unlike what was typed, is not kept by the browser."""
    if file is None or "file" in form.mistakes:
        return form
    return replace(form, mistakes={**form.mistakes, "file": (messages.FILE_AGAIN,)})


def _back(organization_id: str) -> Response:
    page = url_for("pages.organization.show", organization_id=organization_id, _anchor="dokumen")
    return redirect(page, 303)
