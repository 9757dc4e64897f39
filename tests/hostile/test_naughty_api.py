"""Naughty texts in every parameter, field, path and header of the API: taken exactly, or refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from api.examples import EXAMPLES, Example
from api.resources import OPERATIONS
from api.route import JSON, MERGE_PATCH, Operation, places_in
from tests.hostile.naughty import (
    NAUGHTY,
    Turns,
    as_bytes,
    as_header,
    as_sent,
    kept,
    put,
    texts_in,
)
from tests.permissions.recipes import places, seen_version, sent_to
from tests.permissions.world import World

#: How many texts each place is sent; the next place is sent those that follow.
_EACH = 2
_HEADERS = (
    *("If-Match", "If-None-Match", "Idempotency-Key", "Accept", "Accept-Language"),
    *("Accept-Encoding", "Authorization", "Content-Type", "Cookie", "Host", "User-Agent"),
    *("Range", "If-Modified-Since", "X-Forwarded-For", "X-Forwarded-Host", "X-Request-Id"),
)
_NAMES = [operation.name for operation in OPERATIONS]
_ADMIN = "admin"

#: Fewer than there are mistakes in a problem document.
_AT_ONCE = 150


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("naughty"))
    yield world
    world.registry.close()


@pytest.fixture(scope="module")
def document(world: World) -> Any:
    return world.app.test_client().get("/v1/openapi.json").json


@pytest.fixture(scope="module")
def turns() -> Turns:
    return Turns()


class Asked:
    """An operation as its example asks it, about the published organization, by an administrator."""

    def __init__(self, world: World, operation: Operation) -> None:
        self.world, self.operation = world, operation
        route = f"{operation.method} /v1{operation.path}"
        self.where = places(world, "published", _ADMIN)
        self.body = EXAMPLES.get(operation.name, Example()).body
        version = seen_version(world.subjects["published"], sent_to(route, "published"))
        kind = MERGE_PATCH if operation.patch else JSON
        self.headers = {"Authorization": f"Bearer {world.token(_ADMIN, '').secret}"}
        if operation.versioned:
            self.headers["If-Match"] = f'"{version or 1}-0123456789abcdef"'
        if self.body is not None:
            self.headers["Content-Type"] = kind

    def send(
        self,
        *,
        body: Any = None,
        query: str = "",
        path: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> TestResponse:
        """Send it; what it changed is put back afterwards."""
        sent = body if body is not None else self.body
        environ = {
            f"HTTP_{name.upper().replace('-', '_')}".replace("HTTP_CONTENT_", "CONTENT_"): value
            for name, value in (self.headers | (headers or {})).items()
        }
        response = self.world.app.test_client().open(
            f"/v1{self.operation.path.format(**(self.where | (path or {})))}?{query}".rstrip("?"),
            method=self.operation.method,
            data=None if sent is None else json.dumps(sent).encode(),
            environ_overrides=environ,
            buffered=True,
        )
        if self.operation.method != "GET" and response.status_code < 400:
            self.world.restore()
        return response


def sound(response: TestResponse) -> None:
    """Fail unless it is an answer or a problem document, and nothing was written into its headers."""
    assert 200 <= response.status_code < 500, response.text
    if response.status_code >= 400:
        assert response.mimetype == "application/problem+json"
        assert response.json["status"] == response.status_code
        assert response.json["detail"]
    for name, value in response.headers:
        assert name.lower() != "x-naughty"
        assert not {"\r", "\n"} & set(f"{name}{value}")
        value.encode("latin-1")


def test_there_are_enough_of_every_kind() -> None:
    assert len(NAUGHTY) == len(set(NAUGHTY)) >= 300
    everything = "".join(NAUGHTY)
    assert {"\0", "\x1b", "\u202e", "\u200b", "\ufeff", "\ud800", "\U0001f600"} <= set(everything)


@pytest.mark.parametrize("operation", [it for it in OPERATIONS if it.body], ids=lambda it: it.name)
def test_every_text_of_a_body(
    world: World, document: Any, turns: Turns, operation: Operation
) -> None:
    asked = Asked(world, operation)
    content = document["paths"][operation.path][operation.method.lower()]["requestBody"]["content"]
    for place in texts_in(next(iter(content.values()))["schema"], document):
        for text in turns.next(_EACH):
            sound(asked.send(body=put(asked.body or {}, place, text)))
    for text in turns.next(_EACH):
        unknown = asked.send(body=(asked.body or {}) | {text: text})
        sound(unknown)
        assert unknown.status_code == 422


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_parameter(world: World, document: Any, turns: Turns, operation: Operation) -> None:
    asked = Asked(world, operation)
    described = document["paths"][operation.path][operation.method.lower()]
    for parameter in described["parameters"]:
        if parameter["in"] == "query":
            for text in turns.next(_EACH):
                sound(asked.send(query=f"{parameter['name']}={as_sent(text)}"))
    (text,) = turns.next(1)
    unknown = asked.send(query=f"{as_sent(text)}={as_sent(text)}")
    sound(unknown)
    assert unknown.status_code == 400


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_place_of_a_path_and_every_header(
    world: World, turns: Turns, operation: Operation
) -> None:
    asked = Asked(world, operation)
    for place in places_in(operation.path):
        for text in turns.next(_EACH):
            sound(asked.send(path={place: as_sent(text)}))
    for name in _HEADERS:
        for value in filter(None, map(as_header, turns.next(1))):
            sound(asked.send(headers={name: value}))


def test_every_one_is_searched_for(world: World) -> None:
    client = world.app.test_client()
    for text in NAUGHTY:
        for address in (
            f"/v1/organizations?q={as_sent(text)}&highlight=true&facets=province",
            f"/v1/organizations/suggest?q={as_sent(text)}",
            f"/v1/regions?q={as_sent(text)}",
        ):
            sound(client.get(address))


def test_every_one_is_kept_exactly_or_refused(world: World) -> None:
    """What is taken comes back as it was, but for white space and NFC; what is not is named."""
    asked = Asked(world, next(it for it in OPERATIONS if it.name == "register_organization"))
    taken = 0
    for begin in range(0, len(NAUGHTY), _AT_ONCE):
        works = [
            {"title": text, "start_year": 1900 + year}
            for year, text in enumerate(NAUGHTY[begin : begin + _AT_ONCE])
        ]
        taken += len(_register(asked, works))
    assert taken > len(NAUGHTY) / 2


def _register(asked: Asked, works: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is left when all that is refused is gone: what no JSON may hold, then the rest."""
    for _ in range(3):
        body = {"name": "Yayasan Contoh", "region": "73.71", "experiences": works}
        response = asked.send(body=body)
        sound(response)
        if response.status_code == 201:
            break
        unfit = {it["pointer"] for it in response.json["errors"]}
        titles = [f"/experiences/{at}/title" for at in range(len(works))]
        assert unfit <= set(titles)
        works = [it for it, place in zip(works, titles, strict=True) if place not in unfit]
    assert response.status_code == 201, response.text
    shown = [it["title"] for it in response.json["experiences"]]
    assert shown == [kept(it["title"]) for it in works]
    return works


def test_every_one_in_the_headers_that_decide(world: World) -> None:
    asked = Asked(world, next(it for it in OPERATIONS if it.name == "read_organization"))
    for text in NAUGHTY:
        value = as_header(text)
        if value is not None:
            for name in ("If-None-Match", "Authorization", "Host"):
                sound(asked.send(headers={name: value}))


def test_every_one_as_a_whole_body(world: World) -> None:
    asked = Asked(world, next(it for it in OPERATIONS if it.name == "issue_token"))
    client = world.app.test_client()
    for text in NAUGHTY:
        for body in (as_bytes(text), json.dumps(text).encode()):
            response = client.post("/v1/tokens", data=body, headers=asked.headers)
            sound(response)
            assert response.status_code >= 400
