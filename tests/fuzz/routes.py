"""The routes that are fuzzed, in three heaps that take about as long as each other."""

from __future__ import annotations

from api.resources import OPERATIONS
from api.route import Nothing, Operation, places_in


def _route(operation: Operation) -> str:
    return f"{operation.method} /v1{operation.path}"


def _can_be_broken(operation: Operation) -> bool:
    """Say whether the document asks for anything that may be done wrongly."""
    says_more = operation.query is not Nothing or operation.body is not None
    return says_more or operation.versioned or bool(places_in(operation.path))


ROUTES = [_route(operation) for operation in OPERATIONS]
BREAKABLE = [_route(operation) for operation in OPERATIONS if _can_be_broken(operation)]
READING = [route for route in ROUTES if route.startswith("GET ")]
ABOUT_ORGANIZATIONS = [it for it in ROUTES if it not in READING and "organizations" in it]
ABOUT_OTHERS = [it for it in ROUTES if it not in READING and it not in ABOUT_ORGANIZATIONS]


def breakable(routes: list[str]) -> list[str]:
    """Return those of the routes that can be asked wrongly."""
    return [route for route in routes if route in BREAKABLE]
