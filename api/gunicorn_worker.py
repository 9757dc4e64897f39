"""Gunicorn's threads: their patience ends both ways, and they refuse with problem documents like ours.

A request that drips in still keeps one of a few threads for as long as patience lasts: gunicorn belongs
behind a proxy that takes requests in whole before it passes them on (``docs/deployment.md``).
"""

from __future__ import annotations

import gc
import struct
import time
from contextlib import suppress
from http import HTTPStatus
from socket import SHUT_RDWR, SO_SNDTIMEO, SOL_SOCKET, socket
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http import get_parser
from gunicorn.http.errors import (
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.http.unreader import SocketUnreader
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import TConn, ThreadWorker
from werkzeug.exceptions import RequestTimeout

from api import serving
from api.asked import begin, forget
from api.edge import answer_refusal
from api.logs import log_request
from api.problem import refuse

#: So many objects more than before are made until the newest are gone through; then how often these are
#: until older ones are, and these until all. Hardly anything here goes in circles: counting frees it.
_GARBAGE = (5_000, 20, 100)

_STATUSES = (
    (LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG),
    (LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    (ParseException, HTTPStatus.BAD_REQUEST),
    (RequestTimeout, HTTPStatus.REQUEST_TIMEOUT),
    (Exception, HTTPStatus.INTERNAL_SERVER_ERROR),
)


class _Patient(SocketUnreader):  # type: ignore[misc]
    """What a connection sends, as long as it is sent fast enough; then ``RequestTimeout``.

    An application that reads a body hears it as any other refusal, and answers it.
    """

    def __init__(self, sock: socket) -> None:
        super().__init__(sock)
        self.begin()

    def begin(self) -> None:
        """Wait for a request anew."""
        self._until = time.monotonic() + serving.HEADER_SECONDS
        self._rate = 0.0

    def begin_body(self) -> None:
        """Wait for a body: each byte that comes buys the time for it at the slowest rate."""
        self._rate = 1 / serving.SLOWEST_RATE
        came_along = len(self.buf.getvalue())
        self._until = time.monotonic() + serving.BODY_SECONDS + came_along * self._rate

    @property
    def is_over(self) -> bool:
        """Say whether patience is at its end."""
        return time.monotonic() > self._until

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Return what is there, as soon as something is."""
        allowed: float | None = self.sock.gettimeout()
        left = self._until - time.monotonic()
        if left <= 0:
            raise RequestTimeout
        self.sock.settimeout(left if allowed is None else min(left, allowed))
        try:
            data: bytes = super().chunk(size_hint)
        except TimeoutError:
            if self.is_over:
                raise RequestTimeout from None
            raise
        finally:
            self.sock.settimeout(allowed)
        self._until += len(data) * self._rate
        return data


class Worker(ThreadWorker):  # type: ignore[misc]
    """Serves with threads, and leaves new connections to workers that have fewer."""

    def load_wsgi(self) -> None:
        """Load the application without looking for garbage, and never look for any in it.

        What is loaded stays as long as the process: to go through it again and again takes a sixth of
        the start, and later a pause of its own from whoever asks. What is kept since then is gone
        through seldom, for the same reason.
        """
        gc.disable()
        super().load_wsgi()
        gc.freeze()
        gc.set_threshold(*_GARBAGE)
        gc.enable()

    def accept(self, listener: socket) -> None:
        """Take a connection, unless a worker with fewer takes it in the moment that this one waits.

        All workers hear of each at once. The first to be awake would take a burst of them whole, and
        answer it alone for as long as its connections stay open.
        """
        time.sleep(min(self.nr_conns * serving.WAIT_SECONDS, serving.LONGEST_WAIT))
        super().accept(listener)

    def handle(self, conn: TConn) -> Any:
        """Answer a connection's next request, if it comes in time."""
        if conn.parser is None:
            conn.parser = get_parser(conn.cfg, conn.sock, conn.client)
            conn.parser.unreader = _Patient(conn.sock)
            conn.sock.setsockopt(SOL_SOCKET, SO_SNDTIMEO, _timeval(serving.SEND_SECONDS))
        conn.parser.unreader.begin()
        return super().handle(conn)

    def handle_request(self, req: Any, conn: TConn) -> bool:
        """Let the application answer; say whether the connection is of further use."""
        conn.parser.unreader.begin_body()
        try:
            goes_on = bool(super().handle_request(req, conn))
        except BlockingIOError:  # nothing of the answer was taken for as long as patience lasts
            with suppress(OSError):  # else the main thread would wait for the caller to close it
                conn.sock.shutdown(SHUT_RDWR)
            return False
        return goes_on and not conn.parser.unreader.is_over

    def handle_error(self, req: Any, client: socket, addr: object, exc: Exception) -> None:
        """Answer what never became a request, and end the connection."""
        status = next(status for kind, status in _STATUSES if isinstance(exc, kind))
        asked = begin(getattr(req, "method", None) or "-")
        line, headers, body = answer_refusal(asked, refuse(status), https=False)
        lines = [f"HTTP/1.1 {line}", *(f"{name}: {value}" for name, value in headers)]
        head = "\r\n".join([*lines, "Connection: close", "", ""])
        log_request(asked, status)
        forget()
        try:
            write_nonblock(client, head.encode("latin-1") + body)
        except OSError:
            return  # gone already


def _timeval(seconds: float) -> bytes:
    """Return a time as sockets take it: whole seconds, then microseconds."""
    return struct.pack("ll", int(seconds), int(seconds % 1 * 1_000_000))


class Silent(Logger):  # type: ignore[misc]
    """Gunicorn's own log without its lines of requests, which would be gathered and thrown away."""

    def access(self, resp: object, req: object, environ: object, request_time: object) -> None:
        """Do nothing: our own line tells of the request (``api.logs``)."""
