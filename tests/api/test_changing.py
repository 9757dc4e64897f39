"""``PATCH /v1/organizations/{id}``: merge patches against the version that was seen."""

from __future__ import annotations

import json

import pytest

from linkreg.vocabulary import TokenScope


@pytest.fixture
def url(world):
    return f"/v1/organizations/{world.add()}"


def tag(world, url, by="officer"):
    return world.get(url, by=by).headers["ETag"]


def test_named_fields_change_and_others_stay(world, url):
    before = world.get(url, by="officer")
    changes = {"short_name": "BARU", "contact": {"phone": "0411-123456"}, "urusan": ["2.07"]}
    answer = world.patch(url, changes, etag=before.headers["ETag"], by="officer")
    assert answer.status_code == 200
    assert answer.json["short_name"] == "BARU"
    assert answer.json["contact"] == {**before.json["contact"], "phone": "0411-123456"}
    assert [urusan["code"] for urusan in answer.json["urusan"]] == ["2.07"]
    assert answer.json["description"] == before.json["description"]
    assert answer.json["version"] == before.json["version"] + 1
    assert answer.headers["ETag"] == tag(world, url)


def test_null_clears_a_field_and_part_of_a_section(world, url):
    changes = {"description": None, "board": None, "contact": {"email": None}}
    answer = world.patch(url, changes, etag=tag(world, url), by="officer")
    assert answer.json["description"] is None
    assert answer.json["board"] == []
    assert answer.json["contact"]["email"] is None


def test_saying_the_same_changes_nothing(world, url):
    seen = tag(world, url)
    answer = world.patch(url, {"legal_form": "yayasan"}, etag=seen, by="officer")
    assert (answer.status_code, answer.headers["ETag"]) == (200, seen)


def test_the_etag_of_a_change_serves_the_next_one(world, url):
    first = world.patch(url, {"short_name": "A"}, etag=tag(world, url), by="officer")
    second = world.patch(url, {"short_name": "B"}, etag=first.headers["ETag"], by="officer")
    assert second.status_code == 200


def test_the_etag_of_the_public_view_serves_as_well(world, url):
    seen = tag(world, url, by=None)
    assert world.patch(url, {"short_name": "A"}, etag=seen, by="officer").status_code == 200


def test_the_etag_outlives_the_day_as_long_as_the_version_stands(world, url):
    seen = tag(world, url)
    standing = world.clock.now
    world.clock.now = standing.replace(month=12)
    try:
        changed = world.patch(url, {"short_name": "A"}, etag=seen, by="officer")
    finally:
        world.clock.now = standing
    assert changed.status_code == 200


def test_without_if_match_it_is_428(world, url):
    assert world.patch(url, {"short_name": "A"}, etag=None, by="officer").status_code == 428


@pytest.mark.parametrize("etag", ['"abc"', '""', '"2"', '"-0123456789abcdef"', '"1-0123"'])
def test_a_tag_that_was_never_given_is_412(world, url, etag):
    assert world.patch(url, {"short_name": "A"}, etag=etag, by="officer").status_code == 412


def test_a_stale_tag_is_412_and_changes_nothing(world, url):
    seen = tag(world, url)
    world.patch(url, {"short_name": "FIRST"}, etag=seen, by="officer")
    late = world.patch(url, {"short_name": "SECOND"}, etag=seen, by="officer")
    assert (late.status_code, late.json["code"]) == (412, "stale_version")
    assert world.get(url).json["short_name"] == "FIRST"


def test_a_stale_tag_is_told_before_mistakes_in_the_changes(world, url):
    answer = world.patch(url, {"region": "99"}, etag='"9-0123456789abcdef"', by="officer")
    assert answer.status_code == 412


@pytest.mark.parametrize(
    "form", ["*", "{tag}, {tag}", "W/{tag}", "{bare}", "{tag}{tag}", '"{bare}', "", "'{bare}'"]
)
def test_if_match_is_exactly_one_quoted_strong_tag(world, url, form):
    seen = tag(world, url)
    header = form.format(tag=seen, bare=seen.strip('"'))
    assert world.patch(url, {"short_name": "A"}, etag=header, by="officer").status_code == 400


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"bogus": 1}, "/bogus", "unknown_field"),
        ({"bogus": None}, "/bogus", "unknown_field"),
        ({"contact": {"fax": None}}, "/contact/fax", "unknown_field"),
        ({"status": "published"}, "/status", "unknown_field"),
        ({"version": 9}, "/version", "unknown_field"),
        ({"name": None}, "/name", "required"),
        ({"region": None}, "/region", "required"),
        ({"region": "99"}, "/region", "unknown_code"),
        ({"contact": {"email": "x"}}, "/contact/email", "invalid_email"),
        ({"contact": []}, "/contact", "wrong_type"),
        ([], "", "wrong_type"),
        ("x", "", "wrong_type"),
        (None, "", "wrong_type"),
    ],
    ids=str,
)
def test_a_wrong_change_is_422_and_says_where(world, url, changes, pointer, code):
    sent = {"data": json.dumps(changes), "content_type": "application/json"}
    answer = world.ask("PATCH", url, headers={"If-Match": tag(world, url)}, by="officer", **sent)
    assert answer.status_code == 422
    assert {(m["pointer"], m["code"]) for m in answer.json["errors"]} == {(pointer, code)}


@pytest.mark.parametrize("content_type", ["application/json", "application/merge-patch+json"])
def test_both_names_of_the_content_are_taken(world, url, content_type):
    headers = {"If-Match": tag(world, url)}
    sent = {"data": b'{"short_name": "A"}', "content_type": content_type}
    assert world.ask("PATCH", url, headers=headers, by="officer", **sent).status_code == 200


def test_another_content_is_415(world, url):
    headers = {"If-Match": tag(world, url)}
    sent = {"data": b"[]", "content_type": "application/json-patch+json"}
    assert world.ask("PATCH", url, headers=headers, by="officer", **sent).status_code == 415


@pytest.mark.parametrize(
    ("by", "status"), [(None, 401), ("outsider", 403), ("service", 403), ("newcomer", 403)]
)
def test_nobody_else_changes_it(world, url, by, status):
    answer = world.patch(url, {"short_name": "A"}, etag=tag(world, url), by=by)
    assert answer.status_code == status


def test_changing_needs_its_scope(world, url):
    reader = world.limited("officer", TokenScope.READ)
    assert world.patch(url, {"short_name": "A"}, etag=tag(world, url), by=reader).status_code == 403
    writer = world.limited("officer", TokenScope.WRITE)
    assert world.patch(url, {"short_name": "A"}, etag=tag(world, url), by=writer).status_code == 200
