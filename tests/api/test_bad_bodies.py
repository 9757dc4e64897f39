"""What a machine may send wrongly: 400 when unreadable, 415 when not JSON, 422 when wrong."""

from __future__ import annotations

import json

import pytest

from api.app import MAX_BODY

URL = "/v1/organizations"
GOOD = {"name": "Yayasan Contoh Baik", "region": "73.71"}


def send(world, raw, content_type="application/json", by="officer"):
    if isinstance(raw, str):
        raw = raw.encode()
    return world.ask("POST", URL, data=raw, content_type=content_type, by=by)


def mistakes(response):
    return {(mistake["pointer"], mistake["code"]) for mistake in response.json["errors"]}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "required"),
        (" ", "malformed_json"),
        ("{", "malformed_json"),
        ("{'name': 'x'}", "malformed_json"),
        ('{"name": "x",}', "malformed_json"),
        ('{"name": "x"} {}', "malformed_json"),
        ('{"name": "tab\tinside"}', "malformed_json"),
        ('{"personnel": {"permanent": NaN}}', "malformed_json"),
        ('{"personnel": {"permanent": -Infinity}}', "malformed_json"),
        ('\ufeff{"name": "x"}', "malformed_json"),
        (b'{"name": "\xff"}', "invalid_utf8"),
        ('{"name": "x"}'.encode("utf-16"), "invalid_utf8"),
        (b'{"name": "\xed\xa0\x80"}', "invalid_utf8"),
        ('{"name": "x", "name": "y"}', "duplicate_key"),
        ('{"contact": {"email": "a@b.id", "email": "c@d.id"}}', "duplicate_key"),
        ('{"\\ud800": 1, "\\ud800": 2}', "duplicate_key"),
        ('{"personnel": {"permanent": 1e999}}', "too_large"),
        ('{"personnel": {"permanent": ' + "9" * 5000 + "}}", "too_large"),
        ("[" * 18 + "]" * 18, "too_deep"),
        ("[" * 100_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        ("[" + "0," * 20_000 + "0]", "too_large"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_a_body_that_cannot_be_read_is_400(world, raw, code):
    answer = send(world, raw)
    assert answer.status_code == 400
    assert mistakes(answer) == {("", code)}
    assert answer.json["code"] == "malformed_body"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ([], {("", "wrong_type")}),
        ("text", {("", "wrong_type")}),
        (None, {("", "wrong_type")}),
        ({}, {("/name", "required"), ("/region", "required")}),
        (GOOD | {"id": "mine"}, {("/id", "unknown_field")}),
        (GOOD | {"status": "published"}, {("/status", "unknown_field")}),
        (GOOD | {"a/b~c": 1}, {("/a~1b~0c", "unknown_field")}),
        (GOOD | {"name": ""}, {("/name", "required")}),
        (GOOD | {"name": 5}, {("/name", "wrong_type")}),
        (GOOD | {"name": "a\x00b"}, {("/name", "control_character")}),
        (GOOD | {"name": "\ud800"}, {("/name", "control_character")}),
        (GOOD | {"\x00": 1}, {("", "control_character")}),
        (GOOD | {"name": "x" * 201}, {("/name", "too_long")}),
        (GOOD | {"region": "99.99"}, {("/region", "unknown_code")}),
        (GOOD | {"founded_on": "2026-02-30"}, {("/founded_on", "invalid_date")}),
        (GOOD | {"founded_on": "2026-11-21"}, {("/founded_on", "inconsistent")}),
        (GOOD | {"founded_on": 20261120}, {("/founded_on", "invalid_date")}),
        (GOOD | {"legal_form": "pt"}, {("/legal_form", "unknown_code")}),
        (GOOD | {"urusan": "1.02"}, {("/urusan", "wrong_type")}),
        (GOOD | {"urusan": ["1.02", "9.99"]}, {("/urusan/1", "unknown_code")}),
        (GOOD | {"aliases": ["x"] * 21}, {("/aliases", "too_many")}),
        (GOOD | {"contact": {"email": "x"}}, {("/contact/email", "invalid_email")}),
        (GOOD | {"contact": {"fax": "1"}}, {("/contact/fax", "unknown_field")}),
        (
            GOOD | {"contact": {"website": "https://contoh.example/" + "a" * 300}},
            {("/contact/website", "too_long")},
        ),
        (GOOD | {"personnel": {"permanent": -1}}, {("/personnel/permanent", "out_of_range")}),
        (GOOD | {"personnel": {"permanent": 1.5}}, {("/personnel/permanent", "wrong_type")}),
        (GOOD | {"personnel": {"permanent": True}}, {("/personnel/permanent", "wrong_type")}),
        (GOOD | {"personnel": {"permanent": 10**29}}, {("/personnel/permanent", "out_of_range")}),
        (GOOD | {"board": [{"name": "X"}]}, {("/board/0/position", "required")}),
        (
            GOOD | {"board": [{"name": "X", "position": "Y", "nik": 1}]},
            {("/board/0/nik", "unknown_field")},
        ),
        (
            GOOD | {"experiences": [{"title": "T", "start_year": 2020, "end_year": 2019}]},
            {("/experiences/0/end_year", "inconsistent")},
        ),
        (GOOD | {"identifiers": [{"scheme": "npwp", "id": "12"}]}, None),
        (GOOD | {"description": "NIK 7371010101900001"}, {("/description", "personal_number")}),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_body_that_is_wrong_is_422_and_says_where(world, body, expected):
    answer = send(world, json.dumps(body))
    assert answer.status_code == 422
    if expected is None:
        expected = {("/identifiers/0/id", code) for _, code in mistakes(answer)}
    assert mistakes(answer) == expected


def test_messages_are_for_people_in_indonesian(world):
    body = {"name": 1, "contact": {"website": "x", "email": 1}, "board": {}, "sdgs": ["99"]}
    for mistake in send(world, json.dumps(body)).json["errors"]:
        assert not {"Not", "valid", "Must", "Field", "Missing"} & set(mistake["message"].split())


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/merge-patch+json",
        "application/json; charset=latin-1",
        "application/json5",
    ],
)
def test_another_content_type_is_415(world, content_type):
    assert send(world, json.dumps(GOOD), content_type).status_code == 415


@pytest.mark.parametrize("url", ["/v1/tokens", URL, "/v1/password-resets"])
def test_a_body_that_is_missing_is_told_as_that(world, url):
    answer = world.ask("POST", url, by="officer")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert mistakes(answer) == {("", "required")}
    assert "belum ada; kirim JSON" in answer.json["detail"]


@pytest.mark.parametrize("content_type", ["application/json; charset=UTF-8", "Application/JSON"])
def test_json_is_taken_however_it_is_spelled(world, content_type):
    assert send(world, json.dumps(GOOD), content_type).status_code == 201


def test_an_oversize_body_is_413(world):
    answer = send(world, json.dumps(GOOD | {"description": "x" * MAX_BODY}))
    assert answer.status_code == 413


def test_a_flood_of_mistakes_gets_a_short_answer(world):
    body = GOOD | {"experiences": [{"urusan": ["x"] * 90} for _ in range(200)]}
    answer = send(world, json.dumps(body))
    assert answer.status_code == 422
    assert len(answer.json["errors"]) == 200


VERSIONED = ("tion", "sion", "return", "archival", "reply", "verifications")


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("/v1/organizations/{id}/publication", {"because": "x"}),
        ("/v1/organizations/{id}/suspension", {}),
        ("/v1/organizations/{id}/return", {"reason": " "}),
        ("/v1/organizations/{id}/archival", {"reason": "x" * 1001}),
        ("/v1/organizations/{id}/flags", {"kind": "sanction"}),
        ("/v1/organizations/{id}/consents", {}),
        ("/v1/organizations/{id}/erasures", {"texts": ["abc"], "ground": "x"}),
        ("/v1/notices/0/reply", {"text": ""}),
        ("/v1/notices/0/decision", {"outcome": "superseded", "note": "x"}),
        ("/v1/organizations/{id}/evidence", {}),
        ("/v1/organizations/{id}/evidence", {"kind": "rumor"}),
        ("/v1/organizations/{id}/evidence", {"kind": "kswp"}),
        ("/v1/organizations/{id}/evidence", {"kind": "deed", "issued_on": "2027-01-01"}),
        ("/v1/organizations/{id}/evidence", {"kind": "deed", "state": "accepted"}),
        ("/v1/evidence/0/verifications", {"state": "pending"}),
        ("/v1/evidence/0/verifications", {"state": "rejected"}),
        ("/v1/evidence/0/verifications", {"state": "accepted", "by": "me"}),
        ("/v1/tokens", {"email": "a@contoh.example"}),
        ("/v1/tokens", {"email": "a@contoh.example", "password": "\ud800"}),
        ("/v1/tokens", {"email": "a@contoh.example", "password": "x" * 1025}),
        ("/v1/tokens", {"email": "a@contoh.example", "password": "x", "scopes": ["all"]}),
        ("/v1/tokens", {"email": "a@contoh.example", "password": "x", "days": 367}),
        ("/v1/tokens", {"email": "a@contoh.example", "password": "x", "days": "30"}),
        ("/v1/tokens", {"email": "a@contoh.example", "password": "x", "label": "y" * 81}),
    ],
)
def test_every_resource_refuses_a_wrong_body(world, url, body):
    seen = {"If-Match": '"1-0123456789abcdef"'} if url.endswith(VERSIONED) else {}
    url = url.format(id=world.add())
    sent = {"data": json.dumps(body), "content_type": "application/json", "headers": seen}
    answer = world.ask("POST", url, by="officer", **sent)
    assert answer.status_code == 422, answer.json


def test_an_empty_object_is_as_good_as_no_body_where_none_is_needed(world):
    url = f"{URL}/{world.add()}/publication"
    seen = {"If-Match": '"1-0123456789abcdef"'}
    assert world.post(url, {}, by="officer", headers=seen).status_code == 200
    assert world.post(url, by="officer", headers=seen).status_code == 200
