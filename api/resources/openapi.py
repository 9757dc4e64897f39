"""``/v1/openapi.json``: the contract as a machine reads it."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app
from marshmallow import Schema

from api.answer import answer
from api.openapi import describe
from api.route import Operation, route
from linkreg.actor import Actor

_EXTENSION = "linkreg.openapi"


class DocumentView(Schema):
    """An OpenAPI document."""


@route(
    "GET",
    "/openapi.json",
    summary="Read this document",
    answer=DocumentView,
)
def describe_api(_actor: Actor) -> Response:
    """Answer the OpenAPI document of all that this application serves."""
    return answer(_document())


def _document() -> dict[str, Any]:
    """Draw the document when it is first asked for."""
    if _EXTENSION not in current_app.extensions:
        views = current_app.view_functions.values()
        served = [view for view in views if isinstance(view, Operation)]
        current_app.extensions[_EXTENSION] = describe(served)
    document: dict[str, Any] = current_app.extensions[_EXTENSION]
    return document
