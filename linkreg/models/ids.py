"""Random identifiers that people can read to each other: no vowels, no look-alikes."""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
_LENGTH = 12


def new_id() -> str:
    """Return a random identifier of 12 characters (58 bits), such as ``k3v9x0q7m2cb``."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
