"""RFC 8288 links between the pages of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from linkreg.schemas.listing import MAX_OFFSET, StretchQuery


def link(relation: str, path: str, parameters: Mapping[str, Any]) -> tuple[str, str]:
    """Return a ``Link`` header to an address; lists are repeated, true is written ``true``."""
    written = {name: "true" if value is True else value for name, value in parameters.items()}
    return "Link", f'<{path}?{urlencode(written, doseq=True)}>; rel="{relation}"'


def neighbors(path: str, shown: StretchQuery, total: int) -> Iterator[tuple[str, str]]:
    """Yield links to the stretches before and after the one that is shown."""
    behind = shown.offset + shown.limit
    if behind < total and behind <= MAX_OFFSET:
        yield link("next", path, {"limit": shown.limit, "offset": behind})
    if shown.offset > 0:
        before = max(0, shown.offset - shown.limit)
        yield link("prev", path, {"limit": shown.limit, "offset": before})
