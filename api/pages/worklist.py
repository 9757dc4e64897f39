"""``/petugas``: what waits for the officer who is logged in."""

from __future__ import annotations

from flask import Blueprint, render_template

from api.identity import registry, session_actor

blueprint = Blueprint("worklist", __name__)


@blueprint.get("/petugas")
def show() -> str:
    """List profiles to publish and documents to decide on, longest waiting first."""
    return render_template("worklist.html", waiting=registry().list_waiting(session_actor()))
