"""Who sees what: role x region x status, for every way to an organization."""

from __future__ import annotations

import json

import pytest

from linkreg.vocabulary import OrganizationStatus, TokenScope

INSIDERS = ("officer", "city_officer", "administrator", "keeper")
OUTSIDERS = (None, "outsider", "service", "newcomer", "stranger")

#: Every field of the public view; whatever else appears has leaked.
PUBLIC_FIELDS = {
    "id",
    "name",
    "short_name",
    "aliases",
    "legal_form",
    "founded_on",
    "description",
    "region",
    "address",
    "contact",
    "urusan",
    "services",
    "operating_regions",
    "beneficiaries",
    "sdgs",
    "board",
    "personnel",
    "experiences",
    "strengths",
    "identifiers",
    "qualification",
    "flags",
    "status",
    "status_since",
    "status_reason",
    "consented",
    "version",
    "created_at",
    "updated_at",
    "links",
}


@pytest.fixture(scope="module")
def submitted(world):
    return world.add(status=OrganizationStatus.SUBMITTED, keeper="keeper", qualified=True)


@pytest.fixture(scope="module")
def published(world):
    world.add(keeper="stranger")
    return world.add(keeper="known", qualified=True)


def url(organization, rest=""):
    return f"/v1/organizations/{organization}{rest}"


@pytest.mark.parametrize("rest", ["", "/assessment", "/evidence"])
@pytest.mark.parametrize("by", INSIDERS)
def test_a_submitted_organization_is_there_for_itself_and_its_officers(world, submitted, by, rest):
    assert world.get(url(submitted, rest), by=by).status_code == 200


@pytest.mark.parametrize("rest", ["", "/assessment", "/evidence"])
@pytest.mark.parametrize("by", OUTSIDERS)
def test_to_anybody_else_it_does_not_exist(world, submitted, published, by, rest):
    hidden = world.get(url(submitted, rest), by=by)
    missing = world.get(url("0000nothere0", rest), by=by)
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json["detail"].replace(submitted, "*") == missing.json["detail"].replace(
        "0000nothere0", "*"
    )


@pytest.mark.parametrize("by", OUTSIDERS)
def test_nobody_else_can_tell_a_hidden_organization_by_writing_to_it(
    world, submitted, published, by
):
    headers = {"If-Match": '"1-0123456789abcdef"'}
    writes = [
        world.ask("PATCH", url(submitted), json={"name": "X"}, headers=headers, by=by),
        world.post(url(submitted, "/publication"), by=by, headers=headers),
        world.post(url(submitted, "/evidence"), {"kind": "deed"}, by=by),
    ]
    assert [write.status_code for write in writes] == [404, 404, 404]


@pytest.mark.parametrize("by", [None, "outsider", "service", "stranger"])
def test_the_public_view_names_its_fields_and_no_other(world, published, by):
    shown = world.get(url(published), by=by).json
    assert set(shown) == PUBLIC_FIELDS
    found = world.get("/v1/organizations", by=by).json["items"][0]
    assert set(found) == PUBLIC_FIELDS | {"score"}


@pytest.mark.parametrize("by", ["officer", "administrator", "known"])
def test_officers_and_the_organization_see_documents_and_warnings(world, published, by):
    shown = world.get(url(published), by=by).json
    assert set(shown) == PUBLIC_FIELDS | {"evidence", "warnings"}
    assert len(shown["evidence"]) == 8


@pytest.mark.parametrize(
    ("by", "status"), [(None, 401), ("outsider", 403), ("service", 403), ("stranger", 403)]
)
def test_documents_of_a_public_organization_are_known_but_closed(world, published, by, status):
    assert world.get(url(published, "/evidence"), by=by).status_code == status


def test_the_assessment_names_documents_only_to_those_who_may_read_them(world, published):
    def documents(by):
        answer = world.get(url(published, "/assessment"), by=by)
        return [found for finding in answer.json["findings"] for found in finding["evidence"]]

    assert documents(None) == documents("outsider") == []
    assert documents("known") == documents("officer") != []


@pytest.mark.parametrize(
    ("scopes", "fields"),
    [
        ((TokenScope.READ,), PUBLIC_FIELDS | {"evidence", "warnings"}),
        ((TokenScope.WRITE,), PUBLIC_FIELDS | {"evidence", "warnings"}),
        ((TokenScope.REGISTER,), PUBLIC_FIELDS),
    ],
)
def test_a_limited_token_reads_only_what_its_scopes_allow(world, published, scopes, fields):
    by = world.limited("officer", *scopes)
    assert set(world.get(url(published), by=by).json) == fields


def test_a_token_without_reading_does_not_see_what_is_not_public(world, submitted):
    by = world.limited("officer", TokenScope.REGISTER)
    assert world.get(url(submitted), by=by).status_code == 404
    assert world.get("/v1/organizations?status=submitted", by=by).status_code == 403


def test_a_session_cookie_means_nothing_here(world, submitted):
    client = world.app.test_client()
    with client.session_transaction() as session:
        session["secret"] = world.tokens["officer"]
    assert client.get(url(submitted)).status_code == 404


@pytest.mark.parametrize("status", [OrganizationStatus.SUSPENDED, OrganizationStatus.ARCHIVED])
def test_what_was_public_stays_visible_as_what_it_is_now(world, status):
    shown = world.get(url(world.add(status=status)))
    assert shown.json["status"] == status


def test_no_answer_to_the_public_holds_a_note_or_an_account(world, published):
    documents = world.get(url(published, "/evidence"), by="officer").json["items"]
    answers = [
        world.get(url(published)).text,
        world.get(url(published, "/assessment")).text,
        world.get("/v1/organizations?limit=100").text,
        world.get("/v1/changes").text,
    ]
    secrets = [document["id"] for document in documents] + ["contoh sandi", "actor", "decided_by"]
    assert not [secret for secret in secrets for text in answers if secret in text]
    assert json.loads(answers[0])["contact"]["email"].endswith("contoh.example")
