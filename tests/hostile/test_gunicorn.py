"""Gunicorn as it is started in an office: by who sends a byte at a time, and by many at once."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from linkreg import Registry, open_registry
from linkreg.vocabulary import Role
from tests.hostile.conftest import EMAIL, PASSWORD, SOUND, Answer, Target, read_answer

_ROOT = Path(__file__).parents[2]
_PATIENCE = 30.0
_SECONDS = 1.0

_SETTINGS = f"""
from api import serving
from api.gunicorn_settings import *

serving.HEADER_SECONDS = serving.BODY_SECONDS = {_SECONDS}
serving.SLOWEST_RATE = 1000
serving.SEND_SECONDS = {_SECONDS}
workers = threads = 1
"""

#: Two that wait so long for each other that a busy machine does not hide it, and say who answered.
_PAIR = """
from api import serving
from api.gunicorn_settings import *

serving.WAIT_SECONDS, serving.LONGEST_WAIT = 0.05, 0.2


def pre_request(worker, request):
    with open("answered", "a") as told:
        told.write(f"{worker.pid}\\n")
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    folder = tmp_path_factory.mktemp("gunicorn")
    registry = open_registry(
        f"sqlite:///{folder}/var/linkreg.sqlite3", index_dir=folder / "var/index"
    )
    registry.initialize()
    registry.add_account(EMAIL, PASSWORD, Role.ADMINISTRATOR)
    yield registry
    registry.close()


@pytest.fixture(scope="module")
def target(registry: Registry) -> Iterator[Target]:
    with _gunicorn(registry, _SETTINGS) as target:
        yield target


def _folder(registry: Registry) -> Path:
    return Path(str(registry.database.url.database)).parents[1]


@contextmanager
def _gunicorn(registry: Registry, settings: str) -> Iterator[Target]:
    folder = _folder(registry)
    (folder / "settings.py").write_text(settings)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    kept |= {
        "PYTHONPATH": str(_ROOT),
        "LINKREG_SECRET_KEY": secrets.token_urlsafe(32),
        "LINKREG_PUBLIC_URL": "http://localhost",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "settings.py", "-b", f"127.0.0.1:{port}"],
            cwd=folder,
            env=kept,
            stderr=log,
        )
        try:
            target = Target(registry, port)
            _wait_for(target, process)
            yield target
        finally:
            process.terminate()
            process.wait(_PATIENCE)
    assert "Traceback" not in (folder / "log").read_text()
    assert {json.loads(it)["level"] for it in (folder / "log").read_text().splitlines()} <= {"info"}


def _wait_for(target: Target, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None
        try:
            if target.get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("not ready in time")


def _drip(target: Target, begun: bytes, rest: bytes = b"") -> tuple[Answer, float]:
    """Send a beginning, then a byte ten times a second; return what is answered, and when."""
    with target.connect() as connection:
        began = time.monotonic()
        connection.sendall(begun)
        done = threading.Event()
        dripping = threading.Thread(target=_drip_on, args=(connection, rest or b"a" * 200, done))
        dripping.start()
        connection.settimeout(_PATIENCE)
        answer = read_answer(connection)
        took = time.monotonic() - began
        done.set()
        dripping.join()
    return answer, took


def _drip_on(connection: socket.socket, rest: bytes, done: threading.Event) -> None:
    for place in range(len(rest)):
        if done.wait(0.1):
            return
        try:
            connection.sendall(rest[place : place + 1])
        except OSError:
            return


def _head(target: Target, framing: bytes) -> bytes:
    return target.registration(framing, b"")


@pytest.mark.parametrize("what", ["line", "headers", "length", "chunks", "form", "file"])
def test_who_drips_is_answered_408_and_lets_go_of_the_thread(target: Target, what: str) -> None:
    begun = {
        "line": b"GET /",
        "headers": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
        "length": _head(target, b"Content-Length: 500\r\n"),
        "chunks": _head(target, b"Transfer-Encoding: chunked\r\n") + b"1f4\r\n",
        "form": b"POST /masuk HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=",
        "file": b"PUT /v1/organizations/x/evidence/y/file HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Length: 500\r\n\r\n",
    }[what]
    before = target.registry.journal_position()
    answer, took = _drip(target, begun)
    assert took < 6 * _SECONDS
    if what == "form":
        assert (answer.status, answer.headers["content-type"][:9]) == (408, "text/html")
    elif what != "file":  # which is refused before anybody reads it
        assert (answer.status, answer.problem["code"]) == (408, "request_timeout")
    else:
        assert answer.status in {401, 404, 408, 428}
    assert answer.raw.count(b"HTTP/1.1") == 1
    began = time.monotonic()
    assert target.get("/healthz").status == 200
    assert time.monotonic() - began < 5 * _SECONDS
    assert target.registry.journal_position() == before


def test_who_stops_halfway_is_answered_408(target: Target) -> None:
    for begun in (b"GET / HT", _head(target, b"Content-Length: 500\r\n") + b'{"name": "'):
        assert target.send(begun).problem["code"] == "request_timeout"


def test_a_body_that_comes_fast_enough_is_taken_however_long_it_takes(target: Target) -> None:
    """Two kilobytes buy two seconds at the slowest rate, besides the one that all have."""
    body = SOUND[:-1] + b', "description": "' + b"a" * 2000 + b'"}'
    raw = _head(target, b"Content-Length: %d\r\n" % len(body))
    with target.connect() as connection:
        connection.sendall(raw + body[:2000])
        time.sleep(2 * _SECONDS)
        connection.sendall(body[2000:])
        assert read_answer(connection).status == 201


def test_every_request_on_a_connection_has_its_own_time(target: Target) -> None:
    with target.connect() as connection:
        for _ in range(4):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert read_answer(connection).status == 200
            time.sleep(0.6 * _SECONDS)


_BUNDLE = b"GET /static/swagger/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n"


def test_who_takes_nothing_of_long_answers_lets_go_of_the_thread(target: Target) -> None:
    """More than a megabyte each, and so more than the kernel keeps for anybody."""
    with target.connect() as connection:
        connection.sendall(_BUNDLE * 50)
        time.sleep(0.5)  # until the only thread is at it
        began = time.monotonic()
        assert target.get("/healthz").status == 200
        assert time.monotonic() - began < 10 * _SECONDS


def test_who_takes_a_little_at_a_time_gets_all_of_it(target: Target) -> None:
    last = _BUNDLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    taken = bytearray()
    with target.connect() as connection:
        connection.settimeout(_PATIENCE)
        connection.sendall(_BUNDLE * 9 + last)
        while piece := connection.recv(2**20, socket.MSG_WAITALL):
            taken += piece
            time.sleep(0.1)
    assert taken.count(b"HTTP/1.1 200 OK\r\n") == 10
    bundle = (_ROOT / "api/static/swagger/swagger-ui-bundle.js").read_bytes()
    assert taken.endswith(bundle)
    assert taken.count(bundle[:1000]) == 10


def test_many_connections_at_once_are_shared_by_the_workers(registry: Registry) -> None:
    with _gunicorn(registry, _PAIR) as target:
        answered = _folder(registry) / "answered"
        for _ in range(2):
            answered.write_text("")
            with ExitStack() as open_ones:
                connections = [open_ones.enter_context(target.connect()) for _ in range(8)]
                for connection in connections:
                    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                for connection in connections:
                    assert read_answer(connection).status == 200
            shares = Counter(answered.read_text().split())
            assert (len(shares), sum(shares.values())) == (2, 8)
            assert min(shares.values()) >= 3, shares
