"""RFC 8288 links between the pages of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode


def link(relation: str, path: str, parameters: Mapping[str, Any]) -> tuple[str, str]:
    """Return a ``Link`` header to an address; lists are repeated, true is written ``true``."""
    written = {name: "true" if value is True else value for name, value in parameters.items()}
    return "Link", f'<{path}?{urlencode(written, doseq=True)}>; rel="{relation}"'
