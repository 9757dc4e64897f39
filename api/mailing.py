"""Letters that a request brings about: sent after the change is saved, beside the request.

Nobody who asks waits for a mail server, and from how long an answer takes nobody can tell whether a
letter was sent. That a letter failed is logged; whoever misses it asks again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

from flask import current_app

from linkreg.errors import LinkregError, MailUnavailable
from linkreg.mail import Letter, Mailer
from linkreg.services.letters import write_link
from linkreg.services.links import Link
from linkreg.settings import MailSettings

EXTENSION = "linkreg_mailing"

_log = logging.getLogger("linkreg.mail")


@dataclass(frozen=True, slots=True)
class Mailing:
    """Where links lead, and how a letter is handed in."""

    public_url: str
    send: Callable[[Letter], None]


def mailing_by(settings: MailSettings) -> Mailing:
    """Return the mailing of a server; each letter goes in a thread of its own."""

    def send(letter: Letter) -> None:
        Thread(target=_post, args=(settings, letter), name="letter", daemon=True).start()

    return Mailing(settings.public_url, send)


def mailing() -> Mailing:
    """Return the application's mailing; raise ``MailUnavailable`` where none is set up."""
    found: Mailing | None = current_app.extensions.get(EXTENSION)
    if found is None:
        raise MailUnavailable(
            "Registri ini belum dapat mengirim surel. Hubungi administrator, yang dapat membuat "
            "tautannya dengan perintah linkreg accounts."
        )
    return found


def send_link(make: Callable[[], Link | None]) -> Link | None:
    """Make a link and send its letter; where no letters are sent raise before anything is made."""
    letters = mailing()
    link = make()
    if link is not None:
        letters.send(write_link(link, letters.public_url))
    return link


def _post(settings: MailSettings, letter: Letter) -> None:
    try:
        with Mailer(settings.server, settings.sender) as mailer:
            mailer.post(letter)
    except LinkregError as error:
        _log.warning("letter not sent", extra={"code": error.code})
