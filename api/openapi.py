"""The OpenAPI 3.1 document, drawn from the very schemas that read requests and write answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import fields

from api.conditions import TAG_FORM
from api.examples import add_examples
from api.idempotency import FORM, HEADER
from api.openapi_answers import add_shared_answers, answers_of, is_cached
from api.route import JSON, MERGE_PATCH, IdConverter, Nothing, Operation, places_in
from linkreg import __version__
from linkreg.schemas.blanks import PassesOverBlanks
from linkreg.schemas.fields import Code, ReferenceCode
from linkreg.schemas.profile import ProfileSchema
from linkreg.schemas.verification import Answers
from linkreg.schemas.view_fields import LabeledCode
from linkreg.strict_schema import StrictSchema
from linkreg.vocabulary import VerificationQuestion

_BEARER = "bearer"
_PATCH = "ProfilePatch"
_NEVER_CLEARED = {"name", "region"}


class _Plugin(MarshmallowPlugin):
    """Reading: nothing beyond what is named. Answers: all that is named, save the optional."""

    def schema_helper(  # type: ignore[override] # apispec's own classes disagree on it
        self, name: str, _: Any, schema: Any = None, **kwargs: Any
    ) -> Any:
        described: Any = super().schema_helper(name, _, schema, **kwargs)  # type: ignore[no-untyped-call]
        if described and schema is not None:
            kind: Any = schema if isinstance(schema, type) else type(schema)
            described["description"] = (kind.__doc__ or "").partition("\n")[0]
            described |= getattr(kind.Meta, "described", {})
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
    assert plugin.converter is not None  # noqa: S101 - it has one once it serves a document
    for describe_field in (_codes, _answers):
        plugin.converter.add_attribute_function(describe_field)  # type: ignore[no-untyped-call]
    spec.components.security_scheme(_BEARER, {"type": "http", "scheme": "bearer"})
    add_shared_answers(spec)
    spec.components.schema(_PATCH, schema=ProfileSchema(partial=True))
    for operation in operations:
        spec.path(path=operation.path, operations={operation.method.lower(): _operation(operation)})
    document = spec.to_dict()
    _admit_blanks(document, operations)
    add_examples(document, operations)
    return document


def _admit_blanks(document: Mapping[str, Any], operations: Iterable[Operation]) -> None:
    """Say where a parameter that is left empty counts as not given."""
    for operation in operations:
        described = document["paths"][operation.path][operation.method.lower()]
        for parameter in described["parameters"]:
            if parameter["in"] == "query" and issubclass(operation.query, PassesOverBlanks):
                parameter["allowEmptyValue"] = True


def _codes(_: Any, field: fields.Field[Any], **__: Any) -> dict[str, Any]:
    """Name all codes of a reference list that is short, and of a vocabulary those that are meant."""
    if isinstance(field, LabeledCode):
        known: Iterable[str | None] = [member.value for member in field.vocabulary]
    elif isinstance(field, Code):
        known = field.known
    elif isinstance(field, ReferenceCode) and field.known is not None:
        known = field.known()
    else:
        return {}
    return {"enum": [*known, *([None] if field.allow_none else [])]}


def _answers(_: Any, field: fields.Field[Any], **__: Any) -> dict[str, Any]:
    """Say which questions there are to answer, and which were answered."""
    keys = field.key_field if isinstance(field, fields.Dict) else None
    if isinstance(keys, LabeledCode):
        return {"propertyNames": {"enum": [member.value for member in keys.vocabulary]}}
    if isinstance(field, Answers):
        return {"propertyNames": {"enum": [question.value for question in VerificationQuestion]}}
    return {}


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.path.split("/")[1].partition(".")[0]],
        "parameters": list(_parameters(operation)),
        "responses": answers_of(operation),
    }
    if operation.needs_token:
        described["security"] = [{_BEARER: []}]
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
    place = {**text, "pattern": f"^{IdConverter.regex}$"}
    for name in places_in(operation.path):
        yield {"in": "path", "name": name, "required": True, "schema": place}
    if operation.query is not Nothing:
        yield {"in": "query", "schema": operation.query}
    if operation.versioned:
        tag = {**text, "pattern": TAG_FORM}
        yield {"in": "header", "name": "If-Match", "required": True, "schema": tag}
    elif is_cached(operation):
        yield {"in": "header", "name": "If-None-Match", "schema": text}
    if operation.takes_key:
        yield {"in": "header", "name": HEADER, "schema": {**text, "pattern": FORM}}
