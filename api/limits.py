"""What no honest request exceeds, checked before anything reads it.

``refusal_of`` looks at the request line, the headers and the host; ``check_page_input`` at what a page
is sent, of which the forms' own reader would quietly mend what is broken.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from flask import request

from api.errors import InvalidRequest, wants_json
from api.problem import Refusal, refuse
from linkreg.errors import InvalidInput, Mistake
from linkreg.wording import Wording

#: Bytes of a path with its query; of all headers together.
MAX_TARGET = 8 * 1024
MAX_HEADERS = 16 * 1024

MAX_PARAMETERS = 500

#: More than the fields of the longest form.
_MAX_FIELDS = 1000

_HOST = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_DAMAGED = "\ufffd"


_WRONG_HOST = Refusal(
    HTTPStatus.BAD_REQUEST, "unknown_host", "Situs ini tidak dilayani di bawah nama itu."
)


def refusal_of(environ: dict[str, Any], hosts: Collection[str]) -> Refusal | None:
    """Return why a request goes no further; ``None`` lets it pass. ``hosts`` are in lower case."""
    if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > MAX_TARGET:
        return refuse(HTTPStatus.REQUEST_URI_TOO_LONG)
    headers = ((name, value) for name, value in environ.items() if name.startswith("HTTP_"))
    if sum(len(name) + len(str(value)) for name, value in headers) > MAX_HEADERS:
        return refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    host = _HOST.fullmatch(environ.get("HTTP_HOST", ""))
    return None if host and host[1].lower() in hosts else _WRONG_HOST


def read_pairs(query: bytes) -> list[tuple[str, str]]:
    """Return the parameters of a query string; raise ``InvalidInput`` for too many or no UTF-8."""
    try:
        return parse_qsl(
            query.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise InvalidInput("Parameter harus ditulis dalam UTF-8.") from None
    except ValueError:
        raise InvalidInput(
            Wording("Paling banyak {most} parameter.", most=MAX_PARAMETERS)
        ) from None


def check_page_input() -> None:
    """Raise ``InvalidRequest`` for parameters and fields of a page that cannot be read as sent."""
    if wants_json():
        return
    try:
        read_pairs(request.query_string)
    except InvalidInput as error:
        raise InvalidRequest(error.message) from error
    if request.method != "POST":
        return
    if request.mimetype == "application/x-www-form-urlencoded":
        _require_few(request.get_data(parse_form_data=False).count(b"&") + 1)
    fields = [*request.form.items(multi=True), *_names_of_files()]
    _require_few(len(fields))
    if any(_DAMAGED in name + value for name, value in fields):
        message = "Memuat huruf yang rusak; ketik ulang teksnya."
        raise InvalidRequest(message, [Mistake("", "invalid_utf8", message)])


def _names_of_files() -> list[tuple[str, str]]:
    return [(name, file.filename or "") for name, file in request.files.items(multi=True)]


def _require_few(fields: int) -> None:
    if fields > _MAX_FIELDS:
        raise InvalidRequest(Wording("Paling banyak {most} isian.", most=_MAX_FIELDS))
