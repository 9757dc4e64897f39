"""Gunicorn's threads, whose own refusals are problem documents like ours.

Gunicorn has no patience limit for a request's body: it belongs behind a proxy that takes requests in
whole before it passes them on (``docs/deployment.md``).
"""

from __future__ import annotations

from http import HTTPStatus
from socket import socket
from typing import Any

from gunicorn.http.errors import (
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from api.asked import begin, forget
from api.edge import answer_refusal
from api.logs import log_request
from api.problem import refuse

_STATUSES = (
    (LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG),
    (LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    (ParseException, HTTPStatus.BAD_REQUEST),
    (Exception, HTTPStatus.INTERNAL_SERVER_ERROR),
)


class Worker(ThreadWorker):  # type: ignore[misc]
    """Serves with threads."""

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
