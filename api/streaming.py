"""Answers too large to be held: sent piece by piece, a bounded number at a time.

What is wrong shows before the first byte leaves; what breaks later breaks the transfer, and never looks
like the end of a whole file. HTTP/1.0, which has no other sign of an end than silence, gets a length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import chain
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO, Protocol

from flask import Response, current_app, request

from linkreg.errors import TooManyRequests
from linkreg.wording import Wording

#: How many a process sends at once; whoever comes then is told to come back.
AT_ONCE = 2
RETRY_SECONDS = 30

_SLOTS = "linkreg.streaming"
_PIECE = 64 * 1024


class Pieces(Protocol):
    """What can be sent: pieces, and a way to stop before their end."""

    def __iter__(self) -> Iterator[bytes]:
        """Return itself."""

    def __next__(self) -> bytes:
        """Return the next piece."""

    def close(self) -> None:
        """Let go of whatever the rest would need."""


class _Sending:
    """What the server iterates; closed once it was sent, was broken off, or never began."""

    def __init__(self, pieces: Iterator[bytes], held: ExitStack) -> None:
        self._pieces = pieces
        self._held = held

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:  # the end is one, too
            self.close()
            raise

    def close(self) -> None:
        self._held.close()

    __del__ = close


def stream(begin: Callable[[], Pieces], media_type: str, name: str) -> Response:
    """Return an answer that saves what ``begin`` makes under a name; raise ``TooManyRequests``."""
    with ExitStack() as held:
        _take_slot(held)
        pieces = begin()
        held.callback(pieces.close)
        first = next(pieces, b"")
        sent: Iterator[bytes] = chain([first], pieces)
        length: int | None = None
        if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
            file = held.enter_context(TemporaryFile())
            length, sent = _written(file, sent), iter(partial(file.read, _PIECE), b"")
        response = Response(_Sending(sent, held.pop_all()), content_type=media_type)
    if length is not None:
        response.content_length = length
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _take_slot(held: ExitStack) -> None:
    """Take one of the places there are, until ``held`` is closed."""
    slots = current_app.extensions.setdefault(_SLOTS, BoundedSemaphore(AT_ONCE))
    if not slots.acquire(blocking=False):
        raise TooManyRequests(RETRY_SECONDS, Wording("unduhan sekaligus"))
    held.callback(slots.release)


def _written(file: IO[bytes], pieces: Iterator[bytes]) -> int:
    """Write pieces to a file, to be read again from its beginning; return their length."""
    for piece in pieces:
        file.write(piece)
    length = file.tell()
    file.seek(0)
    return length
