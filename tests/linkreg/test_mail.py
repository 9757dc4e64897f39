"""Outgoing mail, in a real conversation with a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from linkreg.errors import InvalidInput, MailRefused, MailUnavailable
from linkreg.mail import Encryption, Letter, Mailer, SmtpServer, parse_sender, parse_smtp_url
from tests.smtp import MailServer, running_mail_server

_SENDER = parse_sender("Registri Ormas <registri@contoh.example>")
_TEXT = "Kepada pengurus — dokumen “sewa” berakhir.\n.titik di awal baris\n" + "panjang " * 200


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


def _letter(*to: str, subject: str = "Dokumen Yayasan Contoh — perlu diperbarui") -> Letter:
    at = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    return Letter(to or ("a@contoh.example",), subject, _TEXT, at, "surat-1")


def _mailer(server: MailServer, url: str | None = None) -> Mailer:
    return Mailer(parse_smtp_url(url or server.url), _SENDER)


def test_a_letter_arrives_as_it_was_written(server: MailServer) -> None:
    with _mailer(server) as mailer:
        assert mailer.post(_letter("a@contoh.example", "b@contoh.example")) == ()
    (letter,) = server.letters
    assert server.recipients == [("a@contoh.example", "b@contoh.example")]
    assert letter["Subject"] == "Dokumen Yayasan Contoh — perlu diperbarui"
    assert letter["From"] == "Registri Ormas <registri@contoh.example>"
    assert letter["To"] == "a@contoh.example, b@contoh.example"
    assert letter["Date"] == "Fri, 20 Nov 2026 03:00:00 +0000"
    assert letter["Message-ID"] == "<surat-1@contoh.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().replace("\r\n", "\n").strip() == _TEXT.strip()


def test_many_letters_take_one_call_and_an_address_refused_stops_none(server: MailServer) -> None:
    server.refused = {"mati@contoh.example"}
    with _mailer(server) as mailer:
        mailer.post(_letter("a@contoh.example"))
        with pytest.raises(MailRefused, match="550"):
            mailer.post(_letter("mati@contoh.example"))
        assert mailer.post(_letter("mati@contoh.example", "b@contoh.example")) == (
            "mati@contoh.example",
        )
    assert server.recipients == [("a@contoh.example",), ("b@contoh.example",)]
    assert server.calls == 1


def test_a_server_that_hangs_up_after_some_letters_is_called_again(server: MailServer) -> None:
    server.letters_per_call = 2
    with _mailer(server) as mailer:
        for number in range(5):
            mailer.post(_letter(f"a{number}@contoh.example"))
    assert [to for (to,) in server.recipients] == [f"a{n}@contoh.example" for n in range(5)]
    assert server.calls == 3


def test_a_server_that_always_hangs_up_is_not_called_for_ever(server: MailServer) -> None:
    server.letters_per_call = 0
    with _mailer(server) as mailer, pytest.raises(MailRefused, match="memutus sambungan"):
        mailer.post(_letter())
    assert server.calls == 2


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:1", "smtp://127.0.0.1:{port}?starttls=1"])
def test_a_server_that_cannot_be_used_is_named(server: MailServer, url: str) -> None:
    mailer = _mailer(server, url.format(port=server.port))
    with mailer, pytest.raises(MailUnavailable, match=r"127\.0\.0\.1.*Periksa LINKREG_SMTP_URL"):
        mailer.post(_letter())


def test_a_sender_whom_the_server_does_not_know_is_told(server: MailServer) -> None:
    server.refuses_sender = True
    with _mailer(server) as mailer, pytest.raises(MailUnavailable, match="LINKREG_MAIL_FROM"):
        mailer.post(_letter())


def test_a_wrong_password_is_told_without_repeating_it(server: MailServer) -> None:
    server.login = ("registri", "benar: p@ss")
    url = f"smtp://registri:%s@127.0.0.1:{server.port}"
    with _mailer(server, url % "keliru") as mailer, pytest.raises(MailUnavailable) as caught:
        mailer.post(_letter())
    assert "kata sandi" in caught.value.message
    assert "keliru" not in caught.value.message
    with _mailer(server, url % "benar%3A%20p%40ss") as mailer:
        assert mailer.post(_letter()) == ()


@pytest.mark.parametrize(
    "letter",
    [
        _letter("a@contoh.example\r\nBcc: korban@contoh.example"),
        _letter("a@contoh.example, korban@contoh.example"),
        _letter("a@contoh.example>\r\nRCPT TO:<korban@contoh.example"),
        _letter("bukan-alamat"),
        _letter(subject="Perihal\r\nBcc: korban@contoh.example"),
        _letter(subject="Perihal\n\nisi lain"),
    ],
    ids=range(6),
)
def test_nothing_breaks_out_of_a_header(server: MailServer, letter: Letter) -> None:
    with _mailer(server) as mailer, pytest.raises(MailRefused):
        mailer.post(letter)
    assert server.letters == []


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://surel.example", SmtpServer("surel.example", 25)),
        ("smtp://surel.example/", SmtpServer("surel.example", 25)),
        ("smtp://surel.example:2525?starttls=0", SmtpServer("surel.example", 2525)),
        (
            "smtp://a%40b.example:p%2F%3F@surel.example?starttls=1",
            SmtpServer("surel.example", 587, Encryption.STARTTLS, "a@b.example", "p/?"),
        ),
        ("smtps://u:p@surel.example", SmtpServer("surel.example", 465, Encryption.TLS, "u", "p")),
        ("smtp://u:p@localhost", SmtpServer("localhost", 25, Encryption.NONE, "u", "p")),
    ],
)
def test_a_server_s_address_is_read(url: str, server: SmtpServer) -> None:
    assert parse_smtp_url(url) == server


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://surel.example", "harus diawali smtp"),
        ("", "harus diawali smtp"),
        ("smtp://", "tulis smtp://"),
        ("smtp://surel.example:delapan", "porta"),
        ("smtp://surel.example:99999", "porta"),
        ("smtp://surel.example/kotak", "tulis smtp://"),
        ("smtp://surel.example?starttls=ya", "starttls=1"),
        ("smtp://surel.example?tls=1", "starttls=1"),
        ("smtps://surel.example?starttls=1", "sudah tersandi"),
        ("smtp://u@surel.example", "keduanya"),
        ("smtp://u:rahasia@surel.example", "sandi sambungan"),
        ("smtp://surel\x7f.example", "tulis smtp://"),
    ],
)
def test_an_address_that_is_none_is_explained_without_repeating_it(url: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said) as caught:
        parse_smtp_url(url)
    assert "rahasia" not in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "registri",
        "a@localhost",
        "@b.example",
        "a b@c.example",
        "A <a@b.example",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
    ],
)
def test_a_sender_that_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="bukan alamat surel"):
        parse_sender(text)
