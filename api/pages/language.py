"""``/bahasa/<language>``: choosing the language of the pages."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from api.languages import LANGUAGES, remember_language
from api.pages.returning import safe_target

blueprint = Blueprint("language", __name__)


@blueprint.get("/bahasa/<language>")
def choose(language: str) -> Response:
    """Keep the choice and lead back to the page it was made on."""
    if language not in LANGUAGES:
        raise NotFound
    back = safe_target(request.args.get("next")) or url_for("pages.search.show")
    response = current_app.make_response(redirect(back, 303))
    secure = current_app.config["SESSION_COOKIE_SECURE"] or request.is_secure
    remember_language(response, language, secure=secure)
    return response
