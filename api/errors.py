"""One table from errors to HTTP statuses; problem+json (RFC 9457) for machines, a page for people."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, g, render_template, request
from werkzeug.exceptions import HTTPException

from api.problem import HTTP_MESSAGES, MEDIA_TYPE, UNEXPECTED, UNEXPECTED_CODE, problem
from linkreg import errors
from linkreg.wording import Wording

_log = logging.getLogger("linkreg.api")


class InvalidRequest(errors.InvalidInput):
    """A parameter or header that breaks a rule."""

    code = "invalid_request"


class MalformedBody(errors.InvalidInput):
    """A body that cannot be read at all."""

    code = "malformed_body"


#: The nearest class up the tree decides; ``tests/api`` walks the tree and proves it complete.
STATUSES: dict[type[errors.LinkregError], HTTPStatus] = {
    errors.InvalidInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidRequest: HTTPStatus.BAD_REQUEST,
    MalformedBody: HTTPStatus.BAD_REQUEST,
    errors.FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.NotAuthenticated: HTTPStatus.UNAUTHORIZED,
    errors.NotPermitted: HTTPStatus.FORBIDDEN,
    errors.TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.RevisionErased: HTTPStatus.GONE,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.StaleVersion: HTTPStatus.PRECONDITION_FAILED,
    errors.NotReady: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.CorruptData: HTTPStatus.INTERNAL_SERVER_ERROR,
}

#: The addresses outside ``/v1/`` that no person opens.
_MACHINES = frozenset({"/v1", "/healthz", "/readyz", "/metrics"})


def status_of(error: errors.LinkregError) -> HTTPStatus:
    """Return the status of the nearest class in the table."""
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)


def headers_of(error: errors.LinkregError) -> dict[str, str]:
    """Return the headers that go with the status of an error."""
    if isinstance(error, errors.TooManyRequests):
        return {"Retry-After": str(error.retry_after)}
    return {}


def install(app: Flask) -> None:
    """Answer every error through this module; no stack trace or driver text leaves."""
    app.register_error_handler(errors.LinkregError, _answer_ours)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, _answer_unexpected)


def _answer_ours(error: errors.LinkregError) -> Response:
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("request failed", extra={"code": error.code}, exc_info=error)
    mistakes = error.mistakes if isinstance(error, errors.InvalidInput) else ()
    answer = _answer(status, error.code, error.message, mistakes)
    answer.headers.extend(headers_of(error))
    return answer


def answer_http(error: HTTPException) -> Response:
    """Return the answer to what Flask and its extensions refuse."""
    if error.response is not None or error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]
    message = HTTP_MESSAGES.get(error.code, error.description or error.name)
    answer = _answer(HTTPStatus(error.code), error.name.lower().replace(" ", "_"), message)
    answer.headers.extend(
        (name, value)
        for name, value in error.get_headers()
        if name.lower() in {"allow", "retry-after"}
    )
    return answer


def _answer_unexpected(error: Exception) -> Response:
    _log.exception("request failed", extra={"code": UNEXPECTED_CODE})
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED_CODE, UNEXPECTED)


def _answer(
    status: HTTPStatus, code: str, message: str, mistakes: tuple[errors.Mistake, ...] = ()
) -> Response:
    if wants_json():
        body = problem(status, code, message, g.get("request_id"), mistakes)
        response = Response(body, status, mimetype=MEDIA_TYPE)
    else:
        page = render_template(
            "error.html", status=status, message=Wording.of(message), mistakes=mistakes
        )
        response = Response(page, status, mimetype="text/html")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "5"
    return response


def wants_json() -> bool:
    """Say whether the caller is a machine: by the address, not by guessing from headers."""
    path = request.path
    is_twin = path.startswith("/ormas/") and path.endswith(".json")
    return path.startswith("/v1/") or is_twin or path in _MACHINES
