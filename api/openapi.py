"""The OpenAPI 3.1 document, drawn from the very schemas that read requests and write answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields

from api.examples import add_examples
from api.idempotency import FORM, HEADER
from api.route import JSON, MERGE_PATCH, Nothing, Operation, places_in
from linkreg import __version__
from linkreg.schemas.organization_views import MistakeView
from linkreg.schemas.profile import ProfileSchema
from linkreg.strict_schema import StrictSchema
from linkreg.vocabulary import FileType

_PROBLEM = "application/problem+json"
_BEARER = "bearer"
_PATCH = "ProfilePatch"
_NEVER_CLEARED = {"name", "region"}


class ProblemView(Schema):
    """What was wrong (RFC 9457); ``errors`` lists every mistake with its place."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    code = fields.String()
    errors = fields.List(fields.Nested(MistakeView))
    request_id = fields.String()


class _Plugin(MarshmallowPlugin):
    """Reading: nothing beyond what is named. Answers: all that is named, save the optional."""

    def schema_helper(  # type: ignore[override] # apispec's own classes disagree on it
        self, name: str, _: Any, schema: Any = None, **kwargs: Any
    ) -> Any:
        described: Any = super().schema_helper(name, _, schema, **kwargs)  # type: ignore[no-untyped-call]
        if described and schema is not None:
            kind: Any = schema if isinstance(schema, type) else type(schema)
            described["description"] = (kind.__doc__ or "").partition("\n")[0]
            if not issubclass(kind, StrictSchema):
                _loosen(described, getattr(kind.Meta, "optional", ()))
            elif getattr(schema, "partial", False):
                described["properties"] = _clearable(described["properties"])
        return described


def _loosen(described: dict[str, Any], optional: Collection[str]) -> None:
    """Say that an answer names its fields always, and may one day have more."""
    described.pop("additionalProperties", None)
    described["required"] = [name for name in described["properties"] if name not in optional]


def _clearable(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Say that in a merge patch ``null`` clears what is optional."""
    return {
        name: described if name in _NEVER_CLEARED else {"anyOf": [described, {"type": "null"}]}
        for name, described in properties.items()
    }


def describe(operations: Sequence[Operation]) -> dict[str, Any]:
    """Return the document of these operations."""
    plugin = _Plugin()
    spec = APISpec(
        title="linkreg",
        version=__version__,
        openapi_version="3.1.0",
        plugins=[plugin],
        info={"description": "Open registry of organizations for Swakelola Tipe III."},
        servers=[{"url": "/v1"}],
        security=[{}, {_BEARER: []}],
    )
    plugin.map_to_openapi_type(fields.Url, "string", "uri")  # type: ignore[no-untyped-call]
    spec.components.security_scheme(_BEARER, {"type": "http", "scheme": "bearer"})
    spec.components.response("Problem", _content(ProblemView, _PROBLEM, "What was wrong"))
    spec.components.schema(_PATCH, schema=ProfileSchema(partial=True))
    for operation in operations:
        spec.path(path=operation.path, operations={operation.method.lower(): _operation(operation)})
    document = spec.to_dict()
    add_examples(document, operations)
    return document


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.path.split("/")[1].partition(".")[0]],
        "parameters": list(_parameters(operation)),
        "responses": _responses(operation),
    }
    if operation.upload:
        described["requestBody"] = {"required": True, "content": {"*/*": {}}}
    if operation.body is not None:
        media = MERGE_PATCH if operation.patch else JSON
        described["requestBody"] = {
            "required": not operation.body_may_lack,
            "content": {media: {"schema": _PATCH if operation.patch else operation.body}},
        }
    return described


def _parameters(operation: Operation) -> Iterable[dict[str, Any]]:
    text = {"type": "string"}
    for name in places_in(operation.path):
        yield {"in": "path", "name": name, "required": True, "schema": text}
    if operation.query is not Nothing:
        yield {"in": "query", "schema": operation.query}
    if operation.versioned:
        yield {"in": "header", "name": "If-Match", "required": True, "schema": text}
    elif _is_cached(operation):
        yield {"in": "header", "name": "If-None-Match", "schema": text}
    if operation.takes_key:
        yield {"in": "header", "name": HEADER, "schema": {**text, "pattern": FORM}}


def _responses(operation: Operation) -> dict[str, Any]:
    success = operation.status
    responses: dict[str, Any] = {str(success.value): {"description": success.phrase}}
    if operation.answer is not None:
        responses[str(success.value)] = _content(operation.answer, JSON, success.phrase)
    if operation.download:
        responses[str(success.value)]["content"] = {kind.value: {} for kind in FileType}
    if operation.streams:
        responses[str(success.value)]["content"] = {operation.streams: {}}
    if _is_cached(operation):
        responses["304"] = {"description": HTTPStatus.NOT_MODIFIED.phrase}
    refusals = {str(status.value): "Problem" for status in _refusals(operation)}
    return {**responses, **refusals, "default": "Problem"}


def _is_cached(operation: Operation) -> bool:
    """Say whether a caller may ask again by ETag; files are never kept on the way."""
    return operation.method == "GET" and not (operation.download or operation.streams)


def _refusals(operation: Operation) -> Iterable[HTTPStatus]:
    """Yield the statuses a caller should be ready for, besides those of a server in trouble."""
    yield from (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED)
    if places_in(operation.path):
        yield HTTPStatus.NOT_FOUND
    if operation.streams:
        yield from (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
    if operation.method != "GET":
        yield from (HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT)
    if operation.body is not None or operation.upload:
        yield from (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY)
    if operation.body is not None:
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if operation.versioned:
        yield from (HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)


def _content(schema: Any, media: str, description: str) -> dict[str, Any]:
    return {"description": description, "content": {media: {"schema": schema}}}
