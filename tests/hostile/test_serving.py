"""The server by itself, before an application of the test's own."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from api import serving
from api.serving import Server
from tests.hostile.conftest import PATIENCE, read_answer

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def serve_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Application], int]]:
    """Serve an application with one thread and little patience; return the port."""
    monkeypatch.setattr(serving, "SEND_SECONDS", 0.5)
    monkeypatch.setattr(serving, "_LIMITS", {**serving._LIMITS, "cleanup_interval": 0.2})
    running: list[tuple[Server, threading.Thread]] = []

    def begin(app: Application) -> int:
        server = Server(app, host="127.0.0.1", port=0, threads=1)
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread))
        return server.port

    yield begin
    for server, thread in running:
        server.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_who_takes_nothing_of_a_long_answer_does_not_keep_the_thread(
    serve_app: Callable[[Application], int],
) -> None:
    over = threading.Event()

    def endless(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        try:
            while True:
                yield b"a" * 2**20
        finally:
            over.set()

    port = serve_app(endless)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(_GET)
        assert over.wait(PATIENCE)


def test_what_breaks_beyond_the_application_is_told_without_a_trace(
    serve_app: Callable[[Application], int],
) -> None:
    def broken(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        raise RuntimeError("rahasia")

    port = serve_app(broken)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(_GET)
        answer = read_answer(connection)
    assert answer.status == 500
    assert answer.problem["code"] == "unexpected"
    assert b"rahasia" not in answer.raw


def test_an_answer_that_breaks_off_does_not_end_like_a_whole_one(
    serve_app: Callable[[Application], int],
) -> None:
    def breaking(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
        start_response("200 OK", [("Content-Type", "text/csv")])
        yield b"id,name\n"
        raise RuntimeError

    port = serve_app(breaking)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(_GET)
        raw = b""
        while piece := connection.recv(65536):
            raw += piece
    assert b"Transfer-Encoding: chunked" in raw
    assert not raw.endswith(b"0\r\n\r\n")


def test_a_refusal_has_the_headers_of_every_answer(
    serve_app: Callable[[Application], int],
) -> None:
    port = serve_app(lambda environ, start_response: [])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(b"nonsense\r\n\r\n")
        answer = read_answer(connection)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers
    assert json.loads(answer.body)["request_id"] == answer.headers["x-request-id"]


def test_a_port_that_is_taken_is_an_error(serve_app: Callable[[Application], int]) -> None:
    port = serve_app(lambda environ, start_response: [])
    with pytest.raises(OSError, match="in use"):
        Server(lambda environ, start_response: [], host="127.0.0.1", port=port)


def test_every_request_has_its_own_time(serve_app: Callable[[Application], int]) -> None:
    """A connection that is kept open does not count against the next request on it."""

    def short(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(serving, "HEADER_SECONDS", 0.5)
        port = serve_app(short)
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            for _ in range(2):
                connection.sendall(_GET)
                assert read_answer(connection).status == 200
                time.sleep(1.2)


def test_it_ends_although_somebody_else_wakes_it_first(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(lambda *_: [], host="127.0.0.1", port=0, threads=1)
    trigger = server._listeners[0].trigger
    pull = trigger._physical_pull

    def pull_after_another() -> None:
        pull()
        time.sleep(0.2)  # in which what is to be done then would be done now
        pull()

    thread = threading.Thread(target=server.run)
    thread.start()
    monkeypatch.setattr(trigger, "_physical_pull", pull_after_another)
    server.stop()
    thread.join(PATIENCE)
    assert not thread.is_alive()
