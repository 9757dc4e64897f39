"""Pages, styles and scripts go out compressed: many offices have slow lines and no proxy in front.

The JSON API is left alone; its ETags name exact bytes. A page's form token differs in every answer,
so the length of a compressed page gives nothing away that could be guessed bit by bit.
"""

from __future__ import annotations

import gzip
from http import HTTPStatus

from flask import Response, request

_KINDS = frozenset(
    {"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"}
)

#: Below this a compressed answer saves no packet.
_AT_LEAST = 800

#: Static files, packed once in a process: by their tags, which name file, size and time.
_FILES: dict[str, bytes] = {}


def compress(response: Response) -> Response:
    """Return the answer with gzip where that is worth it and the caller understands it."""
    if response.mimetype not in _KINDS or response.status_code == HTTPStatus.PARTIAL_CONTENT:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip") or response.content_encoding:
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < _AT_LEAST:
        return response
    etag, _ = response.get_etag()
    kept = etag if request.endpoint == "static" else None
    response.set_data(_packed(plain) if kept is None else _packed_file(kept, plain))
    response.content_encoding = "gzip"
    if etag:
        response.set_etag(etag, weak=True)
    return response


def _packed(plain: bytes) -> bytes:
    return gzip.compress(plain, compresslevel=6, mtime=0)


def _packed_file(tag: str, plain: bytes) -> bytes:
    """Return a static file packed; the largest takes far longer than a page."""
    if tag not in _FILES:
        _FILES[tag] = _packed(plain)
    return _FILES[tag]
