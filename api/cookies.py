"""The session cookie: only over HTTPS where the site is, and then bound to exactly this host."""

from __future__ import annotations

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface

NAME = "linkreg"


class SessionCookie(SecureCookieSessionInterface):
    """Decides by the site's address and by how the request came, never by where we listen."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Say whether it may travel over HTTPS only."""
        return bool(app.config["SESSION_COOKIE_SECURE"]) or request.is_secure

    def get_cookie_name(self, app: Flask) -> str:
        """Return its name; a browser takes ``__Host-`` only over HTTPS, from this very host."""
        return f"__Host-{NAME}" if self.get_cookie_secure(app) else NAME
