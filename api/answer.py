"""JSON answers with strong validators, and files to save.

An ETag is ``"<version>-<digest>"``: whatever changes the answer (the caller's view, the day of the
verdict, another text) changes the tag, while the version in front says what a writer saw.
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from io import BytesIO

from flask import Response, request, send_file

from api.conditions import READING, is_known
from api.headers import SHOWN_FILE
from linkreg.records import StoredFile
from linkreg.schemas.view import written


def answer(
    body: object,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    version: int | None = None,
    mark: str | None = None,
) -> Response:
    """Return the body as JSON. What was read, or has a version, gets an ETag; 304 if it is known.

    ``mark`` is what stands in the tag where that was known before the body.
    """
    return answer_text(written(body), status=status, version=version, mark=mark)


def answer_text(
    body: str,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    version: int | None = None,
    mark: str | None = None,
) -> Response:
    """Return what ``answer`` does, for a body that is JSON text already."""
    text = body.encode()
    if version is None and request.method not in READING:
        return Response(text, status, mimetype="application/json")
    if mark is None:
        digest = hashlib.sha256(text).hexdigest()[:16]
        mark = digest if version is None else f"{version}-{digest}"
    tag = f'"{mark}"'
    if is_known(tag):
        return unchanged(tag)
    return Response(text, status, {"ETag": tag}, mimetype="application/json")


def unchanged(tag: str) -> Response:
    """Return the answer to somebody who has it already: 304 and its tag."""
    return without_body(HTTPStatus.NOT_MODIFIED, ETag=tag)


def without_body(status: HTTPStatus = HTTPStatus.NO_CONTENT, **headers: str) -> Response:
    """Return an answer that has no body, and so no type of one."""
    response = Response(status=status, headers=headers)
    del response.headers["Content-Type"]
    return response


def download(file: StoredFile) -> Response:
    """Return a document's file to be saved: no browser shows it as part of this site, or keeps it.

    Always whole: ``Range`` is passed over, and there is no tag to ask again with.
    """
    response = send_file(
        BytesIO(file.content),
        file.media_type,
        as_attachment=True,
        download_name=file.name,
        conditional=False,
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def show_file(file: StoredFile) -> Response:
    """Return a document's file to be looked at beside its checklist; for kinds that a browser shows.

    The type is what the content was found to be when it was handed in, never what it was called.
    """
    response = download(file)
    named = response.headers["Content-Disposition"]
    response.headers["Content-Disposition"] = named.replace("attachment", "inline", 1)
    response.headers.update(SHOWN_FILE)
    return response


def created(body: object, *, version: int | None = None) -> Response:
    """Return the answer to something that was added."""
    return answer(body, status=HTTPStatus.CREATED, version=version)
