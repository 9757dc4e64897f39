"""Whose word about the caller's address is taken, and how far."""

from __future__ import annotations

from typing import Any

import pytest

from api.proxies import PROXIED, believe, parse_address
from linkreg.settings import parse_networks

_TRUSTED = parse_networks("127.0.0.1, 10.0.0.0/8, fd00::/8")


def _believed(peer: str, **headers: str) -> dict[str, Any]:
    environ: dict[str, Any] = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    believe(environ, _TRUSTED)
    return environ


@pytest.mark.parametrize(
    ("peer", "said", "caller"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("10.1.2.3", "10.9.9.9,10.8.8.8", "10.9.9.9"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("fd00::1", "::ffff:203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, <script>, 10.0.0.1", "10.0.0.1"),
        ("127.0.0.1", "203.0.113.9:1234", "127.0.0.1"),
    ],
)
def test_a_trusted_proxy_is_believed_as_far_as_trusted_ones_wrote(
    peer: str, said: str, caller: str
) -> None:
    assert _believed(peer, x_forwarded_for=said)["REMOTE_ADDR"] == caller


@pytest.mark.parametrize("peer", ["203.0.113.9", "192.168.0.1", "::1", "", "@"])
def test_nobody_else_is_believed(peer: str) -> None:
    environ = _believed(peer, x_forwarded_for="127.0.0.1", x_forwarded_proto="https")
    assert environ["REMOTE_ADDR"] == peer
    assert environ["wsgi.url_scheme"] == "http"


@pytest.mark.parametrize(
    ("said", "scheme"),
    [("https", "https"), ("HTTPS", "https"), ("https, http", "http"), ("gopher", "http")],
)
def test_the_scheme_is_the_last_one_said(said: str, scheme: str) -> None:
    assert _believed("10.0.0.1", x_forwarded_proto=said)["wsgi.url_scheme"] == scheme


@pytest.mark.parametrize("peer", ["127.0.0.1", "203.0.113.9"])
def test_nothing_said_reaches_the_application(peer: str) -> None:
    environ = _believed(
        peer,
        x_forwarded_for="1.1.1.1",
        x_forwarded_proto="https",
        x_forwarded_host="jahat.example",
        x_forwarded_port="1",
        x_forwarded_prefix="/jahat",
        x_real_ip="1.1.1.1",
        forwarded="for=1.1.1.1",
        host="localhost",
    )
    assert {name for name in environ if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert environ[PROXIED]


def test_a_request_that_came_by_itself_is_told_apart() -> None:
    assert not _believed("127.0.0.1", host="localhost")[PROXIED]


@pytest.mark.parametrize("text", ["", "localhost", "1.2.3", "1.2.3.4/8", "[::1]", "1" * 5000])
def test_what_is_no_address_is_none(text: str) -> None:
    assert parse_address(text) is None
