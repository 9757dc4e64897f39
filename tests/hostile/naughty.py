"""The texts of ``naughty.txt``, and how they are put where a text may stand."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

_LINES = (Path(__file__).parent / "naughty.txt").read_text("ascii").splitlines()
NAUGHTY: tuple[str, ...] = tuple(json.loads(it) for it in _LINES if it.startswith('"'))

Place = tuple[str | int, ...]


class Turns:
    """Hands out the texts in their order, so many at a time, over and over."""

    def __init__(self) -> None:
        self._endless = cycle(NAUGHTY)

    def next(self, count: int) -> list[str]:
        return list(islice(self._endless, count))


def as_bytes(text: str) -> bytes:
    """Return UTF-8; halves of letters as the three bytes that UTF-8 forbids."""
    return text.encode("utf-8", "surrogatepass")


def as_sent(text: str) -> str:
    """Return a text as it stands in an address."""
    return quote_from_bytes(as_bytes(text), safe="")


def as_header(text: str) -> str | None:
    """Return a header's value as WSGI has it; ``None`` for what no server would let pass."""
    if any(char in text for char in "\r\n\0"):
        return None
    return as_bytes(text).decode("latin-1").strip(" \t")


def kept(text: str) -> str:
    """Return what a field of one line makes of a text that it accepts."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def texts_in(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Place]:
    """Yield the place of every text in what a schema describes; of lists the first item."""
    schema = _resolved(schema, document)
    kinds = schema.get("type", ())
    if "string" in ([kinds] if isinstance(kinds, str) else kinds):
        yield ()
    for name, inner in schema.get("properties", {}).items():
        yield from ((name, *place) for place in texts_in(inner, document))
    if "items" in schema:
        yield from ((0, *place) for place in texts_in(schema["items"], document))


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference, and of alternatives the first, which is not ``null``."""
    for name in ("anyOf", "allOf"):
        if name in schema:
            schema = schema[name][0]
    if "$ref" in schema:
        found = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return _resolved(found, document)
    return schema


def put(body: Any, place: Place, text: str) -> Any:
    """Return a copy of JSON with a text at a place; what is missing on the way is made."""
    if not place:
        return text
    step, *rest = place
    if isinstance(step, int):
        items = deepcopy(body) if isinstance(body, list) else []
        inner = items[0] if items else None
        return [put(inner, tuple(rest), text), *items[1:]]
    filled = dict(body) if isinstance(body, dict) else {}
    return filled | {step: put(filled.get(step), tuple(rest), text)}
