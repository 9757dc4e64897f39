"""Put the web application together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask import Flask, Response, current_app, g, request, session
from flask_wtf.csrf import CSRFProtect

from api import api_page, errors, health, languages, mailing, pages, resources
from api.asked import KEY, Asked
from api.compression import compress
from api.cookies import SessionCookie
from api.edge import Edge
from api.exposure import Exposure
from api.headers import safe_headers
from api.identity import EXTENSION
from api.limits import check_page_input
from api.metrics import open_metrics
from api.options import answer_options
from linkreg.registry import Registry
from linkreg.services.credentials import SESSION_LIFETIME

#: Enough for the largest profile; documents' files have their own limit.
MAX_BODY = 1024 * 1024


def create_app(
    registry: Registry,
    *,
    secret_key: str,
    exposure: Exposure | None = None,
    letters: mailing.Mailing | None = None,
) -> Flask:
    """Return the application; without ``exposure`` it answers to this machine's names only.

    ``letters``: how letters with links are sent; without it whoever needs one is told whom to ask.
    """
    exposure = exposure or Exposure()
    metrics = open_metrics()
    app = Flask(__name__)
    app.session_interface = SessionCookie()
    app.extensions |= {EXTENSION: registry, health.EXPOSURE: exposure, health.METRICS: metrics}
    app.extensions[mailing.EXTENSION] = letters
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=exposure.https,
        PERMANENT_SESSION_LIFETIME=SESSION_LIFETIME,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=30),
        WTF_CSRF_TIME_LIMIT=int(SESSION_LIFETIME.total_seconds()),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    languages.install(app)
    app.before_request(_name_request)
    app.before_request(_admit_files)  # before anybody reads a form
    app.before_request(check_page_input)
    csrf = CSRFProtect(app)
    for blueprint in (resources.blueprint, health.blueprint):
        csrf.exempt(blueprint)  # tokens only: a browser's cookie means nothing there
        app.register_blueprint(blueprint)
    app.register_blueprint(api_page.blueprint)
    app.register_blueprint(pages.blueprint)
    app.before_request(answer_options)
    app.after_request(compress)
    app.after_request(_finish)
    errors.install(app)
    app.wsgi_app = Edge(app.wsgi_app, exposure, metrics)  # type: ignore[method-assign]
    return app


def _admit_files() -> None:
    """Give a view that takes files the limit it declares as ``body_limit``."""
    view = current_app.view_functions.get(request.endpoint or "")
    limit = getattr(view, "body_limit", None)
    if limit is not None:
        request.max_content_length = limit


def _name_request() -> None:
    """Tell the log which rule answers, and the answer its number."""
    asked: Asked = request.environ[KEY]
    g.request_id = asked.id
    if request.url_rule is not None:
        asked.route = request.url_rule.rule


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    https = current_app.config["SESSION_COOKIE_SECURE"] or request.is_secure
    _add_headers(response, safe_headers(https=https))
    if not request.path.startswith("/static/"):
        personal = "Authorization" in request.headers or request.cookies or session.modified
        kept = "private, no-cache" if personal else "no-cache"
        _add_headers(response, {"Cache-Control": kept})
        if "Vary" in response.headers:
            response.vary.update(_VARY)
        else:
            response.headers.add("Vary", ", ".join(_VARY))
    return response


#: What every answer but a static file may depend on.
_VARY = ("Authorization", "Cookie")


def _add_headers(response: Response, headers: Mapping[str, str]) -> None:
    """Add headers that the answer has not set itself; to ask it for each takes longer."""
    present = {name.lower() for name, _ in response.headers}
    for name, value in headers.items():
        if name.lower() not in present:
            response.headers.add(name, value)
