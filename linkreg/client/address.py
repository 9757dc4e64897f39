"""Which server is asked, and as whom; checked before anything is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linkreg.errors import InvalidSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

_VISIBLE = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Address:
    """A registry's server; ``prefix`` is what stands before ``/v1``. The token is in no ``repr``."""

    secure: bool
    host: str
    port: int | None
    prefix: str
    token: str | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        """Return the server as a message names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port is None else f":{self.port}"
        return f"{'https' if self.secure else 'http'}://{host}{port}"


def read_address(base_url: str, token: str | None) -> Address:
    """Return the address of a registry; raise ``InvalidSettings`` with all that is wrong with it.

    No message repeats what was given: it may hold a secret.
    """
    problems = []
    if token is not None and _VISIBLE.fullmatch(token) is None:
        problems.append("token harus huruf, angka, atau tanda ASCII tanpa spasi; salin ulang.")
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError:
        raise InvalidSettings([*problems, "base_url bukan alamat web."]) from None
    problems += _problems_of(base_url, parts)
    if problems:
        raise InvalidSettings(problems)
    prefix = parts.path.rstrip("/")
    return Address(parts.scheme == "https", parts.hostname or "", port, prefix, token)


def _problems_of(base_url: str, parts: SplitResult) -> Iterator[str]:
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield "base_url harus berawal https:// (atau http://) dengan nama server."
    if _VISIBLE.fullmatch(base_url) is None:
        yield "base_url memuat spasi atau huruf di luar ASCII."
    if "@" in parts.netloc:
        yield "base_url tidak boleh memuat nama pengguna atau sandi; pakai token."
    if parts.query or parts.fragment:
        yield "base_url tidak boleh memuat ? atau #."
    if parts.path.rstrip("/").endswith("/v1"):
        yield "base_url adalah alamat server tanpa /v1."
