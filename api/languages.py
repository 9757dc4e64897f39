"""The languages of the pages: Indonesian, and English for whoever chose it here.

Only a choice counts, kept in a cookie: browsers in Indonesian offices often ask for English because
nobody set them, and an address shared must look the same to both. The API answers in Indonesian.
The catalogs are keyed by the Indonesian text; ``translations/en`` holds the English.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, has_request_context, request
from flask_babel import Babel

#: By code, as each is called by those who read it.
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"
COOKIE = "bahasa"
_KEPT = timedelta(days=365)


def install(app: Flask) -> None:
    """Let the templates of an application translate."""
    Babel(app, default_locale=DEFAULT, locale_selector=chosen_language)


def chosen_language() -> str:
    """Return the code of the language that pages are shown in."""
    chosen = request.cookies.get(COOKIE, DEFAULT) if has_request_context() else DEFAULT
    if chosen not in LANGUAGES or request.path.startswith("/v1/"):
        return DEFAULT
    return chosen


def remember_language(response: Response, code: str, *, secure: bool) -> None:
    """Keep a choice in the browser; it says nothing of who is there."""
    response.set_cookie(
        COOKIE, code, max_age=_KEPT, httponly=True, samesite="Lax", secure=secure, path="/"
    )
