"""Put the web application together."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect

from api import errors, health, pages, resources
from api.compression import compress
from api.identity import EXTENSION
from linkreg.registry import Registry
from linkreg.services.credentials import SESSION_LIFETIME

#: Enough for the largest profile; documents' files have their own limit.
MAX_BODY = 1024 * 1024

_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(registry: Registry, *, secret_key: str, secure_cookies: bool = False) -> Flask:
    """Return the application. ``secure_cookies``: whether it is served over HTTPS."""
    app = Flask(__name__)
    app.extensions[EXTENSION] = registry
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        SESSION_COOKIE_NAME="linkreg",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure_cookies,
        PERMANENT_SESSION_LIFETIME=SESSION_LIFETIME,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=30),
        WTF_CSRF_TIME_LIMIT=int(SESSION_LIFETIME.total_seconds()),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(_admit_files)  # before anybody reads a form
    csrf = CSRFProtect(app)
    for blueprint in (resources.blueprint, health.blueprint):
        csrf.exempt(blueprint)  # tokens only: a browser's cookie means nothing there
        app.register_blueprint(blueprint)
    app.register_blueprint(pages.blueprint)
    app.before_request(_name_request)
    app.after_request(compress)
    app.after_request(_finish)
    errors.install(app)
    return app


def _admit_files() -> None:
    """Give a view that takes files the limit it declares as ``body_limit``."""
    view = current_app.view_functions.get(request.endpoint or "")
    limit = getattr(view, "body_limit", None)
    if limit is not None:
        request.max_content_length = limit


def _name_request() -> None:
    g.request_id = secrets.token_hex(8)


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-cache")
        response.vary.update(("Authorization", "Cookie"))
    return response
