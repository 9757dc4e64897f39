"""The fuzzing finds what it is there for: each fault is put in on purpose, and must be found."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from marshmallow import fields
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup

from api.problem import MEDIA_TYPE, problem
from tests.fuzz.asking import Asker
from tests.fuzz.routes import ROUTES

Fuzz = Callable[[str, GenerationMode], None]

_LIST, _FORGOT = "GET /v1/changes", "POST /v1/password-resets"
_REPLY = "POST /v1/notices/{notice_id}/reply"


def test_everything_that_is_described_is_fuzzed(asker: Asker) -> None:
    assert sorted(asker.operations) == sorted(ROUTES)


@pytest.fixture
def instead(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let an operation answer this, whoever asks for whatever."""

    def replace(name: str, answer: Any) -> None:
        monkeypatch.setitem(asker.world.app.view_functions, f"v1.{name}", lambda **_: answer)

    return replace


def _found(fuzz: Fuzz, route: str, mode: GenerationMode = GenerationMode.POSITIVE) -> str:
    with pytest.raises((AssertionError, FailureGroup)) as caught:
        fuzz(route, mode)
    return str(caught.value)


def test_an_error_of_the_server_is_found(fuzz: Fuzz, instead: Callable[..., None]) -> None:
    instead("list_changes", (b'{"status": 500}', 500))
    assert "Server error" in _found(fuzz, _LIST)


def test_an_answer_of_another_kind_is_found(fuzz: Fuzz, instead: Callable[..., None]) -> None:
    instead("list_changes", ("[]", {"Content-Type": "text/plain"}))
    assert "Undocumented Content-Type" in _found(fuzz, _LIST)


def test_a_field_that_is_missing_is_found(fuzz: Fuzz, instead: Callable[..., None]) -> None:
    instead("list_changes", ({"items": []}, 200))
    assert "is a required property" in _found(fuzz, _LIST)


def test_a_status_that_is_in_no_line_is_found(fuzz: Fuzz, instead: Callable[..., None]) -> None:
    gone = problem(HTTPStatus.GONE, "revision_erased", "Sudah dihapus.", "1")
    instead("list_changes", (gone, HTTPStatus.GONE, {"Content-Type": MEDIA_TYPE}))
    assert "410 is in no line" in _found(fuzz, _LIST)


def test_sound_data_that_is_refused_is_found(fuzz: Fuzz, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(field: fields.String, _: str) -> None:
        raise field.make_error("invalid")

    monkeypatch.setattr("linkreg.schemas.fields.Text.refuse", refuse)
    assert "no rule says why not" in _found(fuzz, _REPLY)


def test_broken_data_that_is_taken_is_found(fuzz: Fuzz, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = fields.String._deserialize

    def anything(field: Any, value: Any, *given: Any, **named: Any) -> Any:
        return taken(field, str(value), *given, **named)

    monkeypatch.setattr("linkreg.schemas.fields.Text._deserialize", anything)
    assert "Schema-violating request accepted" in _found(fuzz, _FORGOT, GenerationMode.NEGATIVE)


def test_who_is_shut_out_and_is_answered_is_found(fuzz: Fuzz, instead: Callable[..., None]) -> None:
    route = "GET /v1/organizations/{organization_id}/erasures"
    instead("list_erasures", ({"items": [], "total": 0}, 200))
    assert "for odd data only" in _found(fuzz, route)
