"""What every page has around it: who is looking, versioned static files, and the names of things."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import current_app, url_for

from api import messages
from api.identity import has_ended, session_actor
from api.languages import LANGUAGES, chosen_language
from api.pages.returning import here_address, way_back
from linkreg import vocabulary
from linkreg.actor import PUBLIC, Actor
from linkreg.document_kinds import CHECKLISTS
from linkreg.errors import CorruptData, NotReady
from linkreg.services import gate
from linkreg.services.permissions import Verb


def surroundings() -> dict[str, Any]:
    """Return what every template may use."""
    who = visitor()
    return {
        "visitor": who,
        "has_worklist": gate.may(who, Verb.READ_WORKLIST),
        "administers": gate.may(who, Verb.READ_UPKEEP),
        "way_back": way_back() if has_ended() else None,
        "static_url": static_url,
        "language": chosen_language(),
        "languages": LANGUAGES,
        "here_address": here_address(),
        "messages": messages,
        "vocabulary": vocabulary,
        "checklists": CHECKLISTS,
    }


def visitor() -> Actor:
    """Return who is looking; while the database does not answer, nobody in particular.

    An error page is rendered by this very layout and must not fail over the reason it reports.
    """
    try:
        return session_actor()
    except (NotReady, CorruptData):
        return PUBLIC


def static_url(name: str) -> str:
    """Return the address of a static file, which changes with its content and so may be kept long."""
    folder = current_app.static_folder
    assert folder is not None  # noqa: S101 - the application has one
    return url_for("static", filename=name, v=_fingerprint(Path(folder) / name))


@cache
def _fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:10]
