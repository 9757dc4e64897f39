"""Whoever asks is not known, not allowed, or asks too often."""

from __future__ import annotations

from linkreg.errors.root import LinkregError
from linkreg.wording import Wording

_MINUTE = 60
_REQUESTS = Wording("permintaan")


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

    def __init__(self, retry_after: int, what: Wording = _REQUESTS) -> None:
        super().__init__(
            Wording(
                "Terlalu banyak {what}. Tunggu {wait}, lalu coba lagi.",
                what=what,
                wait=_span(retry_after),
            )
        )
        self.retry_after = retry_after


def _span(seconds: int) -> Wording:
    """Say how long that is: in seconds up to a minute, beyond it in minutes, rounded up."""
    if seconds <= _MINUTE:
        return Wording("{seconds} detik", seconds=seconds)
    return Wording("{minutes} menit", minutes=-(-seconds // _MINUTE))
