"""Ask as the examples in the OpenAPI document say."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from werkzeug.test import TestResponse

from api.route import JSON, MERGE_PATCH, Operation
from tests import samples
from tests.api.conftest import World
from tests.api.prepared import Asked


def description_of(world: World, operation: Operation) -> Any:
    """Return what the document says of an operation."""
    return world.document["paths"][operation.path][operation.method.lower()]


def shown(world: World, operation: Operation, where: str) -> dict[str, Any]:
    """Return the examples of the parameters in one place."""
    parameters = description_of(world, operation)["parameters"]
    return {p["name"]: p["example"] for p in parameters if p["in"] == where and "example" in p}


def body(world: World, operation: Operation) -> Any:
    """Return what the document says of the body that an operation takes."""
    content = description_of(world, operation).get("requestBody", {}).get("content", {})
    return next(iter(content.values()), {})


def ask(
    world: World, operation: Operation, asked: Asked, headers: dict[str, str] | None = None
) -> TestResponse:
    """Ask as the example says, of what was prepared."""
    places = shown(world, operation, "path") | asked.places
    query = _filled(shown(world, operation, "query"), asked)
    url = f"/v1{operation.path.format(**places)}?{urlencode(query, doseq=True)}".rstrip("?")
    if headers is None:
        headers = world.seen(asked.seen, by=asked.by) if operation.versioned else {}
    sent: dict[str, Any] = {}
    if operation.upload:
        sent["data"] = samples.pdf()
    elif operation.body is not None:
        sent["json"] = _filled(body(world, operation)["example"], asked)
        headers["Content-Type"] = MERGE_PATCH if operation.patch else JSON
    return world.ask(operation.method, url, by=asked.by, headers=headers, **sent)


def _filled(example: dict[str, Any], asked: Asked) -> dict[str, Any]:
    return example | {name: it for name, it in asked.given.items() if name in example}
