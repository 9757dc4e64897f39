"""The languages of the pages: Indonesian, and English for whoever chose it here.

Only a choice counts, kept in a cookie: browsers in Indonesian offices often ask for English because
nobody set them, and an address shared must look the same to both. The API answers in Indonesian.
The catalogs are keyed by the Indonesian text; ``translations/en`` holds the English.

Templates wrap their own texts in ``_()`` or ``{% trans %}``. Labels and messages of the library come as
``Wording`` and are said in the language chosen wherever a template shows them, without being wrapped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, cast

from babel.dates import format_date
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, get_translations
from jinja2 import pass_context, pass_eval_context
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup

from linkreg.wording import Wording, in_words

#: By code, as each is called by those who read it.
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"
COOKIE = "bahasa"
_KEPT = timedelta(days=365)


def install(app: Flask) -> None:
    """Let the templates of an application translate, and say wordings in the language chosen."""
    Babel(app, default_locale=DEFAULT, locale_selector=chosen_language)
    app.jinja_env.finalize = said
    for name in ("gettext", "ngettext"):
        app.jinja_env.globals[name] = _saying(
            cast("Callable[..., Any]", app.jinja_env.globals[name])
        )
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"]
    app.jinja_env.filters |= {"join": join, "translated": translated}


def chosen_language() -> str:
    """Return the code of the language that pages are shown in."""
    if not has_request_context() or request.path.startswith("/v1/"):
        return DEFAULT
    chosen = request.cookies.get(COOKIE, DEFAULT)
    return chosen if chosen in LANGUAGES else DEFAULT


def translated(text: str) -> str:
    """Return a text in the language chosen; one that no catalog holds stays as it is.

    Unlike ``_()`` in a template this takes a text that is not known beforehand: what it returns is
    escaped like any other.
    """
    if isinstance(text, Wording):
        return _filled(text)
    if not text or chosen_language() == DEFAULT:
        return text
    return str(get_translations().ugettext(text))


def said(value: Any) -> Any:
    """Return a wording in the language chosen, and anything else as it is."""
    return _filled(value) if isinstance(value, Wording) else value


def _filled(wording: Wording) -> str:
    if chosen_language() == DEFAULT:
        return str(wording)
    text = translated(str(wording.template))
    if wording.values:
        text = text.format_map({name: _spelled(value) for name, value in wording.values.items()})
    return text.lower() if wording.is_lower else text


def _spelled(value: object) -> str:
    if isinstance(value, Wording):
        return _filled(value)
    return day_said(value) if isinstance(value, date) else in_words(value)


def day_said(day: date) -> str:
    """Return a day as it is written in the language chosen: 31 Desember 2026, 31 December 2026."""
    language = chosen_language()
    return in_words(day) if language == DEFAULT else format_date(day, "d MMMM y", locale=language)


def _saying(translate: Callable[..., Any]) -> Callable[..., Any]:
    """Return a template's function that fills a text, with wordings in the language chosen too."""

    @pass_context
    def filled(context: Context, *texts: Any, **values: Any) -> Any:
        if isinstance(texts[0], Wording):
            return said(texts[0])
        values = {name: said(value) for name, value in values.items()}
        if len(texts) == 1 and chosen_language() == DEFAULT:  # in no catalog: it is the key to them
            return (Markup(texts[0]) if context.eval_ctx.autoescape else texts[0]) % values  # noqa: S704
        return translate(context, *texts, **values)

    return filled


@pass_eval_context
def join(
    context: EvalContext, values: Iterable[Any], between: str = "", attribute: str | None = None
) -> str:
    """Join like the filter of that name, each value in the language chosen."""
    if attribute is not None:
        values = map(make_attrgetter(context.environment, attribute), values)
    return str(do_join(context, map(said, values), between))


def remember_language(response: Response, code: str, *, secure: bool) -> None:
    """Keep a choice in the browser; it says nothing of who is there."""
    response.set_cookie(
        COOKIE, code, max_age=_KEPT, httponly=True, samesite="Lax", secure=secure, path="/"
    )
