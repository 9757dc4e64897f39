"""One question to a server over HTTP/1.1, and its whole answer: on time, bounded, from nobody else.

Connections stay open for the next question and are shared by threads, each used by one at a time. No
redirect is followed: a token goes to the server that was named, and nowhere else.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPMessage,
    HTTPResponse,
    HTTPSConnection,
)
from typing import Any

from linkreg.client.address import Address
from linkreg.client.faults import Interrupted, explain
from linkreg.errors import UnreadableAnswer

_PIECE = 65536


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked; asking twice must do no more than asking once."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes


class Connections:
    """The open connections to one server."""

    def __init__(
        self,
        address: Address,
        *,
        timeout: float,
        max_answer: int,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._address = address
        self._timeout = timeout
        self._max_answer = max_answer
        self._tls = ssl.create_default_context() if address.secure and tls is None else tls
        self._idle: deque[HTTPConnection] = deque()

    def close(self) -> None:
        """Close what nobody uses; a question asked later opens another."""
        while self._idle:
            self._idle.pop().close()

    def ask(self, request: Request) -> Answer:
        """Send a request once and return its answer, within the time there is.

        An idle connection that the server has closed meanwhile is replaced. Raise ``Interrupted``,
        ``ServerUnavailable`` or ``UnreadableAnswer``.
        """
        while (idle := self._take()) is not None:
            with suppress(Interrupted):
                return self._exchange(idle, request)
        return self._exchange(self._open(), request)

    def _take(self) -> HTTPConnection | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _open(self) -> HTTPConnection:
        host, port, timeout = self._address.host, self._address.port, self._timeout
        if self._address.secure:
            connection: HTTPConnection = HTTPSConnection(
                host, port, timeout=timeout, context=self._tls
            )
        else:
            connection = HTTPConnection(host, port, timeout=timeout)
        return connection

    def _exchange(self, connection: HTTPConnection, request: Request) -> Answer:
        whole = False
        try:
            answer, whole = self._converse(connection, request)
        except (OSError, HTTPException) as error:
            raise explain(error, self._address.origin, self._timeout) from error
        finally:
            if whole:
                self._idle.append(connection)
            else:
                connection.close()
        return answer

    def _converse(self, connection: HTTPConnection, request: Request) -> tuple[Answer, bool]:
        """Return the answer, and whether the connection can be used again."""
        deadline = time.monotonic() + self._timeout
        connection.response_class = _patient_until(deadline)
        if connection.sock is not None:
            connection.sock.settimeout(self._timeout)
        connection.request(request.method, request.target, request.body, request.headers)
        with connection.getresponse() as response:
            body = self._read(response)
            return Answer(response.status, response.headers, body), not response.will_close

    def _read(self, response: HTTPResponse) -> bytes:
        if response.length is not None and response.length > self._max_answer:
            raise self._too_large()
        read = bytearray()
        while piece := response.read(min(_PIECE, self._max_answer + 1 - len(read))):
            read += piece
            if len(read) > self._max_answer:
                raise self._too_large()
        if response.length:  # read(n) raises nothing where less came than was promised
            raise ConnectionResetError
        return bytes(read)

    def _too_large(self) -> UnreadableAnswer:
        return UnreadableAnswer(
            f"Jawaban {self._address.origin} lebih besar dari {self._max_answer} bita. Minta lebih "
            "sedikit dengan limit, atau buka Client dengan max_answer yang lebih besar."
        )


def _patient_until(deadline: float) -> Any:
    """Return the class of an answer that must be whole by then, however slowly it drips."""

    def response(sock: socket.socket, *args: Any, **kwargs: Any) -> HTTPResponse:
        answer = HTTPResponse(sock, *args, **kwargs)
        answer.fp.close()
        answer.fp = io.BufferedReader(_Timed(sock, deadline))
        return answer

    return response


class _Timed(io.RawIOBase):
    """What a socket receives, until a moment."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._raw.readinto(into) or 0

    def close(self) -> None:
        self._raw.close()
        super().close()
