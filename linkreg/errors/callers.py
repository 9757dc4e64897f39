"""Whoever asks is not known, not allowed, or asks too often."""

from __future__ import annotations

from linkreg.errors.root import LinkregError


class NotAuthenticated(LinkregError):
    """The caller did not say who it is, or the proof is wrong or has ended."""

    code = "not_authenticated"


class NotPermitted(LinkregError):
    """The caller is known but may not do this."""

    code = "not_permitted"
