"""Draws requests from the OpenAPI document and sends them as somebody about something of the world.

What is drawn names what there is, in its path and in ``If-Match``, or hardly anything would come
further than 404 and 412; now and then those are drawn as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation

from tests.fuzz.drawing import as_written, assigned, know_formats
from tests.permissions.reading import TABLE, Entry, read_table
from tests.permissions.recipes import places, seen_version, sent_to
from tests.permissions.world import CALLERS, World

ENTRIES = tuple(entry for entry in read_table(TABLE.read_text("utf-8")) if entry.is_api)

#: Who asks is for us to say: no credentials are drawn.
_CONFIG: dict[str, Any] = {
    "generation": {"with-security-parameters": False},
    "checks": {"negative_data_rejection": {"expected-statuses": ["4xx"]}},
}

_NOBODY = "-"
_SELDOM = 7
_REFUSED = 400

#: So answered, nothing was begun either that the journal does not tell of.
_UNTOUCHED = frozenset({400, 404, 405, 409, 412, 415, 428})


@dataclass(frozen=True, slots=True)
class Scene:
    """Who asks, about what; ``entry`` is the line of the permissions that says how it is answered."""

    entry: Entry
    caller: str

    @property
    def answer(self) -> str:
        return self.entry.answers[self.caller]

    @property
    def is_admitted(self) -> bool:
        return self.answer[0] not in "4-"

    @property
    def is_shut_out(self) -> bool:
        """Say whether they are refused whatever they send: nothing but who asks decides."""
        sent = sent_to(self.entry.route, self.entry.subject)
        by_words = sent.query or sent.json is not None
        return self.answer in {"401", "403", "404"} and not by_words


def operations_of(app: Flask) -> dict[str, APIOperation]:
    """Return every operation that the document describes, by route as the permissions write it."""
    know_formats()
    config = SchemathesisConfig.from_dict(_CONFIG)
    document = app.test_client().get("/v1/openapi.json").json
    schema = schemathesis.openapi.from_dict(document, config=config)
    schema.app = app
    found = [operation.ok() for operation in schema.get_all_operations()]
    return {f"{it.method.upper()} /v1{it.path}": it for it in found}


def scenes_of(route: str) -> list[Scene]:
    """Return everybody who may ask, about everything there is."""
    return [
        Scene(entry, caller)
        for entry in ENTRIES
        for caller in CALLERS
        if entry.route == route and entry.answers[caller] != _NOBODY
    ]


def scenes(route: str) -> st.SearchStrategy[Scene]:
    """Draw who asks about what: more often than not one who is admitted."""
    everybody = scenes_of(route)
    admitted = [scene for scene in everybody if scene.is_admitted]
    anybody = st.sampled_from(everybody)
    return st.one_of(st.sampled_from(admitted), anybody) if admitted else anybody


class Asker:
    """A world and the operations of its document; ``ask`` puts everything back afterwards."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.operations = operations_of(world.app)
        self._strategies: dict[Any, st.SearchStrategy[Case]] = {}

    def cases(self, route: str, mode: GenerationMode, scene: Scene) -> st.SearchStrategy[Case]:
        """Draw requests that keep to the document, or that do not, seldom with a place of their own."""
        about = self._strategy(route, mode, self._there(route, scene))
        anywhere = self._strategy(route, mode, {})
        if mode is GenerationMode.NEGATIVE and not self._says_more(route):
            return anywhere
        return st.integers(0, 7).flatmap(lambda number: anywhere if number == _SELDOM else about)

    def ask(self, case: Case, scene: Scene) -> Response:
        """Send a request; fail if it was refused and something changed nevertheless."""
        headers = {}
        if CALLERS[scene.caller] is not None:
            token = self.world.token(scene.caller, _subject(scene.entry))
            headers["Authorization"] = f"Bearer {token.secret}"
        response = case.call(headers=headers)
        told = self.world.registry.journal_position() != self.world.position
        if told or (case.method != "GET" and response.status_code not in _UNTOUCHED):
            self.world.restore()
        assert not (told and response.status_code >= _REFUSED), "refused, and yet something changed"
        return response

    def _says_more(self, route: str) -> bool:
        operation = self.operations[route]
        return bool(len(operation.query) or len(operation.body))

    def _there(self, route: str, scene: Scene) -> dict[str, dict[str, str]]:
        """Return what stands in the path, and the version that was seen last."""
        operation, world = self.operations[route], self.world
        where = places(world, scene.entry.subject, scene.caller)
        subject = world.subjects.get(_subject(scene.entry), world.subjects["published"])
        version = seen_version(subject, sent_to(route, scene.entry.subject))
        path = {it.name: where[it.name] for it in operation.path_parameters}
        seen = {} if version is None else {"If-Match": f'"{version}-0123456789abcdef"'}
        return {"path_parameters": path, "headers": seen}

    def _strategy(
        self, route: str, mode: GenerationMode, given: Mapping[str, dict[str, str]]
    ) -> st.SearchStrategy[Case]:
        key = (route, mode, repr(given))
        if key not in self._strategies:
            fixed = {kind: it for kind, it in given.items() if it}
            cases = self.operations[route].as_strategy(mode, **fixed)
            positive = mode is GenerationMode.POSITIVE
            self._strategies[key] = cases.map(_assigned) if positive else cases
        return self._strategies[key]


def _subject(entry: Entry) -> str:
    name = entry.subject.partition(":")[0]
    return name if name in {"published", "submitted", "draft"} else "published"


def _assigned(case: Case) -> Case:
    if case.query:
        case.query = {name: as_written(it) for name, it in assigned(case.query).items()}
    if case.body:
        case.body = assigned(case.body)
    return case
