"""From settings to an application that answers: the same for ``linkreg serve`` and for gunicorn.

Settings that would make it unsafe stop it here, before anything listens.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress

from flask import Flask

from api.app import create_app
from api.exposure import check_secrets, exposure_of
from api.identity import EXTENSION
from api.mailing import mailing_by
from linkreg.errors import FilesUnavailable, IndexLocked, InvalidSettings, LinkregError
from linkreg.registry import Registry, open_registry
from linkreg.schemas.lists import write_results
from linkreg.search import Facet, SearchQuery
from linkreg.services import demo_accounts
from linkreg.settings import PREFIX, Settings, mail_settings

_FOLLOW_SECONDS = 2.0

_log = logging.getLogger("linkreg.index")


def start(settings: Settings, *, secret_key: str, bind: str = "") -> Flask:
    """Return the application over a registry that has caught up.

    ``bind``: the address it will listen at. Raise ``InvalidSettings`` for secrets that can be guessed,
    a site without a name, a mail server without a sender and accounts whose password everybody knows,
    ``NotReady`` where the registry cannot answer.
    """
    check_secrets(settings)
    exposure = exposure_of(settings, bind)
    letters = mailing_by(mail_settings(settings)) if settings.smtp_url else None
    registry = open_registry(settings=settings)
    if not settings.demo:
        _refuse_demo_accounts(registry)
    _catch_up(registry)
    _finish_erasures(registry)
    _rehearse(registry)
    return create_app(registry, secret_key=secret_key, exposure=exposure, letters=letters)


def _refuse_demo_accounts(registry: Registry) -> None:
    with registry.reading() as tx:
        found = demo_accounts.find_open(tx)
    if found:
        registry.close()
        raise InvalidSettings(
            f"{email}: akun peragaan, kata sandinya diketahui semua orang. Jalankan `linkreg accounts "
            f"disable {email}`; hanya untuk peragaan: {PREFIX}DEMO=1"
            for email in found
        )


def follow(app: Flask) -> None:
    """Let the index follow what other processes change, for as long as this one runs."""
    arguments = (app.extensions[EXTENSION], threading.Event())
    threading.Thread(target=_follow, args=arguments, name="index-follower", daemon=True).start()


def _catch_up(registry: Registry) -> None:
    """Bring the index to the journal's end: whatever a crash left undone is done now."""
    try:
        applied = registry.catch_up()
    except IndexLocked:
        _log.info("index busy: another process writes it, and searching follows")
        return
    if applied:
        _log.info("index caught up")


def _rehearse(registry: Registry) -> None:
    """Answer a search once, so that no visitor waits for all that a first one reads.

    A search that cannot be answered says why to whoever asks for it.
    """
    with suppress(LinkregError):
        write_results(registry.list_found(SearchQuery(facets=tuple(Facet))))


def _finish_erasures(registry: Registry) -> None:
    """Remove the files that a killed process left to be removed."""
    try:
        registry.finish_erasures()
    except FilesUnavailable as error:
        _log.warning("files of an erasure not removed", extra={"code": error.code})


def _follow(registry: Registry, stop: threading.Event) -> None:
    while not stop.wait(_FOLLOW_SECONDS):
        try:
            registry.catch_up_if_behind()
        except LinkregError as error:
            _log.warning("index not followed; trying again", extra={"code": error.code})
