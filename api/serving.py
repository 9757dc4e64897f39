"""Waitress, made strict: nobody holds a connection by being slow, and refusals are problem documents.

Requests that two servers could understand differently (both lengths, odd transfer encodings, folded
headers) are refused before anything reads their body. Nothing here looks at paths or people.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from socket import SHUT_RDWR
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import MultiSocketServer, TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher
from waitress.utilities import BadRequest, Error, RequestHeaderFieldsTooLarge

from api.asked import begin, forget
from api.edge import Application, answer_refusal
from api.limits import MAX_HEADERS, MAX_TARGET
from api.logs import log_request
from api.problem import refuse
from linkreg.files import MAX_FILE

#: Seconds for the headers, and for a body besides what it takes at the slowest rate.
HEADER_SECONDS = 15.0
BODY_SECONDS = 20.0
SLOWEST_RATE = 16 * 1024

#: Seconds after which a caller who takes nothing of the answer is let go.
SEND_SECONDS = 60.0

#: Seconds that a process of several waits before it takes a connection, for each that it has; at most.
WAIT_SECONDS = 0.0004
LONGEST_WAIT = 0.002

_LIMITS: Mapping[str, Any] = {
    "max_request_header_size": MAX_TARGET + MAX_HEADERS + 1024,
    "max_request_body_size": MAX_FILE + 1024 * 1024,
    "channel_timeout": 30,
    "cleanup_interval": 2,
    "connection_limit": 400,
    "ident": None,
    "clear_untrusted_proxy_headers": False,  # whom to believe is decided in ``api.proxies``
}

_FRAMING = re.compile(rb"(?im)^(transfer-encoding|content-length)[ \t]*:[ \t]*([^\r\n]*)")
_LINE = re.compile(rb"[\x20-\x7e]+\r\n")
_NO_HTTP = re.compile(rb"[\r\n]*[^\r\n\x20-\x7e]")
_FOLDED = re.compile(rb"\r\n[ \t]")


class _TooLong(Error):  # type: ignore[misc]
    code = HTTPStatus.REQUEST_URI_TOO_LONG


class _TooSlow(Error):  # type: ignore[misc]
    code = HTTPStatus.REQUEST_TIMEOUT


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads one request; remembers when it began."""

    error: Error | None

    def __init__(self, adj: Adjustments) -> None:
        super().__init__(adj)
        self.began = time.monotonic()

    def received(self, data: bytes) -> int:
        """Take in a piece, telling a request line that never ends from headers that never do.

        What begins with no letter at all, as TLS does, is refused before there is a line of it.
        """
        if self.body_rcv is None and not self.header_plus and _NO_HTTP.match(data):
            super().parse_header(b"GET / HTTP/1.0\r\n")  # as waitress does for what is no request
            self.error, self.completed = BadRequest(""), True
            return len(data)
        before = self.header_plus if self.body_rcv is None else b""
        consumed: int = super().received(data)
        if isinstance(self.error, RequestHeaderFieldsTooLarge) and b"\r\n" not in before + data:
            self.error = _TooLong("")
        if self.error is not None:
            self.expect_continue = False  # waitress would ask for the body and wait
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers; raise ``ParsingError`` for a length that can be read in two ways."""
        if not _LINE.match(header_plus):
            raise ParsingError("letters")
        framing = _FRAMING.findall(header_plus)
        coded = [value.strip().lower() for name, value in framing if name[:1] in b"tT"]
        if len(framing) > 1 or coded not in ([], [b"chunked"]) or _FOLDED.search(header_plus):
            raise ParsingError("ambiguous")
        super().parse_header(header_plus)
        if self.version not in {"1.0", "1.1"} or (coded and self.version == "1.0"):
            raise ParsingError("version")

    def is_late(self) -> bool:
        """Say whether it should have been here by now, whole."""
        allowed = HEADER_SECONDS
        if self.body_rcv is not None:
            allowed += BODY_SECONDS + self.body_bytes_received / SLOWEST_RATE
        return time.monotonic() - self.began > allowed


class Refusing(ErrorTask):  # type: ignore[misc]
    """Answers what never became a request, or broke the application, with a problem document."""

    def execute(self) -> None:
        """Write the answer and its log line."""
        error = self.request.error
        known = {status.value for status in HTTPStatus}
        refusal = refuse(HTTPStatus(error.code if error.code in known else 500))
        asked = begin(getattr(self.request, "command", "-"))
        self.status, headers, body = answer_refusal(asked, refusal, https=False)
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)
        log_request(asked, refusal.status)
        forget()


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection, with an end to patience in both directions."""

    request: Parser | None
    parser_class = Parser
    error_task_class = Refusing

    def lose_patience(self) -> None:
        """Answer a request that does not arrive with 408; let go of who does not read."""
        with self.requests_lock:
            request = self.request
            if request is not None and self.requests:
                request.began = time.monotonic()  # it waits for us, behind another
            elif request is not None and request.is_late():
                request.error = _TooSlow("")
                request.completed = True
                self.request = None
                self.requests.append(request)
                self.server.add_task(self)
        if self.total_outbufs_len and time.time() - self.last_activity > SEND_SECONDS:
            self.will_close = True
            with suppress(OSError):  # else it would be closed only once it could be written to
                self.socket.shutdown(SHUT_RDWR)


class _Listener(TcpWSGIServer):  # type: ignore[misc]
    channel_class = Channel

    def maintenance(self, now: float) -> None:
        for channel in list(self.active_channels.values()):
            channel.lose_patience()
        super().maintenance(now)


class Server:
    """Listens at once; ``run`` answers until ``stop`` is called, or the process is told to end."""

    def __init__(self, application: Application, *, host: str, port: int, threads: int = 8) -> None:
        """Listen; raise ``OSError`` where that is not possible. Port 0: any that is free."""
        adj = Adjustments(host=host, port=port, threads=threads, **_LIMITS)
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(adj.threads)
        self._map: dict[int, Any] = {}
        try:
            self._listeners = [
                _Listener(application, self._map, dispatcher=dispatcher, adj=adj, sockinfo=info)
                for info in adj.listen
            ]
        except OSError:
            wasyncore.close_all(self._map)
            dispatcher.shutdown()
            raise
        self.port = int(self._listeners[0].effective_port)
        places = [(one.effective_host, one.effective_port) for one in self._listeners]
        self._server = MultiSocketServer(self._map, adj, places, dispatcher)

    def run(self) -> None:
        """Answer requests; those at work are let finish when the process is told to end."""
        self._server.run()

    def stop(self) -> None:
        """End ``run``, from another thread, dropping what is at work."""
        trigger = self._listeners[0].trigger
        with trigger.lock:  # else a loop that is awake may close the trigger before it is pulled
            trigger.thunks.append(lambda: wasyncore.close_all(self._map))
            trigger.pull_trigger()
        self._server.task_dispatcher.shutdown()
