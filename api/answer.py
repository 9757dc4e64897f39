"""JSON answers with strong validators, files to save, and the version that ``If-Match`` names.

An ETag is ``"<version>-<hash of the body>"``: whatever changes the answer (the caller's view, the day
of the verdict, another text) changes the tag, while the version in front says what a writer saw.
"""

from __future__ import annotations

import hashlib
import json
import re
from http import HTTPStatus
from io import BytesIO

from flask import Response, request, send_file
from werkzeug.exceptions import PreconditionRequired

from api.errors import InvalidRequest
from linkreg.errors import Mistake
from linkreg.records import StoredFile

_TAG = re.compile(r'"([\x21\x23-\x7e]*)"')
_OURS = re.compile(r"([0-9]{1,9})-[0-9a-f]{16}")

#: No organization ever has this version: a tag that is not ours never matches.
_NEVER = 0


def answer(
    body: object, *, status: HTTPStatus = HTTPStatus.OK, version: int | None = None
) -> Response:
    """Return the body as JSON. What was read, or has a version, gets an ETag; 304 if it is known."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    response = Response(text, status, mimetype="application/json")
    if version is not None or request.method in {"GET", "HEAD"}:
        digest = hashlib.sha256(text).hexdigest()[:16]
        response.set_etag(digest if version is None else f"{version}-{digest}")
        response.make_conditional(request)
    return response


def download(file: StoredFile) -> Response:
    """Return a document's file to be saved: no browser shows it as part of this site, or keeps it."""
    response = send_file(
        BytesIO(file.content), file.media_type, as_attachment=True, download_name=file.name
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def created(body: object, *, version: int | None = None, location: str | None = None) -> Response:
    """Return the answer to something that was added."""
    response = answer(body, status=HTTPStatus.CREATED, version=version)
    if location is not None:
        response.headers["Location"] = location
    return response


def seen_version() -> int:
    """Return the version in ``If-Match``: exactly one quoted strong tag, as a reading gave it.

    Without one 428, in any other shape (``*``, lists, weak or bare tags) 400. A tag that was never
    given gives a version that never matches.
    """
    header = request.headers.get("If-Match")
    if header is None:
        raise PreconditionRequired
    tag = _TAG.fullmatch(header.strip())
    if tag is None:
        message = "If-Match harus memuat tepat satu ETag, persis seperti yang diterima."
        raise InvalidRequest(message, [Mistake("", "invalid_if_match", message)])
    ours = _OURS.fullmatch(tag[1])
    return int(ours[1]) if ours else _NEVER
