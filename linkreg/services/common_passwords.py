"""Passwords that many people choose, and what is made of them: the first that somebody guesses.

With at least 15 letters nobody uses the lists that go round as they are; what is common at that length
is a listed word with figures around it, said twice, or two such words, and keys in their order.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_FILE = "common_passwords.txt"
_DIGITS = "0123456789"

#: Said again and again, anything as short as this counts as common.
_SHORT = 4

_RUNS = tuple(
    run * 3
    for keys in (
        _DIGITS,
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjklzxcvbnm",
        "!@#$%^&*()_+",
    )
    for run in (keys, keys[::-1])
)


def is_common(password: str) -> bool:
    """Say whether a password comes to a listed one; case, spaces and signs do not count."""
    folded = password.casefold()
    letters = "".join(filter(str.isalnum, folded)) or folded
    words = letters.strip(_DIGITS)
    return (
        not common_passwords().isdisjoint((letters, words))
        or _is_said_again(letters)
        or _is_said_again(words)
        or _is_two_words(words)
        or any(letters in run for run in _RUNS)
    )


@cache
def common_passwords() -> frozenset[str]:
    """Return the list, read once."""
    text = files("linkreg.services").joinpath("data", _FILE).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _is_said_again(letters: str) -> bool:
    """Say whether it is one short or listed thing over and over, the last time perhaps cut off."""
    return any(
        (length <= _SHORT or letters[:length] in common_passwords())
        and (letters[:length] * (len(letters) // length + 1)).startswith(letters)
        for length in range(1, len(letters) // 2 + 1)
    )


def _is_two_words(words: str) -> bool:
    known = common_passwords()
    return any(
        words[:length] in known and words[length:].strip(_DIGITS) in known
        for length in range(1, len(words))
    )
