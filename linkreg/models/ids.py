"""Random identifiers that people can read to each other: no vowels, no look-alikes."""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
_LENGTH = 12
_ALL = len(_ALPHABET) ** _LENGTH


def new_id() -> str:
    """Return a random identifier of 12 characters (58 bits), such as ``k3v9x0q7m2cb``."""
    number, letters = secrets.randbelow(_ALL), []
    for _ in range(_LENGTH):  # one draw for all: the system is asked once, not for each character
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)
