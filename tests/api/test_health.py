"""Alive, ready, and the numbers: one word for strangers, no more."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api import health
from api.app import create_app
from api.exposure import Exposure
from linkreg import Registry, open_registry
from linkreg.settings import parse_networks
from tests.api.conftest import World

_TOKEN = "q9wz7x5v3b1n8m6k4j2h0gfds"


def _client(registry: Registry, **exposed: object) -> FlaskClient:
    exposure = dataclasses.replace(Exposure(), **exposed)  # type: ignore[arg-type]
    app = create_app(registry, secret_key="for tests only: 0123456789", exposure=exposure)
    return app.test_client()


@pytest.fixture
def unbuilt(tmp_path: Path) -> Iterator[Registry]:
    """A registry whose tables were never made."""
    registry = open_registry(f"sqlite:///{tmp_path}/linkreg.sqlite3", index_dir=tmp_path / "index")
    yield registry
    registry.close()


def test_alive_is_one_word(world: World) -> None:
    assert _client(world.registry).get("/healthz").json == {"status": "ok"}


def test_ready_is_one_word(world: World) -> None:
    world.add()
    answer = _client(world.registry).get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ready"})


def test_not_ready_is_a_code_and_no_word_of_the_machine(unbuilt: Registry) -> None:
    client = _client(unbuilt)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"status": "not_ready", "code": "not_migrated"}
    assert client.get("/healthz").status_code == 200


def test_an_index_far_behind_is_not_ready(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.add()
    monkeypatch.setattr(health, "MAX_LAG", -1)
    answer = _client(world.registry).get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"status": "not_ready", "code": "index_behind"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_they_take_no_parameters_and_are_only_read(world: World, path: str) -> None:
    client = _client(world.registry)
    answer = client.get(f"{path}?x=1")
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_request")
    assert client.post(path).status_code == 405


def test_the_numbers_count_by_route_method_and_kind_of_status(world: World) -> None:
    organization = world.add()
    client = _client(world.registry)
    for _ in range(3):
        client.get(f"/v1/organizations/{organization}").close()
    client.get("/v1/organizations/tidak-ada").close()
    client.open("/", method="JAHAT").close()
    client.get("/jahat").close()
    text = client.get("/metrics").text
    route = "/v1/organizations/<id:organization_id>"
    assert f'linkreg_requests_total{{method="GET",route="{route}",status="2xx"}} 3.0' in text
    assert f'linkreg_requests_total{{method="GET",route="{route}",status="4xx"}} 1.0' in text
    assert 'linkreg_requests_total{method="other",route="-",status="4xx"} 1.0' in text
    assert f'linkreg_request_seconds_count{{route="{route}"}} 4.0' in text
    assert "linkreg_ready 1.0" in text
    assert "linkreg_index_lag 0.0" in text
    assert organization not in text
    assert not re.search("jahat", text, re.IGNORECASE)


def test_the_numbers_say_when_the_registry_is_not_ready(unbuilt: Registry) -> None:
    text = _client(unbuilt).get("/metrics").text
    assert "linkreg_ready 0.0" in text
    assert "linkreg_index_lag" not in text


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (f"Bearer {_TOKEN}", 200),
        (None, 404),
        ("", 404),
        (_TOKEN, 404),
        (f"Basic {_TOKEN}", 404),
        (f"Bearer {_TOKEN[:-1]}", 404),
        (f"Bearer {_TOKEN} ", 404),
        ("Bearer \xff", 404),
    ],
)
def test_with_a_token_set_only_its_bearer_reads_the_numbers(
    world: World, given: str | None, status: int
) -> None:
    headers = {} if given is None else {"Authorization": given}
    answer = _client(world.registry, metrics_token=_TOKEN).get("/metrics", headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.7", {}, 404),
        ("", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, 404),
        ("192.0.2.7", {"X-Forwarded-For": "127.0.0.1"}, 404),
    ],
)
@pytest.mark.parametrize("proxies", ["10.0.0.1", "127.0.0.1"])
def test_without_a_token_only_this_machine_itself_does(
    world: World, peer: str, headers: dict[str, str], status: int, proxies: str
) -> None:
    client = _client(world.registry, proxies=parse_networks(proxies))
    answer = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": peer})
    assert answer.status_code == status


def test_an_address_that_does_not_exist_looks_like_one_that_is_refused(world: World) -> None:
    client = _client(world.registry, metrics_token=_TOKEN)
    refused, missing = client.get("/metrics").json, client.get("/v1/nothing").json
    for problem in (refused, missing):
        problem.pop("request_id")
    assert refused == missing


def test_the_token_opens_nothing_else(world: World) -> None:
    client = _client(world.registry, metrics_token=_TOKEN)
    bearer = {"Authorization": f"Bearer {_TOKEN}"}
    assert client.get("/v1/organizations", headers=bearer).status_code == 401
