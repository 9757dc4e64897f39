"""Files of documents over HTTP: bytes in, the same bytes out, and nothing a browser would run."""

from __future__ import annotations

import pytest

from linkreg.files import MAX_FILE
from linkreg.vocabulary import OrganizationStatus, TokenScope
from tests import samples

DEED = {"kind": "deed", "issued_on": "2020-01-02"}


@pytest.fixture(scope="module")
def organization(world):
    return world.add(keeper="keeper")


@pytest.fixture
def url(world, organization):
    """The address of the file of a document that has none yet."""
    base = f"/v1/organizations/{organization}/evidence"
    return f"{base}/{world.post(base, DEED, by='keeper').json['id']}/file"


def listed(world, organization, url):
    items = world.get(f"/v1/organizations/{organization}/evidence", by="keeper").json["items"]
    return next(item for item in items if item["id"] in url)


@pytest.mark.parametrize(
    ("name", "content"), [good[:2] for good in samples.GOOD], ids=lambda v: str(v)[:20]
)
def test_what_is_sent_is_what_is_saved(world, organization, url, name, content):
    answer = world.put(url, content, by="keeper", query_string={"name": name})
    assert answer.status_code == 200, answer.text
    assert answer.json["file"].keys() == {"sha256", "size", "type", "name"}
    assert answer.json["state"] == "pending"
    assert listed(world, organization, url)["file"] == answer.json["file"]
    for by in ("keeper", "officer"):
        saved = world.get(url, by=by)
        assert saved.data == content
        assert saved.mimetype == answer.json["file"]["type"]


def test_a_document_says_that_it_has_no_file(world, organization, url):
    assert listed(world, organization, url)["file"] is None
    assert world.get(url, by="keeper").status_code == 404


def test_a_file_is_only_ever_saved_never_shown_or_kept(world, url):
    world.put(url, samples.pdf(), by="keeper", query_string={"name": 'Akta é "a".pdf'})
    headers = world.get(url, by="keeper").headers
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''Akta%20%C3%A9%20a%20.pdf" in headers["Content-Disposition"]
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("declared", ["text/html", "application/json", "multipart/form-data", ""])
def test_what_the_sender_says_of_the_type_decides_nothing(world, url, declared):
    answer = world.put(url, samples.png(), by="keeper", headers={"Content-Type": declared})
    assert answer.json["file"]["type"] == "image/png"
    assert answer.json["file"]["name"] == "dokumen.png"
    html = b"<script>alert(1)</script>"
    refused = world.put(url, html, by="keeper", headers={"Content-Type": "application/pdf"})
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (422, "unknown_type")


@pytest.mark.parametrize(
    ("content", "code"), [bad[1:] for bad in samples.BAD], ids=[bad[0] for bad in samples.BAD]
)
def test_what_may_not_come_in_is_refused_at_the_file(world, organization, url, content, code):
    answer = world.put(f"{url}?name=akta.pdf", content, by="keeper")
    assert answer.status_code == (413 if code == "file_too_large" else 422)
    assert [(e["pointer"], e["code"]) for e in answer.json["errors"]] == [("/file", code)]
    assert listed(world, organization, url)["file"] is None


def test_only_files_may_be_large(world, organization, url):
    assert world.put(url, b"0" * (4 * MAX_FILE), by="keeper").status_code == 413
    base = f"/v1/organizations/{organization}/evidence"
    large = b'{"kind": "deed", "number": "' + b"0" * 1024 * 1024 + b'"}'
    headers = {"Content-Type": "application/json"}
    assert world.ask("POST", base, by="keeper", data=large, headers=headers).status_code == 413


def test_a_name_of_300_characters_is_refused(world, url):
    answer = world.put(f"{url}?name={'a' * 296}.pdf", samples.pdf(), by="keeper")
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, "name_too_long")


def test_a_parameter_nobody_knows_is_refused(world, url):
    answer = world.put(f"{url}?type=pdf", samples.pdf(), by="keeper")
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (400, "/type")


@pytest.mark.parametrize(
    ("by", "put", "get"), [(None, 401, 401), ("outsider", 403, 404), ("newcomer", 403, 404)]
)
def test_nobody_else_sends_or_saves_a_file(world, url, by, put, get):
    world.put(url, samples.pdf(), by="keeper")
    assert world.put(url, samples.png(), by=by).status_code == put
    assert world.get(url, by=by).status_code == get
    assert world.get(url, by="keeper").data == samples.pdf()


def test_of_a_hidden_organization_there_is_no_file(world):
    hidden = world.add(status=OrganizationStatus.SUBMITTED, keeper="hidden")
    base = f"/v1/organizations/{hidden}/evidence"
    url = f"{base}/{world.post(base, DEED, by='hidden').json['id']}/file"
    assert world.put(url, samples.pdf(), by="hidden").status_code == 200
    assert world.get(url, by="outsider").status_code == 404
    assert world.put(url, b"", by="outsider").status_code == 404


def test_a_token_without_its_scope_neither_sends_nor_saves(world, url):
    world.put(url, samples.pdf(), by="keeper")
    assert world.get(url, by=world.limited("officer", TokenScope.REGISTER)).status_code == 404
    reader = world.limited("officer", TokenScope.READ)
    assert world.get(url, by=reader).status_code == 200
    assert world.put(url, samples.png(), by=reader).status_code == 403


def test_the_address_of_another_organization_leads_nowhere(world, url):
    world.put(url, samples.pdf(), by="keeper")
    other = world.add()
    astray = f"/v1/organizations/{other}/evidence/{url.split('/')[5]}/file"
    assert world.get(astray, by="officer").status_code == 404
    assert world.put(astray, samples.pdf(), by="officer").status_code == 404


def test_the_public_sees_nothing_of_a_file(world, organization, url):
    sent = world.put(f"{url}?name=Rahasia.pdf", samples.pdf(), by="keeper").json["file"]
    shown = world.get(f"/v1/organizations/{organization}").text
    assert sent["sha256"] not in shown
    assert "Rahasia" not in shown
