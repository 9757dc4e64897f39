"""``/panduan``: Swakelola Tipe III in short, for officers and for organizations."""

from __future__ import annotations

from flask import Blueprint, render_template

from api.identity import registry
from linkreg.clock import date_in_indonesia

blueprint = Blueprint("guide", __name__)


@blueprint.get("/panduan")
def show() -> str:
    """Tell the steps, whose they are, and where that is written."""
    today = date_in_indonesia(registry().clock())
    return render_template("guide.html", ruleset=registry().rulesets.in_force(today))
