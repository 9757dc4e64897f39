"""What an answer holds: JSON, read strictly."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def read_json(body: bytes) -> dict[str, Any]:
    """Return the object in a body; raise ``ValueError`` for anything else."""
    try:
        read = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except RecursionError:
        raise ValueError from None
    if not isinstance(read, dict):
        raise ValueError  # noqa: TRY004 - of what was sent, not of what was passed
    return read


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
