"""Whoever asks is not known, not allowed, or asks too often."""

from __future__ import annotations

from linkreg.errors.root import LinkregError

_MINUTE = 60


class NotAuthenticated(LinkregError):
    """The caller did not say who it is, or the proof is wrong or has ended."""

    code = "not_authenticated"


class NotPermitted(LinkregError):
    """The caller is known but may not do this."""

    code = "not_permitted"


class TooManyRequests(LinkregError):
    """Too often, or too much at once; the same may go again after ``retry_after`` seconds.

    ``what`` says in Indonesian what there were too many of.
    """

    code = "too_many_requests"

    def __init__(self, retry_after: int, what: str = "permintaan") -> None:
        super().__init__(f"Terlalu banyak {what}. Tunggu {_span(retry_after)}, lalu coba lagi.")
        self.retry_after = retry_after


def _span(seconds: int) -> str:
    """Say how long that is: in seconds up to a minute, beyond it in minutes, rounded up."""
    return f"{seconds} detik" if seconds <= _MINUTE else f"{-(-seconds // _MINUTE)} menit"
