"""What every answer carries by how it is served: cookies, encryption, caching."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from api.exposure import LOOPBACK, Exposure
from linkreg.settings import parse_networks
from tests.api.conftest import PASSWORD, World

_KEY = "for tests only: 0123456789"
_EVERY_KIND = ["/", "/masuk", "/nowhere", "/v1/organizations", "/v1/nothing", "/healthz", "/readyz"]


@pytest.fixture(scope="module")
def keeper(world: World) -> str:
    """An organization and the account that keeps it."""
    world.add(keeper="keeper")
    return world.email("keeper")


def _client(world: World, **exposed: object) -> FlaskClient:
    exposure = dataclasses.replace(Exposure(), **exposed)  # type: ignore[arg-type]
    return create_app(world.registry, secret_key=_KEY, exposure=exposure).test_client()


def _cookie(client: FlaskClient, **headers: str) -> str:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/masuk", headers=sent).headers["Set-Cookie"]


def test_on_this_machine_the_cookie_needs_no_encryption(world: World) -> None:
    cookie = _cookie(_client(world))
    assert cookie.startswith("linkreg=")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_site_with_https_binds_the_cookie_to_itself_whatever_stands_in_front(
    world: World,
) -> None:
    """Behind a proxy on this machine the request itself comes unencrypted."""
    cookie = _cookie(_client(world, https=True))
    assert cookie.startswith("__Host-linkreg=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_https_is_believed_of_a_trusted_proxy_only(world: World) -> None:
    proxies = parse_networks("127.0.0.1")
    secure = _cookie(_client(world, proxies=proxies), X_Forwarded_Proto="https")
    assert secure.startswith("__Host-linkreg=")
    assert not _cookie(_client(world), X_Forwarded_Proto="https").startswith("__Host-")


def test_logging_in_works_over_https(world: World, keeper: str) -> None:
    client = _client(world, https=True, hosts=LOOPBACK | {"ormas.example"})
    site = {"base_url": "https://ormas.example"}
    token = client.get("/masuk", **site).text.partition('name="csrf_token" value="')[2]
    sent = {"csrf_token": token.partition('"')[0], "email": keeper, "password": PASSWORD}
    answer = client.post(
        "/masuk", data=sent, headers={"Referer": "https://ormas.example/masuk"}, **site
    )
    assert (answer.status_code, answer.location[:7]) == (303, "/ormas/")
    assert "Keluar" in client.get("/", **site).text


@pytest.mark.parametrize("path", _EVERY_KIND)
def test_https_is_insisted_on_where_there_is_any(world: World, path: str) -> None:
    said = "Strict-Transport-Security"
    assert said not in _client(world).get(path).headers
    answer = _client(world, https=True).get(path)
    assert answer.headers[said] == "max-age=31536000"


@pytest.mark.parametrize("path", [*_EVERY_KIND, "/static/style.css"])
def test_every_answer_forbids_frames_guessing_and_the_device(world: World, path: str) -> None:
    with _client(world).get(path) as answer:
        _is_guarded(answer)
    with _client(world).get(path, headers={"Host": "jahat.example"}) as refused:
        assert refused.status_code == 400
        _is_guarded(refused)


def _is_guarded(answer: TestResponse) -> None:
    headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert len(headers["X-Request-Id"]) == 16
    assert "Server" not in headers


def test_what_is_personal_is_kept_by_no_cache_between(world: World, keeper: str) -> None:
    assert world.get("/v1/organizations").headers["Cache-Control"] == "no-cache"
    personal = world.get("/v1/organizations", by="officer").headers["Cache-Control"]
    assert personal == "private, no-cache"
    client = _client(world)
    assert client.get("/").headers["Cache-Control"] == "no-cache"
    assert client.get("/masuk").headers["Cache-Control"] == "private, no-cache"  # sets a cookie
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"  # brings it


@pytest.mark.parametrize("host", ["jahat.example", "localhost:80:80", "", "localhost@jahat"])
@pytest.mark.parametrize("path", _EVERY_KIND)
def test_another_name_is_refused_before_anything_is_read(
    world: World, path: str, host: str
) -> None:
    answer = _client(world).get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.json["code"] == "unknown_host"
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]:8000"])
def test_this_machine_s_names_are_answered_on_any_port(world: World, host: str) -> None:
    assert _client(world).get("/healthz", headers={"Host": host}).status_code == 200


@pytest.fixture
def failing(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """An application that breaks outside its own error handling."""
    app = create_app(world.registry, secret_key=_KEY)
    edge = app.wsgi_app

    def break_down(environ: object, start_response: object) -> None:
        raise MemoryError

    monkeypatch.setattr(edge, "_app", break_down)
    app.testing = True
    return app.test_client()


def test_what_breaks_outside_the_application_is_still_logged(
    failing: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"), pytest.raises(MemoryError):
        failing.get("/")
    (line,) = [one for one in caplog.records if one.name == "linkreg.request"]
    assert line.status == 500  # type: ignore[attr-defined]
