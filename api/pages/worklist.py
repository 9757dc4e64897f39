"""``/petugas``: what waits for the officer who is logged in."""

from __future__ import annotations

from flask import Blueprint, render_template

from api.identity import registry, session_actor
from linkreg.services.worklist import AT_MOST

blueprint = Blueprint("worklist", __name__)


@blueprint.get("/petugas")
def show() -> str:
    """List profiles to publish, documents to decide on, and documents that run out soon."""
    waiting = registry().list_waiting(session_actor())
    return render_template("worklist.html", waiting=waiting, most=AT_MOST)
