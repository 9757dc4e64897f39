"""Addresses that try to lead elsewhere, headers that try to become others, bodies that try to harm."""

from __future__ import annotations

import pytest

from tests.hostile.conftest import Answer, Target

_NOWHERE = [
    "/../../etc/passwd",
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static/..%5capp.py",
    "/static/%00",
    "/v1/organizations/%00",
    "/v1/organizations/%2e%2e",
    "/v1/organizations/..%2f..%2fetc",
    "/v1/organizations/a/../../tokens",
    "/v1/organizations/%ff",
    "/v1/organizations/{id}",
    "/v1/rulesets/..%2f..%2fsettings",
    "/ormas/..%2f",
    "/ormas/%e2%80%ae",
    "/.git/config",
    "/.env",
    "/;/v1",
    "*",
    "//jahat.example/%2e%2e",
    "/\\jahat.example",
]
_JSON = "application/json"
_BODIES = {
    "deep": b"[" * 100_000,
    "deep and whole": b'{"name":' * 500 + b"1" + b"}" * 500,
    "a key twice": b'{"name": "a", "name": "b"}',
    "a huge number": b'{"founded_on": ' + b"9" * 100_000 + b"}",
    "no finite number": b'{"name": NaN}',
    "not UTF-8": b'{"name": "\xff"}',
    "half a pair": b'{"name": "\\ud800"}',
    "another encoding": '{"name": "a"}'.encode("utf-16"),
    "not JSON": b"name=a",
    "nothing": b"",
}


@pytest.mark.parametrize("path", _NOWHERE)
def test_a_path_that_tries_to_lead_elsewhere_leads_nowhere(target: Target, path: str) -> None:
    answer = target.get(path)
    assert answer.status in {400, 404, 405}
    assert b"root:" not in answer.body
    assert b"import" not in answer.body


@pytest.mark.parametrize("path", ["//jahat.example", "/%2fjahat.example/", "/%5cjahat.example"])
def test_nobody_is_led_to_another_site(target: Target, path: str) -> None:
    answer = target.get(path, "X-Forwarded-Host: jahat.example", "X-Forwarded-Proto: gopher")
    assert "jahat" not in answer.headers.get("location", "")
    assert b"//jahat" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/masuk?next=/%0d%0aSet-Cookie:%20a=b",
        "/?q=%0d%0aX-Jahat:%20ya",
        "/v1/organizations?q=a%0d%0aX-Jahat:%20ya&limit=1",
        "/v1/organizations?near=73%0d%0aX-Jahat:%20ya",
        "/%0d%0aX-Jahat:%20ya",
        "/v1/organizations/a%0d%0aX-Jahat:%20ya",
    ],
)
def test_no_header_can_be_written_into_an_answer(target: Target, path: str) -> None:
    answer = target.get(path)
    assert 200 <= answer.status < 500
    assert not {"x-jahat", "set-cookie: a"} & set(answer.headers)
    assert "a=b" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("body", _BODIES.values(), ids=_BODIES)
@pytest.mark.parametrize("path", ["/v1/organizations", "/v1/tokens"])
def test_a_body_that_tries_to_harm_is_refused(target: Target, path: str, body: bytes) -> None:
    answer = _post(target, path, body, _JSON)
    assert 400 <= answer.problem["status"] < 500


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "text/json", "application/jsonx", "application/json; charset=utf-7"]
)
def test_a_body_of_another_kind_is_refused(target: Target, kind: str) -> None:
    assert _post(target, "/v1/tokens", b"{}", kind).problem["status"] == 415


def _post(target: Target, path: str, body: bytes, kind: str) -> Answer:
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    return target.send("\r\n".join([*lines, "", ""]).encode() + body)
