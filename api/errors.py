"""One table from errors to HTTP statuses; problem+json (RFC 9457) for machines, a page for people."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, json, render_template, request
from werkzeug.exceptions import HTTPException

from linkreg import errors

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

_HTTP_MESSAGES = {
    400: "Permintaan tidak dapat dibaca. Muat ulang halaman lalu coba lagi.",
    404: "Alamat ini tidak ada. Periksa ejaannya.",
    405: "Alamat ini tidak menerima cara permintaan itu.",
    413: "Isi permintaan terlalu besar. Berkas dokumen paling besar 10 MB.",
    415: "Jenis isi tidak diterima; kirim application/json.",
    428: "Sertakan If-Match dengan ETag yang Anda lihat.",
}

#: More than this nobody mends in one go.
_MAX_MISTAKES = 200

_UNEXPECTED = "Terjadi kesalahan pada sistem. Coba lagi; bila terulang, sampaikan nomor permintaan."


def status_of(error: errors.LinkregError) -> HTTPStatus:
    """Return the status of the nearest class in the table."""
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)


def install(app: Flask) -> None:
    """Answer every error through this module; no stack trace or driver text leaves."""
    app.register_error_handler(errors.LinkregError, _answer_ours)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_unexpected)


def _answer_ours(error: errors.LinkregError) -> Response:
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("request %s: %s", g.get("request_id"), error.message)
    mistakes = error.mistakes if isinstance(error, errors.InvalidInput) else ()
    answer = _answer(status, error.code, error.message, mistakes)
    if isinstance(error, errors.TooManyRequests):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _answer_http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]
    message = _HTTP_MESSAGES.get(error.code, error.description or error.name)
    answer = _answer(HTTPStatus(error.code), error.name.lower().replace(" ", "_"), message)
    answer.headers.extend(
        (name, value)
        for name, value in error.get_headers()
        if name.lower() in {"allow", "retry-after"}
    )
    return answer


def _answer_unexpected(error: Exception) -> Response:
    _log.exception("request %s failed", g.get("request_id"))
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", _UNEXPECTED)


def _answer(
    status: HTTPStatus, code: str, message: str, mistakes: tuple[errors.Mistake, ...] = ()
) -> Response:
    if wants_json():
        response = _problem(status, code, message, mistakes)
    else:
        page = render_template("error.html", status=status, message=message, mistakes=mistakes)
        response = Response(page, status, mimetype="text/html")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "5"
    return response


def wants_json() -> bool:
    """Say whether the caller is a machine: by the address, not by guessing from headers."""
    return request.path.startswith("/v1/") or request.path in {"/v1", "/healthz", "/readyz"}


def _problem(
    status: HTTPStatus, code: str, message: str, mistakes: tuple[errors.Mistake, ...]
) -> Response:
    body: dict[str, Any] = {
        "type": f"urn:linkreg:error:{code}",
        "title": status.phrase,
        "status": status.value,
        "detail": message,
        "code": code,
        "errors": [
            {"pointer": m.pointer, "code": m.code, "message": m.message}
            for m in mistakes[:_MAX_MISTAKES]
        ],
        "request_id": g.get("request_id"),
    }
    return Response(json.dumps(body), status, mimetype="application/problem+json")
