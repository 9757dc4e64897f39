"""The answers shown in the OpenAPI document are what is answered, and keep to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.examples import ANSWERS
from api.resources import OPERATIONS
from api.route import Operation
from tests.api.answers import draw, written
from tests.api.asking import description_of
from tests.api.conftest import World

_AGAIN = "Answers have changed: run `make answers` and look at what became of them."
_NAMES = [operation.name for operation in OPERATIONS]


def _contents(response: Any) -> list[Any]:
    return list(response.get("content", {}).values())


def _keeps_to(world: World, media: Any) -> None:
    whole = {**media["schema"], "components": world.document["components"]}
    Draft202012Validator(whole).validate(media["example"])


def test_what_is_shown_is_what_is_answered(tmp_path: Path) -> None:
    assert ANSWERS.read_text("utf-8") == written(draw(tmp_path)), _AGAIN


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_answer_has_an_example_that_keeps_to_its_schema(
    world: World, operation: Operation
) -> None:
    response = description_of(world, operation)["responses"][str(operation.status.value)]
    for media in _contents(response):
        if "schema" in media and operation.name != "describe_api":
            _keeps_to(world, media)


def test_lists_saved_as_text_are_shown(world: World) -> None:
    for form in ("csv", "jsonl"):
        responses = world.document["paths"][f"/organizations.{form}"]["get"]["responses"]
        (media,) = _contents(responses["200"])
        assert "Yayasan Pelita Contoh" in media["example"]


def test_every_refusal_has_an_example_that_keeps_to_its_schema(world: World) -> None:
    shared = world.document["components"]["responses"]
    codes = {name: media["example"]["code"] for name in shared for media in _contents(shared[name])}
    assert codes == {
        "Problem": "invalid_input",
        "UnknownCaller": "not_authenticated",
        "Later": "too_many_requests",
    }
    for response in shared.values():
        for media in _contents(response):
            _keeps_to(world, media)


@pytest.mark.parametrize(
    ("view", "name", "codes"),
    [
        ("SearchItemView", "status", {"published", "suspended"}),
        ("OfficerOrganizationView", "legal_form", {"yayasan", None}),
        ("RegionView", "level", {"provinsi", "kabupaten", "kota"}),
        ("AccountView", "role", {"officer", "service"}),
        ("AssessmentView", "outcome", {"qualified", "incomplete"}),
        ("ReasonView", "code", {"document_missing"}),
        ("NoticeView", "outcome", {"dropped", None}),
    ],
)
def test_an_answer_names_the_codes_it_may_hold(
    world: World, view: str, name: str, codes: set[str | None]
) -> None:
    field = world.document["components"]["schemas"][view]["properties"][name]
    assert codes <= set(field["enum"])


def test_lists_of_codes_and_answered_questions_name_theirs(world: World) -> None:
    schemas = world.document["components"]["schemas"]
    assert "training" in schemas["SearchItemView"]["properties"]["services"]["items"]["enum"]
    assert "read" in schemas["IssuedTokenView"]["properties"]["scopes"]["items"]["enum"]
    answered = schemas["VerificationView"]["properties"]["answers"]
    assert "number_matches" in answered["propertyNames"]["enum"]
