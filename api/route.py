"""``route()``: one declaration that parses a request, answers it, and describes it in OpenAPI.

Everything a request may carry is named here; what is not named is refused. An operation hears who is
asking, its path, its checked parameters and its checked body, and nothing else of the request.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request
from marshmallow import Schema, ValidationError, fields
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.routing import BaseConverter

from api import conditions
from api.errors import InvalidRequest, MalformedBody
from api.idempotency import answer_once, given_key
from api.identity import token_actor
from api.json_body import read_json
from api.limits import read_pairs
from linkreg.actor import Actor
from linkreg.errors import FileTooLarge, InvalidInput, Mistake
from linkreg.files import MAX_FILE
from linkreg.schemas.fields import IN_ADDRESSES
from linkreg.strict_schema import StrictSchema, mistakes_in

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"

_PLACE = re.compile(r"\{(\w+)\}")

#: ``handler(actor, **path, query=..., body=...)``, the last two where declared.
Handler = Callable[..., Response]


class Nothing(StrictSchema):
    """No parameters, no fields."""


class IdConverter(BaseConverter):
    """Ids, codes and keys of the registry; any other path leads nowhere."""

    regex = IN_ADDRESSES


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One thing a machine can ask; ``patch``: the body is a merge patch.

    ``versioned``: ``If-Match`` names the version that was seen (``api.conditions.seen_version``).
    ``upload``: the body is a file, whatever its type is said to be; ``download``: the answer is one.
    ``secret``: request or answer holds one, so nothing of them is kept for whoever asks again.
    ``streams``: the media type of an answer that is sent piece by piece.
    ``confidential``: the public is refused, though it is a reading or holds a secret.
    """

    method: str
    path: str
    summary: str
    handler: Handler
    status: HTTPStatus
    answer: type[Schema] | None
    query: type[Schema] = Nothing
    body: type[Schema] | None = None
    patch: bool = False
    versioned: bool = False
    upload: bool = False
    download: bool = False
    secret: bool = False
    streams: str | None = None
    confidential: bool = False

    @property
    def needs_token(self) -> bool:
        """Say whether the public is refused: a password or a link is often all that is asked for."""
        return self.confidential or (self.method != "GET" and not self.secret)

    @property
    def takes_key(self) -> bool:
        """Say whether it may be asked for under a key (``api.idempotency``)."""
        return self.method == "POST" and not self.secret

    @property
    def body_limit(self) -> int | None:
        """Return how many bytes a body may have, where that is not what all others may."""
        return MAX_FILE if self.upload else None

    @property
    def body_may_lack(self) -> bool:
        """Say whether no body at all is as good as an empty one: nothing in it is required."""
        if self.body is None or self.patch:
            return self.body is None
        return not self.body().validate({})

    @property
    def name(self) -> str:
        """Return the name by which OpenAPI and Flask know it."""
        return self.handler.__name__

    def __call__(self, **path: str) -> Response:
        """Answer the request at hand."""
        actor = token_actor()
        query = read_parameters(self.query)
        conditions.check(versioned=self.versioned)
        key = given_key(actor, offered=self.takes_key)
        if key is None:
            return self._answer(actor, path, query)
        return answer_once(key, actor, lambda: self._answer(actor, path, query))

    def _answer(self, actor: Actor, path: dict[str, str], query: Any) -> Response:
        given: dict[str, Any] = dict(path)
        if self.query is not Nothing:
            given["query"] = query
        body = _read_body(self)
        if self.body is not None or self.upload:
            given["body"] = body
        with _refused_as_query(always=self.method == "GET"):
            return self.handler(actor, **given)


def route(
    method: str,
    path: str,
    *,
    summary: str,
    answer: type[Schema] | None,
    status: HTTPStatus = HTTPStatus.OK,
    query: type[Schema] = Nothing,
    body: type[Schema] | None = None,
    patch: bool = False,
    versioned: bool = False,
    upload: bool = False,
    download: bool = False,
    secret: bool = False,
    streams: str | None = None,
    confidential: bool = False,
) -> Callable[[Handler], Operation]:
    """Declare an operation: ``@route("GET", "/regions/{code}", summary=..., answer=RegionView)``."""

    def declare(handler: Handler) -> Operation:
        return Operation(
            method,
            path,
            summary,
            handler,
            status,
            answer,
            query,
            body,
            patch=patch,
            versioned=versioned,
            upload=upload,
            download=download,
            secret=secret,
            streams=streams,
            confidential=confidential,
        )

    return declare


def places_in(path: str) -> list[str]:
    """Return the names of the places in a path such as ``/regions/{code}``."""
    return _PLACE.findall(path)


def add_operations(blueprint: Blueprint, operations: Iterable[Operation]) -> None:
    """Make a blueprint serve operations."""
    blueprint.record_once(lambda state: state.app.url_map.converters.update(id=IdConverter))
    for operation in operations:
        rule = _PLACE.sub(r"<id:\1>", operation.path)
        blueprint.add_url_rule(rule, operation.name, operation, methods=[operation.method])


def read_parameters(schema: type[Schema] = Nothing) -> Any:
    """Return the checked query string; raise ``InvalidRequest`` naming every mistake."""
    with _refused_as_query(always=True):
        return _load(schema, _parameters(_made(schema)))


def _parameters(schema: Schema) -> dict[str, Any]:
    """Return the query string; a list's values together, others twice only to be refused."""
    found: dict[str, list[str]] = {}
    for name, value in read_pairs(request.query_string):
        found.setdefault(name, []).append(value)
    lists = {name for name, field in schema.fields.items() if isinstance(field, fields.List)}
    once = {name: v[0] for name, v in found.items() if name not in lists and len(v) == 1}
    return {**found, **once}


def _read_body(operation: Operation) -> Any:
    """Return the checked command; a merge patch as it is, for it is checked once merged."""
    if operation.upload:
        return _read_file()
    raw = request.get_data(cache=False)
    if raw and operation.method == "GET":
        raise MalformedBody("Permintaan GET tidak membawa isi. Tulis parameter di alamatnya.")
    if operation.body is None and not raw:
        return None
    if operation.body_may_lack and not raw and not request.mimetype:
        return _load(operation.body or Nothing, {})
    accepted = (JSON, MERGE_PATCH) if operation.patch else (JSON,)
    if not raw and request.mimetype in {"", *accepted}:
        message = "Isi permintaan belum ada; kirim JSON dengan Content-Type: application/json."
        raise MalformedBody(message, [Mistake("", "required", message)])
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype not in accepted or charset != "utf-8":
        raise UnsupportedMediaType
    value = read_json(raw)
    return value if operation.patch else _load(operation.body or Nothing, value)


def _read_file() -> bytes:
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise FileTooLarge(MAX_FILE) from None


@cache
def _made(schema: type[Schema]) -> Schema:
    """Return the schema, put together once: loading leaves nothing behind in it."""
    return schema()


def _load(schema: type[Schema], given: Any) -> Any:
    try:
        return _made(schema).load(given)
    except ValidationError as error:
        mistakes = tuple(mistakes_in(error))
        raise InvalidInput(_told(mistakes), mistakes) from None


def _told(mistakes: tuple[Mistake, ...]) -> str:
    if len(mistakes) == 1:
        return f"Permintaan belum benar. {mistakes[0].message}"
    return f"Permintaan belum benar: {len(mistakes)} hal perlu diperbaiki."


@contextmanager
def _refused_as_query(*, always: bool) -> Iterator[None]:
    """Tell a mistake in the parameters from one in the body: 400, not 422."""
    try:
        yield
    except InvalidInput as error:
        if not always:
            raise
        raise InvalidRequest(error.message, error.mistakes) from error
