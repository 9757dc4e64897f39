"""More than any honest request has: letters, headers, parameters, bytes, seconds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from api import serving
from linkreg import Registry
from tests.hostile.conftest import Target, read_answer, serve

_PAGES_AND_API = ["/", "/v1/organizations"]
_POST = (
    "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n"
)
_FORM = "application/x-www-form-urlencoded"


def _post(
    target: Target, path: str, body: bytes, kind: str = _FORM, size: int | None = None
) -> Any:
    head = _POST.format(path=path, kind=kind, size=len(body) if size is None else size)
    return target.send(head.encode() + b"\r\n" + body)


@pytest.mark.parametrize("path", ["/", "/v1/organizations", "/static/x", "/healthz"])
@pytest.mark.parametrize("letters", [8_200, 20_000, 300_000])
def test_an_address_too_long_is_414(target: Target, path: str, letters: int) -> None:
    for address in (f"{path}?q={'a' * letters}", f"/{'a' * letters}"):
        answer = target.get(address)
        assert (answer.status, answer.problem["code"]) == (414, "request_uri_too_long")


def test_the_longest_address_is_answered(target: Target) -> None:
    assert target.get(f"/static/style.css?v={'a' * 8_000}").status == 200
    assert target.get(f"/v1/organizations?q={'a' * 100}{'&region=73' * 50}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        [f"Cookie: {'a' * 17_000}"],
        [f"Authorization: Bearer {'a' * 17_000}"],
        [f"X-{number}: {'a' * 100}" for number in range(200)],
        [f"Cookie: {'a' * 300_000}"],
    ],
)
def test_headers_too_large_are_431(target: Target, headers: list[str]) -> None:
    answer = target.get("/v1/organizations", *headers)
    assert (answer.status, answer.problem["code"]) == (431, "request_header_fields_too_large")


@pytest.mark.parametrize("path", _PAGES_AND_API)
def test_ten_thousand_parameters_are_refused(target: Target, path: str) -> None:
    for query in ("a&" * 2000, "&" * 2000):
        answer = target.get(f"{path}?{query}")
        assert answer.status == 400
        assert b"500 parameter" in answer.body


@pytest.mark.parametrize("query", ["q=%ff", "q=%C3%28", "%ff=1", "q=%ED%A0%80"])
@pytest.mark.parametrize("path", [*_PAGES_AND_API, "/masuk", "/persyaratan"])
def test_parameters_that_are_no_text_are_refused(target: Target, path: str, query: str) -> None:
    answer = target.get(f"{path}?{query}")
    assert answer.status == 400
    assert b"UTF-8" in answer.body


@pytest.mark.parametrize("path", _PAGES_AND_API)
@pytest.mark.parametrize("offset", ["10001", "99999999999999999999", "-1", "1e3"])
def test_nobody_turns_to_a_page_too_deep(target: Target, path: str, offset: str) -> None:
    assert target.get(f"{path}?offset={offset}").status == 400


@pytest.mark.parametrize("path", ["/healthz?x=1", "/readyz?x=1", "/metrics?x=1"])
def test_the_machine_s_addresses_take_no_parameters(target: Target, path: str) -> None:
    assert target.get(path).problem["code"] == "invalid_request"


@pytest.mark.parametrize(
    "body", [b"email=%ff", b"%ff=a", b"email=\xff", b"&" * 5000, b"a=b&" * 200_000]
)
def test_a_form_that_cannot_be_read_is_refused(target: Target, body: bytes) -> None:
    answer = _post(target, "/masuk", body)
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/html")


def test_a_form_with_files_that_cannot_be_read_is_refused(target: Target) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n\xff\r\n--x--\r\n'
    assert _post(target, "/masuk", part, "multipart/form-data; boundary=x").status == 400
    assert _post(target, "/masuk", part, "multipart/form-data").status == 400
    assert _post(target, "/masuk", part * 2000, "multipart/form-data; boundary=x").status in {
        400,
        413,
    }


@pytest.mark.parametrize(
    ("path", "size", "sent"),
    [
        ("/v1/organizations", 10**30, b""),
        ("/v1/organizations", 12 * 2**20, b""),
        ("/v1/organizations", 2**20 + 1, b"a" * (2**20 + 1)),
        ("/masuk", 2**20 + 1, b"a" * (2**20 + 1)),
    ],
)
def test_a_body_too_large_is_413(target: Target, path: str, size: int, sent: bytes) -> None:
    answer = _post(target, path, sent, "application/json" if path != "/masuk" else _FORM, size)
    assert answer.status == 413


def test_a_body_too_large_is_not_asked_for(target: Target) -> None:
    head = _POST.format(path="/v1/organizations", kind="application/json", size=2**40)
    answer = target.send(f"{head}Expect: 100-continue\r\n\r\n".encode())
    assert answer.problem["code"] == "request_entity_too_large"


def test_chunks_without_end_are_413(target: Target) -> None:
    head = (
        b"POST /v1/organizations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    answer = target.send(head + (b"10000\r\n" + b"a" * 65536 + b"\r\n") * 200)
    assert answer.status in {0, 413}


@pytest.fixture(scope="module")
def impatient(attacked: Registry) -> Iterator[Target]:
    """A server whose patience is a second."""
    with pytest.MonkeyPatch.context() as changed:
        for name in ("HEADER_SECONDS", "BODY_SECONDS", "SEND_SECONDS"):
            changed.setattr(serving, name, 0.5)
        limits = {**serving._LIMITS, "cleanup_interval": 0.2, "channel_timeout": 1}
        changed.setattr(serving, "_LIMITS", limits)
        yield from serve(attacked)


@pytest.mark.parametrize(
    "begun",
    [
        b"G",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /v1/organizations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
    ],
)
def test_who_stops_halfway_is_answered_408(impatient: Target, begun: bytes) -> None:
    before = impatient.registry.journal_position()
    answer = impatient.send(begun)
    assert (answer.status, answer.problem["code"]) == (408, "request_timeout")
    assert impatient.registry.journal_position() == before


def test_who_sends_a_letter_at_a_time_is_answered_408(impatient: Target) -> None:
    with impatient.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        connection.settimeout(0.1)
        for _ in range(50):
            try:
                connection.sendall(b"a")
                if connection.recv(1, 2):  # a look without taking: MSG_PEEK
                    break
            except TimeoutError:
                continue
        connection.settimeout(5)
        assert read_answer(connection).status == 408


def test_who_says_nothing_is_let_go(impatient: Target) -> None:
    with impatient.connect() as connection:
        assert connection.recv(1) == b""


def test_the_slow_do_not_keep_others_waiting(impatient: Target) -> None:
    """Connections that dawdle hold no thread: there are only two."""
    dawdling = [impatient.connect() for _ in range(20)]
    try:
        for connection in dawdling:
            connection.sendall(b"POST /v1/organizations HTTP/1.1\r\nHost: localhost\r\n")
        began = time.monotonic()
        assert impatient.get("/healthz").status == 200
        assert time.monotonic() - began < 5
    finally:
        for connection in dawdling:
            connection.close()
