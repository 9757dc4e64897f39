"""The answers of an operation in OpenAPI's words: what may come back, and with which headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from apispec import APISpec
from marshmallow import Schema, fields

from api.problem import MEDIA_TYPE
from api.route import JSON, Nothing, Operation, places_in
from linkreg.schemas.organization_views import MistakeView
from linkreg.vocabulary import FileType

_REFUSED = "Problem"
_UNKNOWN_CALLER = "UnknownCaller"
_LATER = "Later"

#: Headers of our answers: what each says.
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "ETag": "The version in quotes: for If-None-Match, and for If-Match where it is changed",
        "Idempotency-Replayed": "true: this is the answer to the first request under the key",
        "Link": "RFC 8288: the pages after and before",
        "Location": "The address of what was made",
        "Retry-After": "Seconds to wait before asking again",
        "WWW-Authenticate": "Bearer",
        "X-Request-Id": "The number of the request, to be named in a complaint",
    }
)

#: Of operations that have more than others of their kind.
_MORE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "add_account": ("ETag", "Location"),
        "list_accesses": ("Link",),
        "list_accounts": ("Link",),
        "list_changes": ("Link",),
        "read_history": ("Link",),
        "register_organization": ("Location",),
        "search_organizations": ("Link",),
    }
)

#: Of operations whose answer is nothing that could be asked for again: it has no tag.
_UNTAGGED = frozenset(
    ("erase_person", "give_consent", "invite", "lift_flag", "raise_flag", "withdraw_consent")
)

#: How a past day stood may have been erased since; profiles in other standings are not for everybody,
#: nor are tokens of services; links end, and an account or organization that is named may not be there.
_MORE_REFUSALS: Mapping[str, HTTPStatus] = MappingProxyType(
    {
        "accept_invitation": HTTPStatus.NOT_FOUND,
        "add_account": HTTPStatus.NOT_FOUND,
        "assess_organization": HTTPStatus.GONE,
        "complete_reset": HTTPStatus.NOT_FOUND,
        "invite": HTTPStatus.NOT_FOUND,
        "issue_token": HTTPStatus.FORBIDDEN,
        "list_sessions": HTTPStatus.NOT_FOUND,
        "list_tokens": HTTPStatus.NOT_FOUND,
        "read_organization": HTTPStatus.GONE,
        "search_organizations": HTTPStatus.FORBIDDEN,
    }
)


class ProblemView(Schema):
    """What was wrong (RFC 9457); ``errors`` lists every mistake with its place."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    code = fields.String()
    errors = fields.List(fields.Nested(MistakeView))
    request_id = fields.String()


def add_shared_answers(spec: APISpec) -> None:
    """Describe once what every operation may answer."""
    for name, said in _HEADERS.items():
        header = {"description": said, "schema": {"type": "string"}}
        spec.components.header(name, header)
    for name, said, more in (
        (_REFUSED, "What was wrong", ()),
        (_UNKNOWN_CALLER, "Nobody said who asks, or the token is of no use", ("WWW-Authenticate",)),
        (_LATER, "Not now; ask again later", ("Retry-After",)),
    ):
        described = _content(ProblemView, MEDIA_TYPE, said)
        spec.components.response(name, {**described, "headers": _headers(("X-Request-Id", *more))})


def answers_of(operation: Operation) -> dict[str, Any]:
    """Return what an operation may answer, by status."""
    success = operation.status
    done: dict[str, Any] = {"description": success.phrase}
    if operation.answer is not None:
        done = _content(operation.answer, JSON, success.phrase)
    if operation.download:
        done["content"] = {kind.value: {} for kind in FileType}
    if operation.streams:
        done["content"] = {operation.streams: {}}
    done["headers"] = _headers(_names(operation))
    answers = {str(success.value): done}
    if is_cached(operation):
        unchanged = {"description": HTTPStatus.NOT_MODIFIED.phrase}
        answers["304"] = {**unchanged, "headers": _headers(("X-Request-Id", "ETag"))}
    refusals = {str(status.value): _of(status) for status in _refusals(operation)}
    return {**answers, **refusals, "503": _LATER, "default": _REFUSED}


def is_cached(operation: Operation) -> bool:
    """Say whether a caller may ask again by ETag; files are never kept on the way."""
    return operation.method == "GET" and not (operation.download or operation.streams)


def _names(operation: Operation) -> Iterable[str]:
    yield "X-Request-Id"
    if operation.answer is not None and not operation.secret and operation.name not in _UNTAGGED:
        yield "ETag"
    if operation.takes_key:
        yield "Idempotency-Replayed"
    yield from _MORE.get(operation.name, ())


def _headers(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _of(status: HTTPStatus) -> str:
    named = {
        HTTPStatus.UNAUTHORIZED: _UNKNOWN_CALLER,
        HTTPStatus.TOO_MANY_REQUESTS: _LATER,
    }
    return named.get(status, _REFUSED)


def _refusals(operation: Operation) -> Iterable[HTTPStatus]:
    """Yield the statuses a caller should be ready for, besides those of a server in trouble."""
    yield from (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS)
    if operation.query is not Nothing:
        yield HTTPStatus.REQUEST_URI_TOO_LONG
    if places_in(operation.path):
        yield HTTPStatus.NOT_FOUND
    if operation.name in _MORE_REFUSALS:
        yield _MORE_REFUSALS[operation.name]
    if operation.needs_token or operation.streams:
        yield HTTPStatus.FORBIDDEN
    if operation.method != "GET":
        yield HTTPStatus.CONFLICT
    yield from _refusals_of_body(operation)
    if operation.versioned:
        yield from (HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED)


def _refusals_of_body(operation: Operation) -> Iterable[HTTPStatus]:
    if operation.method != "GET":
        yield HTTPStatus.UNPROCESSABLE_ENTITY
        yield HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if operation.method != "GET" and not operation.upload:
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE


def _content(schema: Any, media: str, description: str) -> dict[str, Any]:
    return {"description": description, "content": {media: {"schema": schema}}}
