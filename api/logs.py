"""Log lines as JSON, made of a closed list of fields: what is not on it is never written.

Of a message only its template is kept, and only where we wrote it: its values, other libraries'
messages and the text of errors may hold names, addresses, tokens or what a driver was storing. An
error is told by its class and the places it came through.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from typing import Any

from api.asked import Asked, current

#: What a call may add to a line, by ``extra``.
_EXTRA = ("status", "ms", "code")

#: Whose templates we know.
_OURS = "linkreg"

_MOST_FRAMES = 20

_requests = logging.getLogger("linkreg.request")


class JsonLines(logging.Formatter):
    """One line of JSON a record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without the line break."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.partition(".")[0] == _OURS and isinstance(record.msg, str):
            line["event"] = record.msg
        else:
            line["place"] = f"{record.filename}:{record.lineno}"
        line |= _request(current())
        line |= {name: getattr(record, name) for name in _EXTRA if hasattr(record, name)}
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line |= {"errors": list(_classes(error)), "frames": list(_frames(error))}
        return json.dumps(line, default=lambda value: type(value).__name__)


def write_logs() -> None:
    """Let everything that is logged in this process leave as JSON lines on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(_OURS).setLevel(logging.INFO)


def log_request(asked: Asked, status: int) -> None:
    """Write the line of a request that is over."""
    _requests.info("request", extra={"status": status, "ms": round(asked.seconds * 1000, 1)})


def _request(asked: Asked | None) -> dict[str, str]:
    if asked is None:
        return {}
    return {
        "request_id": asked.id,
        "actor": asked.actor,
        "method": asked.method,
        "route": asked.route,
    }


def _classes(error: BaseException | None) -> Iterator[str]:
    """Yield the class of an error and of those behind it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        error = error.__cause__ or error.__context__


def _frames(error: BaseException) -> Iterator[str]:
    """Yield where it came through, the innermost last: ``api/app.py:12 create_app``."""
    for frame, line in list(walk_tb(error.__traceback__))[-_MOST_FRAMES:]:
        path = "/".join(Path(frame.f_code.co_filename).parts[-2:])
        yield f"{path}:{line} {frame.f_code.co_name}"
