"""What an answer is made to depend on: ``If-None-Match`` by who reads, ``If-Match`` by who writes.

RFC 9110, read strictly: a condition of any other shape, or where it means nothing, is refused rather
than passed over, for whoever sets one relies on it. ``If-Modified-Since`` is passed over, as an origin
without ``Last-Modified`` does.
"""

from __future__ import annotations

import re

from flask import request
from werkzeug.exceptions import PreconditionRequired

from api.errors import InvalidRequest
from linkreg.errors import Mistake

READING = frozenset({"GET", "HEAD"})

#: One strong tag, as JSON Schema reads it too.
TAG_FORM = '^"([!#-~]*)"$'

_TAG = re.compile(TAG_FORM)
_OURS = re.compile(r"([0-9]{1,9})-[0-9a-f]{16}")

#: One of a list, weak or not, with what parts it from the next; empty places count for nothing.
_LISTED = re.compile(r'[ \t,]*(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|\Z)')
_BETWEEN = re.compile(r"[ \t,]*")

#: No organization ever has this version: a tag that is not ours never matches.
_NEVER = 0


def check(*, versioned: bool) -> None:
    """Refuse conditions that cannot be read, or that an operation does not heed.

    ``versioned``: it needs ``If-Match``. Raise ``PreconditionRequired`` without one.
    """
    if versioned:
        seen_version()
    elif "If-Match" in request.headers:
        raise _refused("If-Match", "If-Match hanya untuk perubahan yang memerlukannya.")
    if request.method in READING:
        known_tags()
    elif "If-None-Match" in request.headers:
        raise _refused("If-None-Match", "If-None-Match hanya untuk membaca.")


def known_tags() -> frozenset[str] | None:
    """Return the tags in ``If-None-Match`` as they are quoted, weak ones like strong; ``*`` for any.

    ``None`` without the header. Raise ``InvalidRequest`` for anything but ``*`` or a list of tags.
    """
    header = request.headers.get("If-None-Match")
    if header is None:
        return None
    if header.strip(" \t") == "*":
        return frozenset({"*"})
    found, place = set(), 0
    while listed := _LISTED.match(header, place):
        found.add(listed[1])
        place = listed.end()
    if not found or _BETWEEN.fullmatch(header, place) is None:
        message = "If-None-Match harus memuat * atau daftar ETag, persis seperti yang diterima."
        raise _refused("If-None-Match", message)
    return frozenset(found)


def is_known(tag: str) -> bool:
    """Say whether whoever reads has the answer with that quoted tag already."""
    if request.method not in READING:
        return False
    known = known_tags()
    return known is not None and not known.isdisjoint({tag, "*"})


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
        raise _refused("If-Match", message)
    ours = _OURS.fullmatch(tag[1])
    return int(ours[1]) if ours else _NEVER


def _refused(header: str, message: str) -> InvalidRequest:
    code = "invalid_" + header.lower().replace("-", "_")
    return InvalidRequest(message, [Mistake("", code, message)])
