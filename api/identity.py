"""Who is asking: a bearer token for machines, a session cookie for people, never both; and whence."""

from __future__ import annotations

from flask import current_app, flash, g, request, session

from api import messages
from api.asked import KEY, Asked
from api.languages import translated
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import NotAuthenticated
from linkreg.registry import Registry
from linkreg.services.credentials import IssuedSecret, Purpose

EXTENSION = "linkreg"
_SECRET = "secret"  # noqa: S105 - the name of a field


def registry() -> Registry:
    """Return the registry this application serves."""
    found: Registry = current_app.extensions[EXTENSION]
    return found


def caller() -> str:
    """Return the caller's address in the network; it bounds how often that may try."""
    return request.remote_addr or ""


def token_actor() -> Actor:
    """Return who the bearer token stands for; without one, the public.

    Raise ``NotAuthenticated`` for a token that is malformed, unknown, ended or revoked.
    """
    header = request.headers.get("Authorization")
    if header is None:
        return PUBLIC
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise NotAuthenticated("Header Authorization harus berbentuk: Bearer <token>.")
    actor = registry().find_actor(secret.strip(), Purpose.TOKEN)
    if actor is None:
        raise NotAuthenticated(
            "Token tidak dikenal, sudah berakhir, atau dicabut. Buat token baru."
        )
    _name_actor(actor)
    return actor


def session_actor() -> Actor:
    """Return who is logged in in this browser; the public when nobody is."""
    if "actor" not in g:
        secret = session.get(_SECRET)
        found = registry().find_actor(secret, Purpose.SESSION) if secret else None
        if secret and found is None:
            _say_it_ended()
        g.actor = found or PUBLIC
        _name_actor(g.actor)
    actor: Actor = g.actor
    return actor


def has_ended() -> bool:
    """Say whether this browser's session was found to have ended while this request is answered."""
    return bool(g.get("ended", False))


def _say_it_ended() -> None:
    """Tell the person once; after that the browser is nobody's, and no longer asked about."""
    del session[_SECRET]
    g.ended = True
    flash(translated(messages.SESSION_OVER))


def _name_actor(actor: Actor) -> None:
    """Tell the log who is asking, by the account's id."""
    asked: Asked = request.environ[KEY]
    asked.actor = actor.name


def remember(issued: IssuedSecret) -> None:
    """Log the browser in."""
    session.clear()
    g.pop("actor", None)
    session.permanent = True
    session[_SECRET] = issued.secret


def session_secret() -> str:
    """Return what stands for this browser; empty when nobody is logged in."""
    secret: str = session.get(_SECRET, "")
    return secret


def forget() -> None:
    """Log the browser out, here and in the database."""
    secret = session.get(_SECRET)
    session.clear()
    g.pop("actor", None)
    if secret:
        registry().log_out(secret)
