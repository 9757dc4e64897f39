"""Requests that are none, or that two servers could understand differently."""

from __future__ import annotations

import pytest

from tests.hostile.conftest import SOUND, Target, read_answer

_HOST = b"Host: localhost\r\n"
_POST = b"POST /v1/organizations HTTP/1.1\r\n" + _HOST
_JSON = b"Content-Type: application/json\r\n"
_HIDDEN = b"GET /healthz HTTP/1.1\r\n" + _HOST + b"\r\n"

_NO_REQUEST = {
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n",
    "TLS, and no line ever": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500,
    "zeros": b"\0" * 100 + b"\r\n\r\n",
    "no target": b"GET\r\n" + _HOST + b"\r\n",
    "small letters": b"get / HTTP/1.1\r\n" + _HOST + b"\r\n",
    "two targets": b"GET / / HTTP/1.1\r\n" + _HOST + b"\r\n",
    "other protocol": b"GET / HTTP/2.0\r\n" + _HOST + b"\r\n",
    "no protocol": b"GET /\r\n" + _HOST + b"\r\n",
    "NUL in the target": b"GET /\0 HTTP/1.1\r\n" + _HOST + b"\r\n",
    "not ASCII": b"GET /?q=\xff HTTP/1.1\r\n" + _HOST + b"\r\n",
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a proxy's greeting": b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\n" + _HOST + b"\r\n",
}
_BAD_HEADERS = {
    "no colon": b"Cookie\r\n",
    "space before the colon": b"Cookie : a=b\r\n",
    "folded": b"Cookie: a=b\r\n c=d\r\n",
    "folded at once": b" Cookie: a=b\r\n",
    "bare line feed": b"Cookie: a=b\nX: y\r\n",
    "bare carriage return": b"Cookie: a=b\rX: y\r\n",
    "NUL": b"Cookie: a\0b\r\n",
    "other letters in a name": b"C\xc3\xb6okie: a=b\r\n",
    "no name": b": a\r\n",
}
_BAD_HOSTS = {
    "none": b"",
    "empty": b"Host:\r\n",
    "of others": b"Host: jahat.example\r\n",
    "two": b"Host: localhost\r\nHost: jahat.example\r\n",
    "two alike": b"Host: localhost\r\nHost: localhost\r\n",
    "with a user": b"Host: a@localhost\r\n",
    "with a path": b"Host: localhost/jahat\r\n",
    "ours in front": b"Host: localhost.jahat.example\r\n",
    "ours behind": b"Host: jahat.localhost\r\n",
    "no port": b"Host: localhost:80:80\r\n",
    "a dot": b"Host: localhost.\r\n",
    "not of this alphabet": b"Host: l\xd0\xbecalhost\r\n",
}
_BAD_FRAMING = {
    "negative": b"Content-Length: -1\r\n",
    "plus": b"Content-Length: +2\r\n",
    "words": b"Content-Length: abc\r\n",
    "hexadecimal": b"Content-Length: 0x2\r\n",
    "empty": b"Content-Length:\r\n",
    "two in one": b"Content-Length: 2, 2\r\n",
    "twice": b"Content-Length: 2\r\nContent-Length: 2\r\n",
    "two that differ": b"Content-Length: 2\r\nContent-Length: 60\r\n",
    "both": b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
    "both, turned": b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
    "chunked twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    "chunked, chunked": b"Transfer-Encoding: chunked, chunked\r\n",
    "chunked, identity": b"Transfer-Encoding: chunked, identity\r\n",
    "gzip": b"Transfer-Encoding: gzip\r\n",
    "nearly chunked": b"Transfer-Encoding: xchunked\r\n",
    "a tab of another kind": b"Transfer-Encoding:\x0bchunked\r\n",
    "folded": b"Transfer-Encoding:\r\n chunked\r\n",
}
_BAD_CHUNKS = {
    "no number": b"zz\r\n{}\r\n0\r\n\r\n",
    "negative": b"-2\r\n{}\r\n0\r\n\r\n",
    "prefix": b"0x2\r\n{}\r\n0\r\n\r\n",
    "underscore": b"0_2\r\n{}\r\n0\r\n\r\n",
    "longer than said": b"1\r\n{}\r\n0\r\n\r\n",
    "endless": b"ffffffffffffffff\r\n{}",
    "a size that never ends": b"1" * 100_000,
}


_CHUNKED = b"Transfer-Encoding: chunked\r\n"


def _chunk(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(body), body)


@pytest.mark.parametrize("raw", _NO_REQUEST.values(), ids=_NO_REQUEST)
def test_what_is_no_request_is_refused(target: Target, raw: bytes) -> None:
    answer = target.send(raw, ends=True)
    assert answer.status == 0 or answer.problem["code"] in {"bad_request", "unknown_host"}


@pytest.mark.parametrize("header", _BAD_HEADERS.values(), ids=_BAD_HEADERS)
def test_a_header_that_breaks_the_grammar_is_refused(target: Target, header: bytes) -> None:
    answer = target.send(b"GET /v1/organizations HTTP/1.1\r\n" + _HOST + header + b"\r\n")
    assert (answer.status, answer.problem["code"]) == (400, "bad_request")


@pytest.mark.parametrize("host", _BAD_HOSTS.values(), ids=_BAD_HOSTS)
@pytest.mark.parametrize("path", [b"/", b"/healthz", b"/v1/organizations", b"/static/style.css"])
def test_a_host_that_is_not_ours_is_refused(target: Target, path: bytes, host: bytes) -> None:
    answer = target.send(b"GET " + path + b" HTTP/1.1\r\n" + host + b"\r\n")
    assert (answer.status, answer.problem["code"]) == (400, "unknown_host")
    assert b"jahat" not in answer.raw


@pytest.mark.parametrize("lines", _BAD_FRAMING.values(), ids=_BAD_FRAMING)
def test_a_length_that_can_be_read_in_two_ways_is_refused(target: Target, lines: bytes) -> None:
    """Nothing is registered, and the hidden request is never answered: the connection ends."""
    raw = target.registration(lines, SOUND + b"\r\n0\r\n\r\n" + _HIDDEN)
    with target.connect() as connection:
        connection.sendall(raw)
        answer = read_answer(connection)
        assert (answer.status, answer.problem["code"]) == (400, "bad_request")
        assert b'"ok"' not in answer.raw
        assert _rest_of(connection) == b""


def test_an_old_protocol_has_no_chunks(target: Target) -> None:
    raw = b"POST /v1/organizations HTTP/1.0\r\n" + _HOST + b"Transfer-Encoding: chunked\r\n\r\n"
    assert target.send(raw + b"0\r\n\r\n").problem["code"] == "bad_request"


@pytest.mark.parametrize("body", _BAD_CHUNKS.values(), ids=_BAD_CHUNKS)
def test_chunks_that_are_nonsense_are_refused(target: Target, body: bytes) -> None:
    answer = target.send(_POST + _JSON + b"Transfer-Encoding: chunked\r\n\r\n" + body, ends=True)
    assert answer.status == 0 or 400 <= answer.problem["status"] < 500


_CUT = {
    "length": (b"Content-Length: 500\r\n", SOUND),
    "one letter": (b"Content-Length: %d\r\n" % (len(SOUND) + 1), SOUND),
    "no last chunk": (_CHUNKED, _chunk(SOUND)),
    "half a last chunk": (_CHUNKED, _chunk(SOUND) + b"0\r\n"),
    "half a chunk": (_CHUNKED, _chunk(SOUND)[:-1]),
    "no body": (b"Content-Length: %d\r\n" % len(SOUND), b""),
}


@pytest.mark.parametrize(("framing", "body"), _CUT.values(), ids=_CUT)
def test_a_request_that_is_cut_off_changes_nothing(
    target: Target, framing: bytes, body: bytes
) -> None:
    """What arrived would be a sound registration by itself."""
    raw = target.registration(framing, body)
    answer = target.send(raw, ends=True)
    assert answer.status == 0 or answer.problem["status"] == 400


@pytest.mark.parametrize(
    ("framing", "body"),
    [
        (b"Content-Length: %d\r\n" % len(SOUND), SOUND),
        (_CHUNKED, _chunk(SOUND) + b"0\r\n\r\n"),
    ],
)
def test_the_same_request_whole_does_register(served: Target, framing: bytes, body: bytes) -> None:
    raw = served.registration(framing, body)
    before = served.registry.journal_position()
    assert served.send(raw).status == 201
    assert served.registry.journal_position() == before + 1


@pytest.mark.parametrize(
    ("method", "status"), [("TRACE", 405), ("FOO", 405), ("DELETE", 405), ("PROPFIND", 405)]
)
def test_a_method_that_nobody_serves_is_refused(target: Target, method: str, status: int) -> None:
    raw = f"{method} /v1/organizations HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert target.send(raw.encode()).problem["status"] == status


def test_two_good_requests_on_one_connection_are_both_answered(target: Target) -> None:
    with target.connect() as connection:
        connection.sendall(_HIDDEN + _HIDDEN)
        said = b""
        while said.count(b'{"status":"ok"}') < 2:
            piece = connection.recv(65536)
            assert piece, said
            said += piece
    assert said.count(b"HTTP/1.1 200 OK") == 2


def _rest_of(connection: object) -> bytes:
    try:
        return connection.recv(65536)  # type: ignore[attr-defined,no-any-return]
    except ConnectionError:
        return b""
