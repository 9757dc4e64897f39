"""``/petugas``: what waits for the officer who is logged in."""

from __future__ import annotations

from flask import Blueprint, render_template

from api.identity import registry, session_actor
from api.pages.small_form import SmallForm
from linkreg.services.worklist import AT_MOST

blueprint = Blueprint("worklist", __name__)

#: How many documents a page shows with their forms: what one looks through in a sitting.
BATCH = 20


@blueprint.get("/petugas")
def show() -> str:
    """List profiles to publish, documents to decide on, and documents that run out soon."""
    waiting = registry().list_waiting(session_actor())
    return render_template("worklist.html", waiting=waiting, most=AT_MOST)


@blueprint.get("/petugas/dokumen")
def documents() -> str:
    """Show the documents that have waited longest, each with its checklist, to be worked through."""
    queue = registry().list_documents_waiting(session_actor(), limit=BATCH)
    return render_template("waiting_documents.html", queue=queue, blank=SmallForm())
