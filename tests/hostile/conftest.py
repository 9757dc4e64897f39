"""The application as it is served, attacked through raw sockets.

Whatever is sent, the answer is a refusal or the connection ends, nothing hangs, and no entry reaches
the journal.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.serving import Server
from fixtures.factories import ProfileFactory
from linkreg import Registry, open_registry
from linkreg.profile import to_plain
from linkreg.vocabulary import OrganizationStatus, Role

EMAIL = "pengelola@contoh.example"
PASSWORD = "kalimat sandi untuk uji"

#: Enough to register an organization.
SOUND = b'{"name": "Yayasan Contoh Terpotong", "region": "73.71"}'

#: A server that says nothing for so many seconds hangs.
PATIENCE = 8.0


@dataclass(frozen=True)
class Answer:
    """What came back; ``status`` is 0 where the connection just ended."""

    status: int
    headers: dict[str, str]
    body: bytes
    raw: bytes

    @property
    def problem(self) -> dict[str, Any]:
        assert self.headers["content-type"] == "application/problem+json", self.raw
        found: dict[str, Any] = json.loads(self.body)
        assert found["status"] == self.status
        return found


class Target:
    """A served registry with one organization."""

    def __init__(self, registry: Registry, port: int) -> None:
        self.registry, self.port = registry, port
        self.token = registry.issue_token(EMAIL, PASSWORD).secret

    def registration(self, framing: bytes, body: bytes) -> bytes:
        """Return a request that would register an organization, were it whole and sound."""
        lines = (
            "POST /v1/organizations HTTP/1.1",
            "Host: localhost",
            f"Authorization: Bearer {self.token}",
        )
        kind = "Content-Type: application/json"
        return "\r\n".join([*lines, kind, ""]).encode() + framing + b"\r\n" + body

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def send(self, raw: bytes, *, ends: bool = False) -> Answer:
        """Send bytes and read until the connection ends or the answer is whole.

        ``ends``: we say that nothing more will come.
        """
        with self.connect() as connection:
            try:
                connection.sendall(raw)
                if ends:
                    connection.shutdown(socket.SHUT_WR)
            except ConnectionError:
                pass  # it had heard enough; what it said may still be there
            return read_answer(connection)

    def get(self, path: str, *headers: str) -> Answer:
        lines = [f"GET {path} HTTP/1.1", "Host: localhost", *headers, "Connection: close"]
        return self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))


def read_answer(connection: socket.socket) -> Answer:
    """Read one answer; fails when the server neither answers nor ends the connection."""
    raw = b""
    try:
        while piece := connection.recv(65536):
            raw += piece
            if _is_whole(raw):
                break
    except ConnectionError:
        pass
    head, _, body = raw.partition(b"\r\n\r\n")
    if not head:
        return Answer(0, {}, b"", raw)
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Answer(int(first.split(" ")[1]), headers, body, raw)


def _is_whole(raw: bytes) -> bool:
    head, found, body = raw.partition(b"\r\n\r\n")
    length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(found and length) and len(body) >= int(length[0].partition(b":")[2])


def serve(registry: Registry, **exposed: Any) -> Iterator[Target]:
    """Serve a registry from a thread until the caller goes on."""
    app = create_app(registry, secret_key="for tests only: 0123456789", **exposed)
    server = Server(app, host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield Target(registry, server.port)
    server.stop()
    thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    folder: Path = tmp_path_factory.mktemp("attacked")
    registry = open_registry(
        f"sqlite:///{folder}/linkreg.sqlite3",
        index_dir=folder / "index",
        files_dir=folder / "files",
    )
    registry.initialize()
    profile = ProfileFactory(complete=True, name="Yayasan Contoh Teguh")
    registry.register(to_plain(profile), status=OrganizationStatus.PUBLISHED)
    registry.add_account(EMAIL, PASSWORD, Role.ADMINISTRATOR)
    yield registry
    registry.close()


@pytest.fixture(scope="session")
def served(attacked: Registry) -> Iterator[Target]:
    yield from serve(attacked)


@pytest.fixture
def target(served: Target) -> Iterator[Target]:
    """The server; afterwards it must still answer, and nothing may have changed."""
    before = served.registry.journal_position()
    yield served
    assert served.get("/healthz").status == 200
    assert served.registry.journal_position() == before
