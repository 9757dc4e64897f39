"""How the application meets the world: under which names, behind whom, and with which secrets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from linkreg.errors import InvalidSettings
from linkreg.settings import PREFIX, Network, Settings

#: The names of this machine to itself.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})

#: Addresses that mean "whatever address I have".
_ANY = frozenset({"", "0.0.0.0", "::", "*"})  # noqa: S104 - to be told apart, not listened at

_NAMELESS = (
    f"{PREFIX}ALLOWED_HOSTS: belum diisi; tulis nama situs ini, misalnya ormas.contoh.go.id, "
    f"atau isi {PREFIX}PUBLIC_URL"
)

_SECRET_LETTERS = 32
_DIFFERENT_LETTERS = 12

#: Found in secrets that were copied from an example.
_COPIED = (
    "0123456789",
    "abcdefghij",
    "change-me",
    "changeme",
    "change_me",
    "contoh",
    "example",
    "insecure",
    "linkreg",
    "password",
    "rahasia",
    "secret",
)


@dataclass(frozen=True, slots=True)
class Exposure:
    """``hosts``: every name it answers to. ``https``: the site's address begins so.

    ``site``: that address without a slash at its end, where the office has said it.
    """

    hosts: frozenset[str] = LOOPBACK
    proxies: tuple[Network, ...] = ()
    https: bool = False
    metrics_token: str | None = field(default=None, repr=False)
    site: str | None = None


def exposure_of(settings: Settings, bind: str = "") -> Exposure:
    """Return what the settings say, for a server that listens at ``bind``.

    Raise ``InvalidSettings`` when it listens beyond this machine and nobody said under which name.
    """
    site = urlsplit(settings.public_url or "")
    named = {*settings.allowed_hosts, *_host(site.hostname or "")}
    if bind not in LOOPBACK and not named and bind in _ANY:
        raise InvalidSettings([_NAMELESS])
    own = frozenset() if bind in _ANY else _host(bind.lower())
    return Exposure(
        hosts=frozenset(LOOPBACK | named | own),
        proxies=settings.trusted_proxies,
        https=site.scheme == "https",
        metrics_token=settings.metrics_token,
        site=(settings.public_url or "").rstrip("/") or None,
    )


def check_secrets(settings: Settings) -> None:
    """Raise ``InvalidSettings`` naming each secret that can be guessed; a demo may have such."""
    problems = () if settings.demo else tuple(_weaknesses(settings))
    if problems:
        raise InvalidSettings(problems)


def _weaknesses(settings: Settings) -> Iterator[str]:
    for name in ("secret_key", "metrics_token"):
        secret = getattr(settings, name)
        if secret is not None and _is_weak(secret):
            yield (
                f"{PREFIX}{name.upper()}: mudah ditebak. Buat yang acak dengan: "
                'python -c "import secrets; print(secrets.token_urlsafe(32))"'
            )


def _is_weak(secret: str) -> bool:
    short = len(secret) < _SECRET_LETTERS or len(set(secret)) < _DIFFERENT_LETTERS
    return short or any(word in secret.lower() for word in _COPIED)


def _host(name: str) -> frozenset[str]:
    """Return a name as a ``Host`` header has it: IPv6 in brackets."""
    return frozenset({f"[{name}]" if ":" in name else name}) if name else frozenset()
