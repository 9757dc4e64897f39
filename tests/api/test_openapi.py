"""The OpenAPI document is valid, complete and drawn from what serves."""

from __future__ import annotations

import re

import pytest
from openapi_spec_validator import validate


def served(app):
    """Every rule under /v1 as (method, path) in OpenAPI's words."""
    return {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/v1")))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/v1/") and rule.endpoint != "api_page.show"  # for people
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_it_is_valid_openapi_3_1(world):
    assert world.document["openapi"].startswith("3.1")
    validate(world.document)


def test_it_describes_everything_that_is_served_and_nothing_else(world):
    described = {
        (method, path)
        for path, operations in world.document["paths"].items()
        for method in operations
    }
    assert described == served(world.app)


def test_operations_have_names_of_their_own(world):
    names = [
        operation["operationId"]
        for operations in world.document["paths"].values()
        for operation in operations.values()
    ]
    assert len(names) == len(set(names))


def test_a_body_names_its_fields_and_admits_no_other(world):
    schemas = world.document["components"]["schemas"]
    for name in ("Profile", "ProfilePatch", "Contact", "NewEvidence", "Decision", "TokenRequest"):
        assert schemas[name]["additionalProperties"] is False
    assert schemas["Profile"]["required"] == ["name", "region"]
    assert "required" not in schemas["ProfilePatch"]
    assert "yayasan" in schemas["Profile"]["properties"]["legal_form"]["enum"]


@pytest.mark.parametrize(
    "name", ["q", "region", "strength", "qualified_on", "near", "facets", "limit"]
)
def test_parameters_are_described(world, name):
    parameters = world.document["paths"]["/organizations"]["get"]["parameters"]
    assert name in {p["name"] for p in parameters if p["in"] == "query"}


def test_a_change_asks_for_the_version_that_was_seen(world):
    patch = world.document["paths"]["/organizations/{organization_id}"]["patch"]
    (header,) = [p for p in patch["parameters"] if p["in"] == "header"]
    assert (header["name"], header["required"]) == ("If-Match", True)
    assert {"412", "428", "415", "422"} <= set(patch["responses"])
