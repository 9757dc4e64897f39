"""Who is really asking, when proxies stand in front: believed only of those that are trusted by name.

A header such as ``X-Forwarded-For`` can be sent by anybody. It counts only when the connection comes
from a trusted address, and in it only as far to the left as trusted proxies wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from linkreg.settings import Network

#: Set in the environment when a request came through a proxy, trusted or not.
PROXIED = "linkreg.proxied"

_FOR = "HTTP_X_FORWARDED_FOR"
_PROTO = "HTTP_X_FORWARDED_PROTO"
_OTHERS = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_REAL_IP",
)

Environment = dict[str, Any]
Address = IPv4Address | IPv6Address


def believe(environ: Environment, trusted: Sequence[Network]) -> None:
    """Set the caller's address and the scheme by what trusted proxies say; drop what anybody says."""
    said = {name: environ.pop(name) for name in (_FOR, _PROTO, *_OTHERS) if name in environ}
    environ[PROXIED] = bool(said)
    peer = parse_address(environ.get("REMOTE_ADDR", ""))
    if peer is None or not _is_trusted(peer, trusted):
        return
    environ["REMOTE_ADDR"] = str(_caller(peer, said.get(_FOR, ""), trusted))
    scheme = said.get(_PROTO, "").rpartition(",")[2].strip().lower()
    if scheme in {"http", "https"}:
        environ["wsgi.url_scheme"] = scheme


def parse_address(text: str) -> Address | None:
    """Return an IP address, IPv4 also where it is written as IPv6; ``None`` for anything else."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _caller(peer: Address, forwarded: str, trusted: Sequence[Network]) -> Address:
    """Return the nearest address that is no trusted proxy; what cannot be read ends the search."""
    nearest = peer
    for text in reversed(forwarded.split(",")):
        address = parse_address(text)
        if address is None:
            return nearest
        nearest = address
        if not _is_trusted(address, trusted):
            return nearest
    return nearest


def _is_trusted(address: Address, trusted: Sequence[Network]) -> bool:
    return any(address in network for network in trusted)
