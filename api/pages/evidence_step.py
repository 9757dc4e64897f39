"""``/ormas/<id>/isi/bukti``: which documents the law asks for, and sending them, from a phone too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from api import messages
from api.errors import status_of
from api.identity import registry, session_actor
from api.pages.carrying import require_login
from api.pages.documents import takes_file
from api.pages.small_form import SmallForm
from api.pages.step_list import BY_KEY, address_of_step
from api.pages.steps import surroundings_of
from api.pages.typed_values import READERS
from linkreg.errors import InvalidInput
from linkreg.files import MAX_FILE
from linkreg.services.completeness import EvidenceNeed

blueprint = Blueprint("evidence_step", __name__)
blueprint.before_request(require_login)

_STEP = BY_KEY["bukti"]
_FIELDS = (
    "kind",
    "number",
    "issuer",
    "issued_on",
    "valid_until",
    "clause",
    "replaces",
)

#: A page's script says so, to be answered with what to show rather than with a page.
_SCRIPT = "linkreg"


@blueprint.get("/ormas/<id:organization_id>/isi/bukti")
def show(organization_id: str) -> str:
    """Show what is asked for, what is there, and what is missing.

    ``ganti`` is a document to be replaced: the form for that stands open.
    """
    return _page(organization_id, to_replace=request.args.get("ganti", ""))


@blueprint.post("/ormas/<id:organization_id>/isi/bukti")
@takes_file
def add(organization_id: str) -> Response | tuple[str, int]:
    """Add a document with its file, or without one for now."""
    form = SmallForm({name: request.form.get(name, "") for name in _FIELDS}, about=_about())
    data = {name: READERS.get(name, str)(text) for name, text in form.data().items()}
    file = _chosen()
    try:
        if file is None:
            registry().supply_evidence(organization_id, data, session_actor())
        else:
            registry().supply_with_file(
                organization_id, data, file.stream, file.filename, session_actor()
            )
    except InvalidInput as error:
        return _answer_refusal(organization_id, form, error, had_file=file is not None)
    flash(gettext(messages.EVIDENCE_ADDED))
    place = address_of_step(organization_id, _STEP.key, f"bukti-{_about()}")
    return jsonify(next=place) if _by_script() else redirect(place, 303)


def _answer_refusal(
    organization_id: str, form: SmallForm, error: InvalidInput, *, had_file: bool
) -> Response | tuple[str, int]:
    refused = form.refused(error)
    if _by_script():
        answer = jsonify(told=refused.mistakes, words=error.message)
        answer.status_code = status_of(error)
        return answer
    if had_file and "file" not in refused.mistakes:
        again = {**refused.mistakes, "file": (gettext(messages.FILE_AGAIN),)}
        refused = replace(refused, mistakes=again)
    return _page(organization_id, refused), status_of(error)


def _page(organization_id: str, form: SmallForm | None = None, to_replace: str = "") -> str:
    filling = registry().open_filling(organization_id, session_actor())
    return render_template(
        "steps/bukti.html",
        **surroundings_of(filling, _STEP),
        form=form or _replacing(filling.needs, to_replace),
        needs=[
            (it, list(needs)) for it, needs in groupby(filling.needs, key=attrgetter("criterion"))
        ],
        max_file=MAX_FILE,
    )


def _replacing(needs: Iterable[EvidenceNeed], evidence_id: str) -> SmallForm:
    """Return the form for a new document in the place of one; the empty form where that is none."""
    for need in needs:
        for held in need.documents:
            if held.id == evidence_id and not held.replaced_by:
                values = {"kind": held.kind.value, "replaces": evidence_id}
                return SmallForm(values, about=need.kinds[0].value)
    return SmallForm()


def _about() -> str:
    """Return which of the page's forms was sent: the first kind of document it takes."""
    return request.args.get("jenis", "")[:40]


def _chosen() -> FileStorage | None:
    """Return the file that was chosen or photographed; the other field is sent without a name."""
    sent = (request.files.get(name) for name in ("file", "photo"))
    return next((file for file in sent if file and file.filename), None)


def _by_script() -> bool:
    return request.headers.get("X-Requested-With") == _SCRIPT
