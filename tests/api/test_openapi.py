"""The OpenAPI document is valid, complete and drawn from what serves."""

from __future__ import annotations

import re

import pytest
from openapi_spec_validator import validate

from linkreg.reference import all_regions, all_urusan
from linkreg.schemas.accounts import PASSWORD_MAX, PASSWORD_MIN
from linkreg.vocabulary import VerificationQuestion


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


def test_codes_are_described_as_their_lists_have_them(world):
    profile = world.document["components"]["schemas"]["Profile"]["properties"]
    region, urusan = profile["region"]["pattern"], profile["urusan"]["items"]["enum"]
    assert all(re.search(region, code) for code in [r.code for r in all_regions()])
    assert not any(re.search(region, code) for code in ("7", "73.", "73.71.01", "Makassar", ""))
    assert urusan == [u.code for u in all_urusan()]


def test_what_must_be_filled_is_not_empty(world):
    schemas = world.document["components"]["schemas"]
    for schema, field in (("Profile", "name"), ("Reply", "text"), ("RequiredReason", "reason")):
        assert schemas[schema]["properties"][field]["minLength"] == 1
    assert "minLength" not in schemas["Reason"]["properties"]["reason"]


def test_a_checklist_names_its_questions(world):
    answers = world.document["components"]["schemas"]["Decision"]["properties"]["answers"]
    assert set(answers["propertyNames"]["enum"]) == {q.value for q in VerificationQuestion}


def test_headers_are_described_where_they_occur(world):
    paths = world.document["paths"]
    made = paths["/organizations"]["post"]["responses"]
    assert {"Location", "ETag", "Idempotency-Replayed"} <= set(made["201"]["headers"])
    assert "Link" in paths["/organizations"]["get"]["responses"]["200"]["headers"]
    shared = world.document["components"]["responses"]
    assert "WWW-Authenticate" in shared["UnknownCaller"]["headers"]
    assert "Retry-After" in shared["Later"]["headers"]
    assert made["401"] == {"$ref": "#/components/responses/UnknownCaller"}
    assert made["429"] == {"$ref": "#/components/responses/Later"}


def test_only_what_is_taken_is_offered(world):
    schemas = world.document["components"]["schemas"]
    assert "pending" not in schemas["Decision"]["properties"]["state"]["enum"]
    assert "superseded" not in schemas["NoticeDecision"]["properties"]["outcome"]["enum"]
    assert schemas["AccountChange"]["minProperties"] == 1
    password = schemas["PasswordChange"]["properties"]["password"]
    assert (password["minLength"], password["maxLength"]) == (PASSWORD_MIN, PASSWORD_MAX)


@pytest.mark.parametrize(
    ("path", "method", "required"),
    [
        ("/tokens", "post", True),
        ("/accounts/{account_id}", "patch", True),
        ("/organizations/{organization_id}/publication", "post", False),
    ],
)
def test_a_body_may_lack_where_an_empty_one_will_do(world, path, method, required):
    assert world.document["paths"][path][method]["requestBody"]["required"] is required


def test_a_parameter_may_be_empty_where_it_then_counts_as_not_given(world):
    def admitting(path):
        parameters = world.document["paths"][path]["get"]["parameters"]
        return {p["name"] for p in parameters if p.get("allowEmptyValue")}

    assert {"region", "limit", "q"} <= admitting("/organizations")
    assert world.get("/v1/organizations?region=&limit=&q=&facets=").status_code == 200
    assert admitting("/changes") == set()
    assert world.get("/v1/changes?limit=").status_code == 400


def test_texts_and_days_are_described_as_they_are_read(world):
    profile = world.document["components"]["schemas"]["Profile"]["properties"]
    assert re.search(profile["name"]["pattern"], "Yayasan\tContoh\nSatu")
    assert not re.search(profile["name"]["pattern"], "Yayasan\x1bContoh")
    assert not re.search(profile["founded_on"]["pattern"], "1899-12-31")
    assert profile["region"]["format"] == "region-code"
