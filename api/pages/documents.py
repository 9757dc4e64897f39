"""Documents: put forward, changed, taken back; their files sent along, sent later, saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from flask import Blueprint, flash, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from api import messages
from api.answer import download, show_file
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.organization import answer_refusal, back_to, render_organization
from api.pages.small_form import SmallForm
from linkreg.errors import Conflict, InvalidInput, Mistake, NotFound
from linkreg.files import MAX_FILE
from linkreg.records import EvidenceRecord, OrganizationRecord
from linkreg.vocabulary.documents import SHOWABLE

blueprint = Blueprint("documents", __name__)

_ANCHOR = "dokumen"

View = TypeVar("View", bound=Callable[..., Any])

#: A form with a file somewhat too large is still read: its sender is told so beside the field, and
#: finds everything else as it was typed.
MAX_FORM = 3 * MAX_FILE

_DETAILS = (
    "kind",
    "number",
    "issuer",
    "issued_on",
    "valid_from",
    "valid_until",
    "fiscal_year",
    "clause",
)
_FIELDS = (*_DETAILS, "replaces")


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
        refused = {"evidence": _to_choose_again(form.refused(error), file)}
        return render_organization(organization_id, forms=refused), status_of(error)
    flash(messages.EVIDENCE_ADDED)
    return back_to(organization_id, _ANCHOR)


@blueprint.get("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/ubah")
def edit(organization_id: str, evidence_id: str) -> str:
    """Show what a document is said to be, as a form."""
    record = registry().get_to_edit(organization_id, session_actor())
    document = _found(record, evidence_id)
    values = {name: str(getattr(document, name) or "") for name in _DETAILS}
    return _render_edit(record, document, SmallForm(values))


@blueprint.post("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/ubah")
def change(organization_id: str, evidence_id: str) -> Response | tuple[str, int]:
    """Say anew what a document is; it then waits to be verified again."""
    form = SmallForm({name: request.form.get(name, "") for name in _DETAILS})
    seen = request.form.get("version", 0, int)
    try:
        changed = registry().change_evidence(
            organization_id,
            evidence_id,
            form.data("fiscal_year"),
            session_actor(),
            version=seen,
        )
    except (InvalidInput, Conflict) as error:
        record = registry().get_to_edit(organization_id, session_actor())
        page = _render_edit(record, _found(record, evidence_id), form.refused(error))
        return page, status_of(error)
    told = messages.EVIDENCE_UNCHANGED if changed.version == seen else messages.EVIDENCE_CHANGED
    flash(told)
    return back_to(organization_id, f"dokumen-{evidence_id}")


@blueprint.post("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/penarikan")
def withdraw(organization_id: str, evidence_id: str) -> Response | tuple[str, int]:
    """Take a document back."""
    seen = request.form.get("version", 0, int)
    try:
        registry().withdraw_evidence(organization_id, evidence_id, session_actor(), version=seen)
    except Conflict as error:
        return answer_refusal(organization_id, error, "evidence", SmallForm(about=evidence_id))
    flash(messages.EVIDENCE_WITHDRAWN)
    return back_to(organization_id, _ANCHOR)


def _found(record: OrganizationRecord, evidence_id: str) -> EvidenceRecord:
    for document in record.evidence:
        if document.id == evidence_id:
            return document
    raise NotFound(messages.NO_SUCH_DOCUMENT)


def _render_edit(record: OrganizationRecord, document: EvidenceRecord, form: SmallForm) -> str:
    return render_template("document.html", record=record, document=document, form=form)


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
        return answer_refusal(organization_id, error, "file", form)
    flash(messages.FILE_ATTACHED)
    return back_to(organization_id, f"dokumen-{evidence_id}")


@blueprint.get("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/berkas")
def save(organization_id: str, evidence_id: str) -> Response:
    """Answer a document's file, to be saved."""
    actor = session_actor()
    return download(registry().open_file(evidence_id, actor, organization_id=organization_id))


@blueprint.get("/ormas/<id:organization_id>/dokumen/<id:evidence_id>/berkas/tampil")
def show(organization_id: str, evidence_id: str) -> Response:
    """Answer a document's file to be looked at, where it is a PDF or a picture."""
    file = registry().open_file(evidence_id, session_actor(), organization_id=organization_id)
    if file.media_type not in SHOWABLE:
        raise NotFound(messages.NOT_SHOWABLE)
    return show_file(file)


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
