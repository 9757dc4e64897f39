"""A server is asked over TLS if its certificate is trusted, and told nothing if it is not."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from linkreg.client import Client
from linkreg.errors import ServerUnavailable
from tests.client.conftest import PATIENCE, Served
from tests.conftest import missing


def _certify(folder: Path, name: str, subject: str) -> Path:
    """Return a certificate that vouches for itself, with its key beside it."""
    if not shutil.which("openssl"):
        missing("program openssl")
    path = folder / f"{name}.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 "
        f"-subj /CN={name} -addext subjectAltName={subject} -keyout {path}.key -out {path}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    return path


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("certificates")
    subjects = {"ours": "IP:127.0.0.1", "another": "IP:127.0.0.1", "elsewhere": "DNS:lain.example"}
    return {name: _certify(folder, name, subject) for name, subject in subjects.items()}


class Safe:
    """The served world behind TLS; ``heard`` holds who asked."""

    def __init__(self, served: Served) -> None:
        self.served, self.heard = served, []  # type: ignore[var-annotated]
        self.address = ""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.heard.append(environ.get("HTTP_AUTHORIZATION"))
        return self.served.world.app(environ, start_response)


@pytest.fixture(params=["ours", "elsewhere"])
def safe(
    request: pytest.FixtureRequest, served: Served, certificates: dict[str, Path]
) -> Iterator[Safe]:
    app = Safe(served)
    certificate = certificates[request.param]
    keys = (str(certificate), f"{certificate}.key")
    server = make_server("127.0.0.1", 0, app, threaded=True, ssl_context=keys)
    server.log_startup = lambda: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    app.address = f"https://127.0.0.1:{server.server_port}"
    yield app
    server.shutdown()
    thread.join(PATIENCE)
    server.server_close()


def _ask(safe: Safe, **how: Any) -> object:
    token = safe.served.world.tokens["officer"]
    with Client(safe.address, token, timeout=PATIENCE, **how) as client:
        return client.search("yayasan").page.total


@pytest.mark.parametrize("safe", ["ours"], indirect=True)
def test_a_certificate_that_is_handed_in_is_trusted(
    safe: Safe, certificates: dict[str, Path]
) -> None:
    trusted = ssl.create_default_context(cafile=str(certificates["ours"]))
    assert _ask(safe, tls=trusted) == safe.served.registry.search("yayasan").page.total
    assert safe.heard == [f"Bearer {safe.served.world.tokens['officer']}"]


@pytest.mark.parametrize("safe", ["ours"], indirect=True)
def test_a_certificate_that_the_machine_trusts_is_trusted(
    safe: Safe, certificates: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates["ours"]))
    assert isinstance(_ask(safe), int)


@pytest.mark.parametrize(
    ("safe", "trusted"),
    [("ours", None), ("ours", "another"), ("elsewhere", "elsewhere")],
    indirect=["safe"],
    ids=["unknown", "another", "of another name"],
)
def test_a_wrong_certificate_is_refused_before_anything_is_told(
    safe: Safe, certificates: dict[str, Path], trusted: str | None
) -> None:
    tls = ssl.create_default_context(cafile=str(certificates[trusted])) if trusted else None
    with pytest.raises(ServerUnavailable, match="Sertifikat") as refused:
        _ask(safe, tls=tls)
    assert safe.address in refused.value.message
    assert isinstance(refused.value.__cause__, ssl.SSLCertVerificationError)
    assert safe.heard == []


@pytest.mark.parametrize("safe", ["ours"], indirect=True)
def test_a_plain_address_of_a_safe_server_is_told(safe: Safe) -> None:
    safe.address = safe.address.replace("https", "http")
    with pytest.raises(ServerUnavailable):
        _ask(safe, retries=0)
    assert safe.heard == []


def test_a_safe_address_of_a_plain_server_is_told(served: Served) -> None:
    address = served.address.replace("http", "https")
    with Client(address, retries=0) as client, pytest.raises(ServerUnavailable, match="https://"):
        client.search("yayasan")
