"""A network or a server that fails: a clear error with what to do next, soon, and no second change."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from linkreg.client import Client
from linkreg.errors import (
    InvalidSettings,
    LinkregError,
    NotFound,
    NotReady,
    ServerUnavailable,
    TooManyRequests,
    UnreadableAnswer,
)

ID = "k3v9abcdefgh"


def answer(body=b"{}", status="200 OK", kind="application/json", *headers):
    length = f"Content-Length: {len(body)}"
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", length, *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def problem(status, code, detail, *headers):
    body = json.dumps({"code": code, "detail": detail, "status": status}).encode()
    return answer(body, f"{status} X", "application/problem+json", *headers)


class Script:
    """A server that does, connection by connection, what a test says; ``asked`` are the requests."""

    def __init__(
        self, listener: socket.socket, acts: list[Callable[[socket.socket], None]]
    ) -> None:
        self.asked: list[bytes] = []
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._listener, self._acts = listener, acts

    def run(self) -> None:
        for act in self._acts:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    self.asked.append(_request(connection))
                    act(connection)
                except OSError:
                    continue


def _request(connection: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw or not _whole(raw):
        piece = connection.recv(65536)
        if not piece:
            break
        raw += piece
    return raw


def _whole(raw: bytes) -> bool:
    head, _, body = raw.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return len(body) >= int(line.partition(b":")[2])
    return True


@contextmanager
def scripted(*acts: Callable[[socket.socket], None]) -> Iterator[Script]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        script = Script(listener, list(acts))
        thread = threading.Thread(target=script.run)
        thread.start()
        try:
            yield script
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            assert not thread.is_alive()


def says(raw: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(raw)


def drips(raw: bytes) -> Callable[[socket.socket], None]:
    def drip(connection: socket.socket) -> None:
        for byte in raw:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    return drip


def hangs(connection: socket.socket) -> None:
    connection.recv(1)


def cuts(_connection: socket.socket) -> None:
    return


EMPTY_FEED = answer(b'{"items": [], "next": 0, "journal": 0}')


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(ServerUnavailable, match=r"menolak sambungan. Periksa base_url"):
        Client(url, retries=1).get(ID)


def test_there_is_no_such_server():
    with pytest.raises(ServerUnavailable, match=r"tidak ditemukan. Periksa base_url"):
        Client("http://tidak-ada.invalid", retries=0).get(ID)


@pytest.mark.parametrize(
    "act",
    [
        hangs,
        drips(EMPTY_FEED),
        drips(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 90),
        drips(b"HTTP/1.1 100 Continue\r\n\r\n" * 90),
        says(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
    ],
    ids=["silent", "slow", "slow headers", "going on", "half"],
)
def test_a_slow_server_is_not_waited_for(act):
    def then_hang(connection):
        act(connection)
        hangs(connection)

    with scripted(then_hang) as server, Client(server.url, timeout=0.5) as client:
        began = time.monotonic()
        with pytest.raises(ServerUnavailable, match=r"0.5 detik. Coba lagi nanti"):
            client.changes()
        assert time.monotonic() - began < 3
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{",
        b"",
    ],
)
def test_an_answer_that_is_cut_off_is_asked_for_again_and_then_told(raw):
    with (
        scripted(*[says(raw)] * 3) as server,
        Client(server.url) as client,
        pytest.raises(ServerUnavailable, match=r"terputus. Coba lagi"),
    ):
        client.get(ID)
    assert len(server.asked) == 3


def test_after_a_cut_the_second_answer_counts():
    with scripted(cuts, says(EMPTY_FEED)) as server, Client(server.url) as client:
        assert client.changes().entries == ()


def test_a_registration_is_sent_again_under_the_same_key():
    refused = problem(409, "idempotency_outcome_unknown", "Tunggu sebentar.")
    with (
        scripted(cuts, says(refused)) as server,
        Client(server.url, "token") as client,
        pytest.raises(LinkregError, match="Tunggu"),
    ):
        client.register({"name": "Yayasan Contoh", "region": "73"})
    first, again = server.asked
    assert first == again
    assert b"Idempotency-Key: " in first


@pytest.mark.parametrize(
    "raw",
    [
        answer(b"<html>Masuk ke Wi-Fi</html>", "200 OK", "text/html"),
        answer(b"{", "200 OK"),
        answer(b"[]"),
        answer(b'{"id": NaN}'),
        answer(b"\xff"),
        answer(b"[" * 100_000),
        answer(b'{"items": 3, "next": 0, "journal": 0}'),
        answer(b'{"items": [{}], "next": 0, "journal": 0}'),
        answer(b'{"next": ' + b"9" * 5000 + b"}"),
        answer(b"", "204 No Content"),
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 100_000 + b"\r\n\r\n",
    ],
)
def test_what_is_not_our_answer_is_told_so(raw):
    with (
        scripted(says(raw)) as server,
        Client(server.url, retries=0) as client,
        pytest.raises(UnreadableAnswer, match="Periksa base_url"),
    ):
        client.changes()


def test_an_answer_that_is_too_large_is_not_read():
    huge = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    for framing in (b"Content-Length: 10000000000\r\n\r\n", b"\r\n" + b"x" * 4000):
        with (
            scripted(says(huge + framing)) as server,
            Client(server.url, max_answer=2000) as client,
            pytest.raises(UnreadableAnswer, match=r"lebih besar dari 2000 bita.*limit"),
        ):
            client.changes()


def test_what_is_just_as_large_as_allowed_is_read():
    length = len(EMPTY_FEED.partition(b"\r\n\r\n")[2])
    with scripted(says(EMPTY_FEED)) as server, Client(server.url, max_answer=length) as client:
        assert client.changes().next == 0


def test_a_server_that_cannot_now_is_asked_again_after_what_it_says():
    busy = problem(503, "index_locked", "Indeks sedang ditulis.", "Retry-After: 0")
    with scripted(says(busy), says(EMPTY_FEED)) as server, Client(server.url) as client:
        assert client.changes().journal == 0
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        (problem(503, "not_migrated", "Jalankan.", "Retry-After: 60"), NotReady, "Jalankan.*60 detik"),
        (answer(b"<h1>", "503 X", "text/html", "Retry-After: 60"), ServerUnavailable, "503.*60 detik"),
        (answer(b"<h1>", "503 X", "text/html", "Retry-After: " + "9" * 99), ServerUnavailable, "86400"),
        (answer(b"<h1>", "500 X", "text/html"), ServerUnavailable, "menjawab 500"),
        (answer(b"[]", "404 X", "application/problem+json"), NotFound, "menjawab 404"),
        (problem(404, ["x"], {"a": 1}), NotFound, "menjawab 404"),
    ],
)  # fmt: skip
def test_a_server_that_cannot_for_long_is_not_waited_for(raw, kind, words):
    with scripted(says(raw)) as server, Client(server.url) as client:
        began = time.monotonic()
        with pytest.raises(kind, match=words):
            client.get(ID)
        assert time.monotonic() - began < 3
    assert len(server.asked) == 1


def test_too_many_requests_are_not_made_more():
    raw = problem(429, "too_many_requests", "Terlalu banyak.", "Retry-After: 7")
    with (
        scripted(says(raw)) as server,
        Client(server.url) as client,
        pytest.raises(TooManyRequests) as refused,
    ):
        client.get(ID)
    assert refused.value.retry_after == 7
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", ["301 X", "302 X", "307 X", "308 X"])
def test_no_redirect_is_followed(status):
    with scripted(says(EMPTY_FEED)) as elsewhere:
        moved = answer(b"", status, "text/html", f"Location: {elsewhere.url}/v1/changes")
        with (
            scripted(says(moved)) as server,
            Client(server.url, "rahasia") as client,
            pytest.raises(ServerUnavailable, match=r"tidak diikuti.*base_url"),
        ):
            client.changes()
    assert elsewhere.asked == []


def test_a_connection_is_kept_and_replaced_when_it_was_closed_meanwhile():
    def twice(connection):
        connection.sendall(EMPTY_FEED)
        _request(connection)
        connection.sendall(EMPTY_FEED)

    with scripted(twice, says(EMPTY_FEED)) as server, Client(server.url, retries=0) as client:
        for _ in range(3):
            client.changes()
    assert len(server.asked) == 2


def test_many_threads_share_a_client(served):
    failures = []

    def ask(client):
        try:
            for _ in range(5):
                assert client.search("yayasan").query.text == "yayasan"
        except Exception as error:  # noqa: BLE001 - told below
            failures.append(error)

    with served.client() as client:
        threads = [threading.Thread(target=ask, args=(client,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("", None),
        ("ormas.contoh.example", None),
        ("ftp://ormas.contoh.example", None),
        ("https://", None),
        ("https://u:rahasia@ormas.contoh.example", None),
        ("https://ormas.contoh.example:99999", None),
        ("https://[::1", None),
        ("https://ormas.contoh.example/?a=rahasia", None),
        ("https://ormas.contoh.example/#a", None),
        ("https://ormas.contoh.example/v1", None),
        ("https://ormas.contoh.example/\r\nX: rahasia", None),
        ("https://ormas.contoh.example", "rahasia\r\nX: y"),
        ("https://ormas.contoh.example", ""),
        ("https://ormas.contoh.example", "rahasia é"),
    ],
)
def test_a_wrong_address_or_token_is_refused_at_once_and_not_repeated(url, token):
    with pytest.raises(InvalidSettings) as refused:
        Client(url, token)
    assert "rahasia" not in str(refused.value)


def test_all_that_is_wrong_is_told_together():
    with pytest.raises(InvalidSettings) as refused:
        Client("ftp://u@x/v1?a", "a b")
    assert len(refused.value.problems) == 5


def test_a_token_is_shown_nowhere():
    client = Client("https://ormas.contoh.example/registri/", "rahasia")
    assert repr(client) == "Client('https://ormas.contoh.example/registri')"
    assert "rahasia" not in repr(vars(client))


def test_a_registry_may_live_below_a_path():
    with scripted(says(EMPTY_FEED)) as server, Client(f"{server.url}/registri/") as client:
        client.changes(5)
    assert server.asked[0].startswith(b"GET /registri/v1/changes?since=5&limit=100 HTTP/1.1\r\n")
