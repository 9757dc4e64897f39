"""Configuration, read once from an environment that is handed in; all mistakes are told together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from email.headerregistry import Address
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, ValidationError, fields, post_load, validate

from linkreg.errors import InvalidInput, InvalidSettings
from linkreg.mail import SmtpServer, parse_sender, parse_smtp_url
from linkreg.strict_schema import StrictSchema, mistakes_in

PREFIX = "LINKREG_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are kept and how the registry runs; paths are relative to the working folder.

    ``secret_key`` signs cookies and forms. It and the addresses that may hold a password never show
    in ``repr``. ``smtp_url``, ``mail_from`` and ``public_url`` are needed only to send mail: see
    ``mail_settings``. ``search_cache_mb``: the memory that searching may fill with what it has read, in
    MiB. ``synonyms``: the file of an office's own. ``reply_days``: how long an organization may answer
    before a measure against it.
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


_FILLED = validate.Length(min=1, error="tidak boleh kosong")


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
    secret_key = fields.String(
        validate=validate.Length(min=16, error="terlalu pendek; paling sedikit 16 huruf acak")
    )
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

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Settings:
        for name in {"index_dir", "files_dir", "synonyms"} & set(data):
            data[name] = Path(data[name])
        return Settings(**data)


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
    close = get_close_matches(name, known, n=1)
    hint = f"; mungkin maksudnya {close[0]}" if close else f"; yang ada: {', '.join(known)}"
    return f"{name} tidak dikenal{hint}"
