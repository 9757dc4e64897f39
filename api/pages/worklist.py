"""``/petugas``: the desk of the officer who is logged in, and the documents on it one by one."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from api.headers import WITH_DOCUMENT
from api.identity import registry, session_actor
from api.pages.organization import criteria_by_kind
from api.pages.small_form import SmallForm
from linkreg.clock import date_in_indonesia
from linkreg.document_kinds import CHECKLISTS
from linkreg.errors import LinkregError
from linkreg.services.desk import Desk
from linkreg.services.worklist import AT_MOST
from linkreg.vocabulary import FileType, VerificationQuestion
from linkreg.vocabulary.documents import SHOWABLE
from linkreg.vocabulary.journal import HAPPENINGS, about

blueprint = Blueprint("worklist", __name__)

#: How many of each queue, and of the searches that are kept, the desk shows.
SHOWN = 10

#: In the address: all that run out soon, as far as the desk shows them at all.
_ALL_ENDING = "berakhir"

_Q = VerificationQuestion

#: What was filled in for a document, by the question that compares it with the file.
_FILLED_IN = {
    "number": _Q.NUMBER_MATCHES,
    "issuer": _Q.ISSUER_RIGHT,
    "dates": _Q.DATE_VALID,
    "clause": _Q.FIELD_NAMED,
}


@blueprint.get("/petugas")
def show() -> str:
    """Show what waits, what runs out, what is new among the searches kept, and what happened."""
    actor = session_actor()
    most = AT_MOST if _ALL_ENDING in request.args else SHOWN
    return render_template(
        "worklist.html",
        waiting=registry().list_waiting(actor, limit=SHOWN, ending=most),
        recent=registry().list_recent(actor),
        saved=registry().list_saved_searches(actor, limit=SHOWN),
        most=most,
        shown=SHOWN,
        all_ending={_ALL_ENDING: "semua"} if most < AT_MOST else None,
        happenings=HAPPENINGS,
        about=about,
    )


@blueprint.get("/petugas/dokumen")
def documents() -> Response:
    """Show the document that has waited longest, or that none does."""
    first = registry().first_waiting(session_actor())
    return show_desk(first) if first else make_response(render_template("waiting_documents.html"))


@blueprint.get("/petugas/dokumen/<id:evidence_id>")
def document(evidence_id: str) -> Response:
    """Show a document beside its checklist."""
    return show_desk(evidence_id)


def desk_after(evidence_id: str) -> str:
    """Return the address of the document that comes after one on the desk."""
    following = registry().next_waiting(evidence_id, session_actor())
    if following is None:
        return url_for("pages.worklist.documents")
    return url_for("pages.worklist.document", evidence_id=following)


def show_desk(
    evidence_id: str,
    *,
    form: SmallForm | None = None,
    error: LinkregError | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """Return the page of a document; a refused decision is shown again with what was typed."""
    desk = registry().open_desk(evidence_id, session_actor())
    file, rulesets = desk.document.file, registry().rulesets
    in_force = rulesets.in_force(date_in_indonesia(registry().clock()))
    page = render_template(
        "desk.html",
        desk=desk,
        record=desk.record,
        document=desk.document,
        form=form or SmallForm(about=evidence_id),
        error=error,
        serves=criteria_by_kind(in_force)[desk.document.kind],
        apart=tuple(_apart(desk)),
        is_shown=file is not None and file.type in SHOWABLE,
        is_framed=file is not None and file.type is FileType.PDF,
    )
    response: Response = make_response(page, status)
    if file is not None and file.type is FileType.PDF:
        response.headers["Content-Security-Policy"] = WITH_DOCUMENT
    return response


def _apart(desk: Desk) -> Iterator[str]:
    """Yield what was filled in that no question of the checklist puts beside itself."""
    asked = CHECKLISTS[desk.document.kind]
    yield from (name for name, question in _FILLED_IN.items() if question not in asked)
