"""The examples in the OpenAPI document: each is there, keeps to the document, and works when asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from api.examples import EXAMPLES, PLACES, TAG
from api.resources import OPERATIONS
from api.route import Nothing, places_in
from tests.api.asking import ask, body, description_of, shown
from tests.api.conftest import World
from tests.api.prepared import PREPARED, Asked

_NAMES = [operation.name for operation in OPERATIONS]


def _keeps_to(world: World, value, schema) -> None:
    whole = {**schema, "components": world.document["components"]}
    Draft202012Validator(whole).validate(value)


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_operation_has_an_example(world, operation):
    assert set(shown(world, operation, "path")) == set(places_in(operation.path))
    assert bool(shown(world, operation, "query")) == (operation.query is not Nothing)
    assert ("example" in body(world, operation)) == (operation.body is not None)
    assert shown(world, operation, "header") == ({"If-Match": TAG} if operation.versioned else {})


def test_no_example_is_left_of_an_operation_that_is_gone():
    assert set(EXAMPLES) <= set(_NAMES)
    assert set(PREPARED) <= set(_NAMES)
    assert set(PLACES) == {place for o in OPERATIONS for place in places_in(o.path)}


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_example_keeps_to_the_document(world, operation):
    described = description_of(world, operation)
    for parameter in described["parameters"]:
        if "example" in parameter:
            _keeps_to(world, parameter["example"], parameter["schema"])
    if operation.body is not None:
        _keeps_to(world, body(world, operation)["example"], body(world, operation)["schema"])
    for name in EXAMPLES[operation.name].query if operation.name in EXAMPLES else ():
        assert name in shown(world, operation, "query"), name


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_example_works(world, operation):
    """``ask`` compares the answer with the document on the way."""
    asked = PREPARED.get(operation.name, lambda _: Asked())(world)
    response = ask(world, operation, asked)
    assert response.status_code == operation.status, response.text
    described = description_of(world, operation)["responses"][str(operation.status.value)][
        "headers"
    ]
    told = set(world.document["components"]["headers"]) & set(response.headers.keys())
    assert told <= set(described)
    if operation.method == "GET":
        assert told >= set(described) - {"Link"}
    if operation.name != "archive_organization":  # which may open a notice instead, without a tag
        assert ("ETag" in told) == ("ETag" in described)


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_a_token_is_asked_for_where_the_document_says_so(world, operation):
    """Of what is there the public is refused that, and no more; of drafts it does not even hear."""
    prepared = PREPARED.get(operation.name, lambda _: Asked())(world)
    headers = world.seen(prepared.seen, by=prepared.by) if operation.versioned else {}
    response = ask(world, operation, replace(prepared, by=None), headers)
    needed = description_of(world, operation).get("security", world.document["security"])
    if {} in needed:
        assert response.status_code == operation.status, response.text
    else:
        assert response.status_code in {401, 404}, response.text
