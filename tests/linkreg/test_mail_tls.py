"""Outgoing mail over TLS, at once or by STARTTLS, in a real conversation with a server of ours."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkreg.errors import MailUnavailable
from linkreg.mail import Letter, Mailer, parse_sender, parse_smtp_url
from tests.conftest import missing
from tests.smtp import MailServer, running_mail_server

_TEXT = "Kepada pengurus — dokumen “sewa” berakhir.\n.titik di awal baris"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


def _letter(to: str = "a@contoh.example") -> Letter:
    return Letter((to,), "Perihal", _TEXT, datetime(2026, 11, 20, 3, 0, tzinfo=UTC), "surat-1")


def _mailer(url: str) -> Mailer:
    return Mailer(parse_smtp_url(url), parse_sender("Registri Ormas <registri@contoh.example>"))


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for this machine that the test trusts, with its key beside it."""
    if not shutil.which("openssl"):
        missing("program openssl")
    path = tmp_path / "sertifikat.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 "
        f"-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout {path}.key -out {path}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return path


#: How a server speaks TLS: the address by which it is called, and whether from the first byte.
_TLS_WAYS = {
    "starttls": ("smtp://registri:rahasia@{host}:{port}?starttls=1", False),
    "smtps": ("smtps://registri:rahasia@{host}:{port}", True),
}


@pytest.fixture(params=_TLS_WAYS)
def safe(request: pytest.FixtureRequest, server: MailServer, certificate: Path) -> str:
    """Let the server speak TLS one way or the other; return its address with places to fill."""
    url, server.tls_at_once = _TLS_WAYS[request.param]
    server.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.tls.load_cert_chain(certificate, f"{certificate}.key")
    server.login = ("registri", "rahasia")
    return url


def test_over_tls_letter_and_password_travel_unreadable(server: MailServer, safe: str) -> None:
    with _mailer(safe.format(host="localhost", port=server.port)) as mailer:
        assert mailer.post(_letter("a@contoh.example")) == ()
        assert mailer.post(_letter("b@contoh.example")) == ()
    assert server.recipients == [("a@contoh.example",), ("b@contoh.example",)]
    assert (server.calls, server.logins, server.plain_logins) == (1, 1, 0)
    assert server.letters[0].get_content().replace("\r\n", "\n").strip() == _TEXT.strip()


def test_a_server_that_hangs_up_is_called_again_over_tls(server: MailServer, safe: str) -> None:
    server.letters_per_call = 1
    with _mailer(safe.format(host="localhost", port=server.port)) as mailer:
        for number in range(3):
            mailer.post(_letter(f"a{number}@contoh.example"))
    assert len(server.letters) == 3
    assert (server.calls, server.logins, server.plain_logins) == (3, 3, 0)


def test_a_wrong_password_over_tls_is_told(server: MailServer, safe: str) -> None:
    server.login = ("registri", "lain")
    mailer = _mailer(safe.format(host="localhost", port=server.port))
    with mailer, pytest.raises(MailUnavailable, match="menolak pengguna atau kata sandi"):
        mailer.post(_letter())
    assert server.letters == []


def test_a_certificate_nobody_vouches_for_is_refused(
    server: MailServer, safe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    mailer = _mailer(safe.format(host="localhost", port=server.port))
    with mailer, pytest.raises(MailUnavailable, match="penerbit yang tidak dikenal") as caught:
        mailer.post(_letter())
    assert isinstance(caught.value.__cause__, ssl.SSLCertVerificationError)
    assert "SSL_CERT_FILE" in caught.value.message
    assert "rahasia" not in caught.value.message
    assert (server.letters, server.logins) == ([], 0)


def test_a_certificate_of_another_name_is_refused(server: MailServer, safe: str) -> None:
    mailer = _mailer(safe.format(host="127.0.0.1", port=server.port))
    with (
        mailer,
        pytest.raises(MailUnavailable, match=r"sertifikatnya tidak dibuat untuk 127\.0\.0\.1"),
    ):
        mailer.post(_letter())
    assert (server.letters, server.logins) == ([], 0)


def test_a_certificate_that_has_expired_is_refused(
    server: MailServer, safe: str, certificate: Path
) -> None:
    renew = (
        f"openssl x509 -in {certificate} -signkey {certificate}.key -days -1 -out {certificate}.old"
    )
    subprocess.run(renew.split(), check=True, capture_output=True)
    Path(f"{certificate}.old").replace(certificate)
    assert server.tls
    server.tls.load_cert_chain(certificate, f"{certificate}.key")
    mailer = _mailer(safe.format(host="localhost", port=server.port))
    with mailer, pytest.raises(MailUnavailable, match="sertifikatnya sudah kedaluwarsa"):
        mailer.post(_letter())
    assert (server.letters, server.logins) == ([], 0)


def test_a_server_that_speaks_no_tls_is_told_apart_at_once(server: MailServer) -> None:
    mailer = _mailer(f"smtps://registri:rahasia@127.0.0.1:{server.port}")
    with (
        mailer,
        pytest.raises(MailUnavailable, match="tidak dapat membuka TLS pada porta ini") as caught,
    ):
        mailer.post(_letter())
    assert isinstance(caught.value.__cause__, ssl.SSLError)
    assert not isinstance(caught.value.__cause__, TimeoutError)  # it did not wait for TIMEOUT
    assert (server.letters, server.logins) == ([], 0)


def test_a_password_is_never_sent_when_starttls_is_not_offered(server: MailServer) -> None:
    server.login = ("registri", "rahasia")
    mailer = _mailer(f"smtp://registri:rahasia@127.0.0.1:{server.port}?starttls=1")
    with mailer, pytest.raises(MailUnavailable, match="tidak menawarkan STARTTLS"):
        mailer.post(_letter())
    assert (server.letters, server.logins) == ([], 0)


def test_a_server_of_tls_only_is_not_waited_for_without_end(
    server: MailServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.tls.load_cert_chain(certificate, f"{certificate}.key")
    server.tls_at_once = True
    monkeypatch.setattr("linkreg.mail.TIMEOUT", 0.2)  # both wait for the other's first word
    with (
        _mailer(server.url) as mailer,
        pytest.raises(MailUnavailable, match="tidak dapat dihubungi"),
    ):
        mailer.post(_letter())
    assert server.letters == []
