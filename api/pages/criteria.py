"""``/persyaratan``: the rules in plain words, each with where it is written."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from api.identity import registry
from linkreg.clock import date_in_indonesia
from linkreg.document_kinds import REQUIRED
from linkreg.eligibility.questions import sections_of

blueprint = Blueprint("criteria", __name__)


@blueprint.get("/persyaratan")
def show() -> str:
    """Show the ruleset in force today, or the one asked for."""
    rulesets = registry().rulesets
    current = rulesets.in_force(date_in_indonesia(registry().clock()))
    wanted = request.args.get("aturan")
    chosen = rulesets.get(wanted) if wanted else current
    return render_template(
        "criteria.html",
        ruleset=chosen,
        sections=sections_of(chosen),
        required=REQUIRED,
        current=current,
        rulesets=rulesets.all,
    )
