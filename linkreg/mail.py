"""Outgoing mail: plain letters, one connection for many of them, and an answer for each.

A letter that the server will not take raises ``MailRefused`` and the next one may still go; a server
that cannot be used at all raises ``MailUnavailable``, and there is no use in going on.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from linkreg.errors import InvalidInput, MailRefused, MailUnavailable

#: How long to wait for each single answer of the server, in seconds.
TIMEOUT = 20.0

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_CLOSING = 421


class Encryption(StrEnum):
    """How the connection is made unreadable to others."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


#: Why a certificate does not do, by OpenSSL's number (X509_V_ERR_...).
_CERTIFICATE_UNFIT = {
    9: "belum berlaku",
    10: "sudah kedaluwarsa",
    62: "tidak dibuat untuk {host}",
    64: "tidak dibuat untuk {host}",
}

_PORTS = {Encryption.NONE: 25, Encryption.STARTTLS: 587, Encryption.TLS: 465}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where letters are handed in, and as whom; the password never shows in ``repr``."""

    host: str
    port: int
    encryption: Encryption = Encryption.NONE
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A plain text to one or more addresses.

    ``key`` makes the Message-ID: the same letter sent twice bears the same, and mailboxes that know it
    show it once.
    """

    recipients: tuple[str, ...]
    subject: str
    text: str
    at: datetime
    key: str


def parse_smtp_url(url: str) -> SmtpServer:
    """Read ``smtp://user:password@host:587?starttls=1`` or ``smtps://...``; raise ``InvalidInput``.

    The message never repeats the address, which may hold a password. A password is not sent in the
    clear, except on this very machine.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InvalidInput("porta atau nama peladen tidak sah") from None
    encryption = _encryption(parts)
    host = parts.hostname
    if not host or parts.path not in {"", "/"} or parts.fragment or not url.isprintable():
        raise InvalidInput("tulis smtp://pengguna:sandi@peladen:587?starttls=1 atau smtps://...")
    if bool(parts.username) is not bool(parts.password):
        raise InvalidInput("pengguna dan kata sandi diisi keduanya atau tidak sama sekali")
    if parts.password and encryption is Encryption.NONE and host not in _LOOPBACK:
        raise InvalidInput("kata sandi perlu sandi sambungan: pakai smtps:// atau ?starttls=1")
    user, password = (unquote(part) if part else None for part in (parts.username, parts.password))
    return SmtpServer(host, port or _PORTS[encryption], encryption, user, password)


def _encryption(parts: SplitResult) -> Encryption:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    starttls = options.pop("starttls", "0")
    if parts.scheme not in {"smtp", "smtps"}:
        raise InvalidInput("harus diawali smtp:// atau smtps://")
    if options or starttls not in {"0", "1"}:
        raise InvalidInput("sesudah tanda tanya hanya starttls=1 atau starttls=0")
    if parts.scheme == "smtp":
        return Encryption.STARTTLS if starttls == "1" else Encryption.NONE
    if starttls == "1":
        raise InvalidInput("smtps:// sudah tersandi; hapus starttls=1")
    return Encryption.TLS


def parse_sender(text: str) -> Address:
    """Read ``Registri Ormas <registri@example.org>`` or a bare address; raise ``InvalidInput``."""
    sender = Address()
    try:
        header = SMTP.header_factory("From", text)
        if not header.defects and text.isprintable() and len(header.addresses) == 1:
            found = header.addresses[0]
            sender = Address(found.display_name, addr_spec=found.addr_spec)
    except (ValueError, IndexError, MessageError):
        pass
    if "." not in sender.domain or not sender.username:
        raise InvalidInput("bukan alamat surel; tulis misalnya Registri Ormas <surel@contoh.go.id>")
    return sender


class Mailer:
    """Hands letters to one server over one connection, opened when the first letter comes."""

    def __init__(self, server: SmtpServer, sender: Address) -> None:
        """Remember where to and from whom; nothing is opened yet."""
        self._server = server
        self._sender = sender
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up; the server has answered for every letter by now."""
        self._hang_up()

    def post(self, letter: Letter) -> tuple[str, ...]:
        """Hand in a letter and return those of its addresses that the server refused.

        Raise ``MailRefused`` when it took none. A server that hangs up (many do after so many
        letters) is called once more.
        """
        message = _compose(letter, self._sender)
        try:
            return self._hand_in(message, letter.recipients)
        except smtplib.SMTPServerDisconnected:
            self._hang_up()
        except smtplib.SMTPResponseException as error:
            if error.smtp_code != _CLOSING:
                raise MailRefused(f"ditolak peladen surel (kode {error.smtp_code})") from error
            self._hang_up()
        return self._hand_in_at_last(message, letter.recipients)

    def _hand_in_at_last(self, message: EmailMessage, to: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return self._hand_in(message, to)
        except smtplib.SMTPException as error:
            self._hang_up()
            raise MailRefused("peladen surel memutus sambungan") from error

    def _hand_in(self, message: EmailMessage, to: tuple[str, ...]) -> tuple[str, ...]:
        connection = self._connected()
        try:
            return tuple(connection.send_message(message, self._sender.addr_spec, to))
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code == _CLOSING:
                raise
            raise MailUnavailable(
                f"Peladen surel menolak pengirim (kode {error.smtp_code}). Periksa LINKREG_MAIL_FROM."
            ) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise _refused(error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefused("peladen surel tidak menerima huruf dalam alamat ini") from error
        except (smtplib.SMTPResponseException, smtplib.SMTPServerDisconnected):
            raise
        except OSError as error:
            self._hang_up()
            raise MailRefused("sambungan ke peladen surel terputus") from error

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None or self._connection.sock is None:
            try:
                self._connection = self._connect()
            except smtplib.SMTPAuthenticationError as error:
                raise MailUnavailable(
                    "Peladen surel menolak pengguna atau kata sandi. Periksa LINKREG_SMTP_URL."
                ) from error
            except (smtplib.SMTPException, OSError) as error:
                said = _why_unavailable(error, self._server.host)
                raise MailUnavailable(
                    f"Peladen surel {self._server.host}:{self._server.port} {said}"
                ) from error
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server, name = self._server, self._sender.domain
        context = ssl.create_default_context()
        if server.encryption is Encryption.TLS:
            return self._introduced(
                smtplib.SMTP_SSL(server.host, server.port, name, timeout=TIMEOUT, context=context)
            )
        connection = smtplib.SMTP(server.host, server.port, name, timeout=TIMEOUT)
        return self._introduced(connection, context)

    def _introduced(
        self, connection: smtplib.SMTP, context: ssl.SSLContext | None = None
    ) -> smtplib.SMTP:
        """Return the connection, encrypted and logged in as asked for; close it when that fails."""
        try:
            if self._server.encryption is Encryption.STARTTLS:
                connection.starttls(context=context)
            if self._server.user and self._server.password:
                connection.login(self._server.user, self._server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.quit()
            except (smtplib.SMTPException, OSError):
                connection.close()


def _why_unavailable(error: Exception, host: str) -> str:
    """Return why a server cannot be used, and what to do; the driver's own words stay in the log."""
    if isinstance(error, ssl.SSLCertVerificationError):
        unfit = _CERTIFICATE_UNFIT.get(
            error.verify_code, "diterbitkan oleh penerbit yang tidak dikenal"
        )
        return (
            f"ditolak: sertifikatnya {unfit.format(host=host)}. Periksa LINKREG_SMTP_URL; penerbit "
            "sendiri dapat dipercayai lewat SSL_CERT_FILE."
        )
    if isinstance(error, ssl.SSLError):
        return (
            "tidak dapat membuka TLS pada porta ini. Periksa LINKREG_SMTP_URL: smtps:// biasanya pada "
            "porta 465, ?starttls=1 pada porta 587."
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return (
            "tidak menawarkan STARTTLS atau masuk dengan kata sandi. Periksa LINKREG_SMTP_URL: "
            "mungkin smtps:// yang diperlukan."
        )
    return "tidak dapat dihubungi. Periksa LINKREG_SMTP_URL dan sambungan jaringan."


def _refused(error: smtplib.SMTPRecipientsRefused) -> smtplib.SMTPException | MailRefused:
    """Return what to raise when no address was taken: with 421 the server is only hanging up."""
    codes = sorted({code for code, _ in error.recipients.values()})
    if codes == [_CLOSING]:
        return smtplib.SMTPServerDisconnected()
    return MailRefused(f"alamat ditolak peladen surel (kode {', '.join(map(str, codes))})")


def _compose(letter: Letter, sender: Address) -> EmailMessage:
    """Return the message; an address or a subject that would break out of its header is refused."""
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = sender
        message["To"] = [Address(addr_spec=address) for address in letter.recipients]
        message["Subject"] = letter.subject
    except (ValueError, IndexError, MessageError) as error:
        raise MailRefused("alamat atau perihal surel tidak sah") from error
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.key}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    return message
