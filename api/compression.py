"""Pages and the style sheet go out compressed: many offices have slow lines and no proxy in front.

The JSON API is left alone; its ETags name exact bytes. A page's form token differs in every answer,
so the length of a compressed page gives nothing away that could be guessed bit by bit.
"""

from __future__ import annotations

import gzip
from http import HTTPStatus

from flask import Response, request

_KINDS = frozenset({"text/html", "text/css", "image/svg+xml"})

#: Below this a compressed answer saves no packet.
_AT_LEAST = 800


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
    response.set_data(gzip.compress(plain, compresslevel=6, mtime=0))
    response.content_encoding = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response
