"""What the log and the metrics may know of a request: never its address, its body or its headers."""

from __future__ import annotations

import secrets
import time
from contextvars import ContextVar
from dataclasses import dataclass, field

#: Where the WSGI environment carries it.
KEY = "linkreg.asked"

#: Others are made up by whoever asks.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

NOWHERE = "-"


@dataclass(slots=True)
class Asked:
    """One request: ``route`` is the rule that answers it, ``actor`` the id of an account."""

    method: str = NOWHERE
    route: str = NOWHERE
    actor: str = "public"
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    began: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """Return how long it has been in work."""
        return time.perf_counter() - self.began


_CURRENT: ContextVar[Asked | None] = ContextVar("asked", default=None)


def begin(method: str) -> Asked:
    """Make a request known to whatever is logged from here on."""
    asked = Asked(method if method in _METHODS else "other")
    _CURRENT.set(asked)
    return asked


def current() -> Asked | None:
    """Return the request at hand, if there is one."""
    return _CURRENT.get()


def forget() -> None:
    """Say that no request is at hand: the thread goes on to others."""
    _CURRENT.set(None)
