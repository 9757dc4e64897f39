"""Passwords: what they must be, and argon2id. Knows no account and no database.

The rules are those of NIST SP 800-63B-4, section 3.1.1.2: length, and nothing that would be guessed
first; no rules about kinds of letters, no change by the calendar. Hashes made before a rule stay valid.
Hashing and comparing take 20 ms: never do either in a transaction that writes, for on SQLite all other
writers wait for it.
"""

from __future__ import annotations

import unicodedata
from typing import NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from linkreg.errors import InvalidInput, Mistake
from linkreg.identifiers import contains_nik
from linkreg.schemas.accounts import PASSWORD_MAX, PASSWORD_MIN
from linkreg.services.common_passwords import is_common
from linkreg.wording import Wording

#: What is stored of a password.
PasswordHash = NewType("PasswordHash", str)

#: OWASP's second recommendation for argon2id: 19 MiB, two passes, about 20 ms.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

#: To compare with when there is no account, so that both take as long.
NOBODYS_HASH = PasswordHash(
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "c29tZXNhbHRzb21lc2FsdA$Ck8CHtQAZqHCMMjBQ6U9cKyaQhnhRgyWvEWQBlXA8kk"
)

#: What is stored while nobody has chosen a password: it fits none.
NO_PASSWORD = PasswordHash("!")

#: The name of this system, which is guessed first.
_OURS = "linkreg"

#: A name before the ``@`` shorter than this may stand anywhere by chance; without a longer one this
#: much of the password must be left.
_NAME_MIN, _REST_MIN = 4, 8


def check_password(password: str, email: str = "", *, pointer: str = "/password") -> None:
    """Raise ``InvalidInput`` for a password that nobody, or not who has that address, should have."""
    normal = _normal(password)
    if normal is None:
        raise _refused(pointer, "control_character", "Memuat karakter yang tidak dapat disimpan.")
    if not PASSWORD_MIN <= len(normal) <= PASSWORD_MAX:
        raise _refused(
            pointer,
            "out_of_range",
            Wording(
                "Kata sandi {least} sampai {most} huruf; kalimat pendek pun baik.",
                least=PASSWORD_MIN,
                most=PASSWORD_MAX,
            ),
        )
    if contains_nik(normal) or _holds_what_is_known(normal.casefold(), email.strip().casefold()):
        raise _refused(
            pointer,
            "password_holds_known",
            "Kata sandi memuat surel Anda, NIK, atau kata linkreg, yang ditebak orang lebih "
            "dahulu.",
        )
    if is_common(normal):
        raise _refused(
            pointer,
            "common_password",
            "Kata sandi ini termasuk yang paling sering dipakai orang. Pilih kalimat sendiri.",
        )


def hash_password(password: str, email: str = "", *, pointer: str = "/password") -> PasswordHash:
    """Return what to store of a new password; raise ``InvalidInput`` as ``check_password`` does."""
    check_password(password, email, pointer=pointer)
    return PasswordHash(_HASHER.hash(_normal(password) or ""))


def matches(stored: str, password: str) -> bool:
    """Say whether that is the password; a hash that is none fits nothing.

    Keyboards write the same letter in several ways, so it is compared in one (NFKC); passwords from
    before that was so, as they were typed.
    """
    normal = _normal(password)
    if normal is None:
        return False
    return _fits(stored, normal) or (normal != password and _fits(stored, password))


def renewed(stored: str, password: str) -> PasswordHash | None:
    """Return a known password's hash anew if the stored one was made with other parameters.

    It may break rules that are newer than itself.
    """
    normal = _normal(password)
    if normal is None or not _HASHER.check_needs_rehash(stored):
        return None
    return PasswordHash(_HASHER.hash(normal))


def _normal(password: str) -> str | None:
    """Return the password in NFKC; ``None`` when it is no text at all."""
    try:
        password.encode()
    except UnicodeEncodeError:
        return None
    return unicodedata.normalize("NFKC", password)


def _fits(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _holds_what_is_known(password: str, email: str) -> bool:
    if _OURS in password or (email and email in password):
        return True
    name = email.rpartition("@")[0]
    rest = password.replace(name, "") if len(name) >= _NAME_MIN else password
    return rest != password and len(rest) < _REST_MIN


def _refused(pointer: str, code: str, message: str) -> InvalidInput:
    return InvalidInput(message, [Mistake(pointer, code, message)])
