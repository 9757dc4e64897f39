"""The first to see a request and the last to see its answer, whatever serves the application.

It numbers the request, finds out who is asking, refuses what no honest request looks like, and when
the answer is out, writes the log line and counts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from api.asked import KEY, Asked, begin, forget
from api.exposure import Exposure
from api.headers import safe_headers
from api.limits import refusal_of
from api.logs import log_request
from api.metrics import Metrics
from api.problem import MEDIA_TYPE, Refusal, problem
from api.proxies import Environment, believe

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]

_SERVER_ERROR = 500


class Edge:
    """A WSGI application around another."""

    def __init__(self, app: Application, exposure: Exposure, metrics: Metrics | None) -> None:
        """Stand before ``app``."""
        self._app = app
        self._exposure = exposure
        self._metrics = metrics

    def __call__(self, environ: Environment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or let the application answer it."""
        asked = environ[KEY] = begin(environ["REQUEST_METHOD"])
        believe(environ, self._exposure.proxies)
        said = _Said(start_response)
        try:
            refusal = refusal_of(environ, self._exposure.hosts)
            answered = self._refuse(asked, refusal, said) if refusal else self._app(environ, said)
        except BaseException:
            self._end(asked, _SERVER_ERROR)
            raise
        return _Answer(answered, lambda: self._end(asked, said.status))

    def _refuse(self, asked: Asked, refusal: Refusal, start: StartResponse) -> Iterable[bytes]:
        status, headers, body = answer_refusal(asked, refusal, https=self._exposure.https)
        start(status, headers)
        return (body,)

    def _end(self, asked: Asked, status: int) -> None:
        log_request(asked, status)
        if self._metrics is not None:
            self._metrics.count(asked, status)
        forget()


def answer_refusal(asked: Asked, refusal: Refusal, *, https: bool) -> tuple[str, Headers, bytes]:
    """Return status line, headers and body of a refusal that the application never heard of."""
    body = problem(refusal.status, refusal.code, refusal.message, asked.id)
    headers = [
        ("Content-Type", MEDIA_TYPE),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Request-Id", asked.id),
        *safe_headers(https=https).items(),
    ]
    return f"{refusal.status.value} {refusal.status.phrase}", headers, body


class _Said:
    """``start_response`` that remembers the status."""

    def __init__(self, start_response: StartResponse) -> None:
        self._start_response = start_response
        self.status = _SERVER_ERROR

    def __call__(self, status: str, headers: Headers, *rest: Any) -> Any:
        self.status = int(status.partition(" ")[0])
        return self._start_response(status, headers, *rest)


class _Answer:
    """An answer that says when it is out, or broken off."""

    def __init__(self, chunks: Iterable[bytes], done: Callable[[], None]) -> None:
        self._chunks = chunks
        self._done = done

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)

    def close(self) -> None:
        """Let go of what was sent, and say so once."""
        done, self._done = self._done, lambda: None
        try:
            if close := getattr(self._chunks, "close", None):
                close()
        finally:
            done()
