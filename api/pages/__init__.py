"""The pages people open. A handler parses, makes one call to the registry, and presents the answer.

Everything works without JavaScript. Addresses are Indonesian because people read and share them.
"""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from api.pages import (
    about,
    account,
    accounts,
    admin,
    codes,
    comparison,
    coverage,
    criteria,
    decisions,
    documents,
    editing,
    evidence_step,
    experiences,
    flags,
    guide,
    history,
    language,
    links,
    notices,
    organization,
    people,
    privacy,
    registration,
    review_step,
    saved,
    search,
    self_check,
    sessions,
    standing,
    steps,
    suggestions,
    worklist,
)
from api.pages.formats import FILTERS
from api.pages.layout import surroundings
from api.pages.returning import way_back
from linkreg.errors import NotAuthenticated

blueprint = Blueprint("pages", __name__)

for _noun in (
    search,
    suggestions,
    organization,
    history,
    comparison,
    editing,
    evidence_step,
    experiences,
    documents,
    decisions,
    standing,
    steps,
    notices,
    flags,
    privacy,
    registration,
    review_step,
    sessions,
    account,
    codes,
    links,
    people,
    worklist,
    coverage,
    saved,
    admin,
    accounts,
    criteria,
    self_check,
    guide,
    about,
    language,
):
    blueprint.register_blueprint(_noun.blueprint)

for _name, _filter in FILTERS.items():
    blueprint.add_app_template_filter(_filter, _name)

blueprint.app_context_processor(surroundings)


@blueprint.errorhandler(NotAuthenticated)
def ask_to_log_in(error: NotAuthenticated) -> Response:
    """Lead somebody who must log in to the door, and back afterwards; what was sent is not repeated."""
    return redirect(url_for("pages.sessions.show", next=way_back()), 303)
