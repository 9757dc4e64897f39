"""Configuration, read once from an environment that is handed in; all mistakes are told together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from email.headerregistry import Address
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, ValidationError, fields, post_load, validate

from linkreg.errors import InvalidInput, InvalidSettings
from linkreg.mail import SmtpServer, parse_sender, parse_smtp_url
from linkreg.strict_schema import StrictSchema, mistakes_in

PREFIX = "LINKREG_"

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are kept and how the registry runs; paths are relative to the working folder.

    ``secret_key`` signs cookies and forms. It and the addresses that may hold a password never show
    in ``repr``. ``smtp_url``, ``mail_from`` and ``public_url`` are needed only to send mail: see
    ``mail_settings``. ``search_cache_mb``: the memory that searching may fill with what it has read, in
    MiB. ``synonyms``: the file of an office's own. ``reply_days``: how long an organization may answer
    before a measure against it. ``allowed_hosts``: the names under which it is served besides that of
    ``public_url``. ``trusted_proxies``: whose word about the caller's address is taken.
    ``metrics_token`` opens ``/metrics``. ``demo``: everything in it is fictional.
    """

    database_url: str = field(default="sqlite:///var/linkreg.sqlite3", repr=False)
    index_dir: Path = Path("var/index")
    files_dir: Path = Path("var/files")
    search_engine: str = "whoosh"
    search_cache_mb: int = 256
    synonyms: Path | None = None
    secret_key: str | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str | None = None
    public_url: str | None = None
    reply_days: int = 14
    allowed_hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[Network, ...] = ()
    metrics_token: str | None = field(default=None, repr=False)
    demo: bool = False


@dataclass(frozen=True, slots=True)
class MailSettings:
    """What sending mail takes; ``public_url`` is where links lead, without a slash at its end."""

    server: SmtpServer
    sender: Address
    public_url: str


def _readable(read: Callable[[str], object]) -> Callable[[str], None]:
    """Turn a reader that raises ``InvalidInput`` into a rule of a field."""

    def check(value: str) -> None:
        try:
            read(value)
        except InvalidInput as error:
            raise ValidationError(error.message) from None

    return check


def parse_hosts(text: str) -> tuple[str, ...]:
    """Return the host names of a comma list in lower case; raise ``InvalidInput`` for a wrong one."""
    names = tuple(name.strip().lower() for name in text.split(","))
    for name in names:
        if not _HOST.fullmatch(name):
            raise InvalidInput(f"{name!r} bukan nama host; tulis misalnya ormas.contoh.go.id")
    return names


def parse_networks(text: str) -> tuple[Network, ...]:
    """Return the networks of a comma list, an address being one; raise ``InvalidInput``."""
    return tuple(map(_network, text.split(",")))


def _network(text: str) -> Network:
    try:
        return ip_network(text.strip())
    except ValueError:
        raise InvalidInput(
            f"{text.strip()!r} bukan alamat IP atau jaringan; tulis misalnya 127.0.0.1, 10.0.0.0/8"
        ) from None


#: A name or an IPv4 address, or an IPv6 address in brackets; without a port.
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\]")

_FILLED = validate.Length(min=1, error="tidak boleh kosong")
_RANDOM = validate.Length(min=16, error="terlalu pendek; paling sedikit 16 huruf acak")


class _SettingsSchema(StrictSchema):
    class Meta:
        unknown = EXCLUDE

    database_url = fields.String(
        validate=validate.Regexp(
            r"(sqlite|postgresql\+psycopg)://",
            error="harus diawali sqlite:/// atau postgresql+psycopg://",
        )
    )
    index_dir = fields.String(validate=_FILLED)
    files_dir = fields.String(validate=_FILLED)
    search_engine = fields.String(validate=_FILLED)
    search_cache_mb = fields.Integer(
        validate=validate.Range(1, 65_536, error="harus antara 1 dan 65536 MiB"),
        error_messages={"invalid": "harus bilangan bulat"},
    )
    synonyms = fields.String(validate=_FILLED)
    secret_key = fields.String(validate=_RANDOM)
    smtp_url = fields.String(validate=_readable(parse_smtp_url))
    mail_from = fields.String(validate=_readable(parse_sender))
    public_url = fields.String(
        validate=validate.Regexp(
            r"https?://[^\s/?#@]+(/[^\s?#]*)?\Z",
            error="harus alamat situs tanpa tanda tanya, misalnya https://ormas.contoh.go.id",
        )
    )

    reply_days = fields.Integer(
        validate=validate.Range(1, 365, error="harus antara 1 dan 365 hari"),
        error_messages={"invalid": "harus bilangan bulat"},
    )
    allowed_hosts = fields.String(validate=_readable(parse_hosts))
    trusted_proxies = fields.String(validate=_readable(parse_networks))
    metrics_token = fields.String(validate=_RANDOM)
    demo = fields.Boolean(truthy={"1"}, falsy={"0"}, error_messages={"invalid": "harus 1 atau 0"})

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Settings:
        for name, read in _READ.items():
            if name in data:
                data[name] = read(data[name])
        return Settings(**data)


#: What is made of a value that is more than its text.
_READ: Mapping[str, Callable[[str], object]] = {
    "index_dir": Path,
    "files_dir": Path,
    "synonyms": Path,
    "allowed_hosts": parse_hosts,
    "trusted_proxies": parse_networks,
}


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read every ``LINKREG_*`` variable; raise ``InvalidSettings`` naming each that is wrong.

    A misspelled name is refused too: a setting that silently does nothing is worse than none.
    """
    ours = {key: value for key, value in environ.items() if key.startswith(PREFIX)}
    schema = _SettingsSchema()
    known = [PREFIX + name.upper() for name in schema.fields]
    problems = [_unknown(name, known) for name in sorted(ours) if name not in known]
    settings = Settings()
    try:
        settings = schema.load({key[len(PREFIX) :].lower(): value for key, value in ours.items()})
    except ValidationError as error:
        problems += [
            f"{PREFIX}{m.pointer.lstrip('/').upper()}: {m.message}" for m in mistakes_in(error)
        ]
    if problems:
        raise InvalidSettings(problems)
    return settings


def mail_settings(settings: Settings) -> MailSettings:
    """Return what sending mail takes; raise ``InvalidSettings`` naming each that is not set."""
    needed = (settings.smtp_url, settings.mail_from, settings.public_url)
    smtp_url, mail_from, public_url = needed
    if smtp_url and mail_from and public_url:
        server, sender = parse_smtp_url(smtp_url), parse_sender(mail_from)
        return MailSettings(server, sender, public_url.rstrip("/"))
    names = ("SMTP_URL", "MAIL_FROM", "PUBLIC_URL")
    missing = [name for name, value in zip(names, needed, strict=True) if not value]
    raise InvalidSettings(
        f"{PREFIX}{name}: belum diisi; diperlukan untuk mengirim surel" for name in missing
    )


def _unknown(name: str, known: list[str]) -> str:
    bare = [one.removeprefix(PREFIX) for one in known]
    close = get_close_matches(name.removeprefix(PREFIX), bare, n=1)
    hint = f"; mungkin maksudnya {PREFIX}{close[0]}" if close else f"; yang ada: {', '.join(known)}"
    return f"{name} tidak dikenal{hint}"
