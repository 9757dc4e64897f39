"""``/tentang``: what this is, and what it rests on."""

from __future__ import annotations

from flask import Blueprint, render_template

from api.identity import registry

blueprint = Blueprint("about", __name__)


@blueprint.get("/tentang")
def show() -> str:
    """Explain the registry in half a page."""
    return render_template("about.html", rulesets=registry().rulesets.all)
