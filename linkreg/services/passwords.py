"""Passwords: what they must be, and argon2id. Knows no account and no database.

Hashing and comparing take 20 ms: never do either in a transaction that writes, for on SQLite all other
writers wait for it.
"""

from __future__ import annotations

from typing import NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from linkreg.errors import InvalidInput, Mistake

PASSWORD_MIN, PASSWORD_MAX = 12, 128

#: What is stored of a password.
PasswordHash = NewType("PasswordHash", str)

#: OWASP's second recommendation for argon2id: 19 MiB, two passes, about 20 ms.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

#: To compare with when there is no account, so that both take as long.
NOBODYS_HASH = PasswordHash(
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "c29tZXNhbHRzb21lc2FsdA$Ck8CHtQAZqHCMMjBQ6U9cKyaQhnhRgyWvEWQBlXA8kk"
)


def check_password(password: str) -> None:
    """Raise ``InvalidInput`` for a password that nobody should have."""
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        message = f"Kata sandi {PASSWORD_MIN} sampai {PASSWORD_MAX} huruf; kalimat pendek pun baik."
        raise InvalidInput(message, [Mistake("/password", "out_of_range", message)])


def hash_password(password: str) -> PasswordHash:
    """Return what to store of a new password; raise ``InvalidInput`` as ``check_password`` does."""
    check_password(password)
    return PasswordHash(_HASHER.hash(password))


def matches(stored: str, password: str) -> bool:
    """Say whether that is the password; a hash that is none fits nothing."""
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
