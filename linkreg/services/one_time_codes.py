"""One-time codes that an application shows anew every 30 seconds (TOTP, RFC 6238), and codes on paper.

Knows no account and no database.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

_STEP_SECONDS, _DIGITS = 30, 6

#: How many steps a clock may be off, either way.
_DRIFT = 1
_ISSUER = "linkreg"


def new_secret() -> str:
    """Return a secret of 160 bits, as RFC 4226 recommends, the way people type it (base32)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address_of(secret: str, email: str) -> str:
    """Return the ``otpauth:`` address that applications read."""
    return f"otpauth://totp/{_ISSUER}:{quote(email)}?secret={secret}&issuer={_ISSUER}"


def step_at(now: datetime) -> int:
    """Return the number of the half minute."""
    return int(now.timestamp()) // _STEP_SECONDS


def code_of(secret: str, step: int) -> str:
    """Return the code of a half minute (RFC 4226, section 5.3)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 0xF
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}d}"


def matching_step(secret: str, code: str, now: datetime, *, after: int = -1) -> int | None:
    """Return the half minute whose code that is, near now and later than ``after``; else ``None``."""
    typed, middle = _typed(code), step_at(now)
    near = range(middle - _DRIFT, middle + _DRIFT + 1)
    fits = [step for step in near if _same(code_of(secret, step), typed) and step > after]
    return fits[0] if fits else None


def new_paper_codes(count: int = 8) -> tuple[str, ...]:
    """Return codes of 80 bits to be kept on paper, each good once."""
    texts = (base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(count))
    return tuple("-".join(text[at : at + 4] for at in range(0, 16, 4)) for text in texts)


def hash_of(paper_code: str) -> str:
    """Return what is stored of a code on paper, however it is typed; random ones need no more."""
    return hashlib.sha256(_typed(paper_code).encode(errors="replace")).hexdigest()


def without(hashes: Sequence[str], paper_code: str) -> list[str] | None:
    """Return what is left when a code on paper is used up; ``None`` when it is none of them."""
    left = [kept for kept in hashes if not _same(kept, hash_of(paper_code))]
    return left if len(left) < len(hashes) else None


def _typed(code: str) -> str:
    return "".join(filter(str.isalnum, code)).lower()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode(errors="replace"))
