"""Conditions: ``If-None-Match`` when reading, ``If-Match`` when writing, and neither anywhere else."""

from __future__ import annotations

import pytest

from tests import samples

DEED = {"kind": "deed", "issued_on": "2020-01-02"}
FLAG = {
    "kind": "sanction",
    "reason": "Kontrak contoh.",
    "source": "SK Contoh 7/2026",
    "starts_on": "2026-11-01",
    "ends_on": "2028-10-31",
    "scope": "73",
}
REASON = {"reason": "Alasan contoh."}
STALE = {"If-Match": '"99-0123456789abcdef"'}


@pytest.fixture(scope="module")
def url(world):
    return f"/v1/organizations/{world.add(keeper='pemilik')}"


@pytest.fixture(params=["organization", "list", "feed", "reference"])
def read(request, url):
    """The address of something that is read: with a version, a page, a stretch, what never changes."""
    return {
        "organization": url,
        "list": "/v1/organizations?limit=1",
        "feed": "/v1/changes?since=0",
        "reference": "/v1/regions/73.71",
    }[request.param]


@pytest.mark.parametrize(
    "form",
    [
        "*",
        " * ",
        "{tag}",
        "W/{tag}",
        " {tag}\t",
        '"other", {tag}',
        '{tag},"other"',
        '"a","b" , W/{tag},"c"',
        ", ,{tag},",
        '"a,b", {tag}',
        '"\xe9", {tag}',
        '"", {tag}',
    ],
)
def test_what_is_known_is_304_without_a_body(world, read, form):
    tag = world.get(read).headers["ETag"]
    answer = world.get(read, headers={"If-None-Match": form.format(tag=tag)})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert answer.headers["Vary"] == "Authorization, Cookie"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Content-Type" not in answer.headers


@pytest.mark.parametrize("form", ['"other"', 'W/"other"', '""', '"{bare}x"', '"x,{bare}"', '"*"'])
def test_another_tag_is_answered_whole(world, read, form):
    known = world.get(read)
    header = form.format(bare=known.headers["ETag"].strip('"'))
    answer = world.get(read, headers={"If-None-Match": header})
    assert (answer.status_code, answer.json) == (200, known.json)


@pytest.mark.parametrize(
    "form",
    [
        "",
        " ",
        ",",
        "{bare}",
        '"{bare}',
        '{bare}"',
        "'{bare}'",
        "w/{tag}",
        "W/ {tag}",
        "W/{bare}",
        "{tag}{tag}",
        "{tag} {tag}",
        "{tag}; q=1",
        "*, {tag}",
        "{tag}, *",
        "**",
        '{tag}, "',
        '"a b", {tag}',
        '"a\\"b"',
        '"a\x7f"',
        "0" * 5000,
        '"a",' * 500 + "x",
    ],
)
def test_if_none_match_of_another_form_is_400(world, read, form):
    tag = world.get(read).headers["ETag"]
    header = form.format(tag=tag, bare=tag.strip('"'))
    answer = world.get(read, headers={"If-None-Match": header})
    assert answer.status_code == 400
    assert [mistake["code"] for mistake in answer.json["errors"]] == ["invalid_if_none_match"]


def test_head_is_304_as_well(world, url):
    known = {"If-None-Match": world.get(url).headers["ETag"]}
    assert world.app.test_client().head(url, headers=known).status_code == 304
    wrong = world.app.test_client().head(url, headers={"If-None-Match": "x"})
    assert wrong.status_code == 400


def test_what_cannot_be_read_is_404_whatever_is_known(world):
    answer = world.get("/v1/organizations/nothing", headers={"If-None-Match": "*"})
    assert answer.status_code == 404


@pytest.mark.parametrize("header", ["*", '"1-0123456789abcdef"', "x"])
def test_reading_takes_no_if_match(world, read, header):
    answer = world.get(read, headers={"If-Match": header})
    assert answer.status_code == 400
    assert [mistake["code"] for mistake in answer.json["errors"]] == ["invalid_if_match"]


def test_writing_takes_no_if_none_match(world, url):
    seen = world.seen(url, by="pemilik") | {"If-None-Match": "*"}
    answer = world.ask("PATCH", url, json={"short_name": "X"}, by="pemilik", headers=seen)
    assert answer.status_code == 400
    assert world.get(url).json["short_name"] != "X"


def test_adding_takes_no_if_match_that_it_would_not_heed(world, url):
    answer = world.post(f"{url}/evidence", DEED, by="pemilik", headers={"If-Match": '"1"'})
    assert answer.status_code == 400


def test_a_time_since_which_nothing_changed_is_passed_over(world, url):
    since = {"If-Modified-Since": "Fri, 20 Nov 2036 03:00:00 GMT"}
    assert world.get(url, headers=since).status_code == 200


@pytest.fixture
def document(world, url):
    """The address of a document that has no file."""
    return f"{url}/evidence/{world.post(f'{url}/evidence', DEED, by='pemilik').json['id']}"


def test_a_file_needs_the_version_of_its_document(world, document):
    sent = {"data": samples.pdf(), "by": "pemilik"}
    assert world.ask("PUT", f"{document}/file", **sent).status_code == 428
    assert world.ask("PUT", f"{document}/file", headers=STALE, **sent).status_code == 412
    assert world.get(document, by="pemilik").json["file"] is None
    seen = world.seen(document, by="pemilik")
    given = world.ask("PUT", f"{document}/file", headers=seen, **sent)
    assert (given.status_code, given.json["version"]) == (200, 2)
    assert given.headers["ETag"] == world.get(document, by="pemilik").headers["ETag"]
    late = world.ask("PUT", f"{document}/file", headers=seen, data=samples.png(), by="pemilik")
    assert (late.status_code, late.json["code"]) == (412, "stale_version")
    assert world.get(document, by="pemilik").json["file"]["type"] == given.json["file"]["type"]


def test_a_stale_file_is_told_before_what_is_wrong_with_it(world, document):
    answer = world.ask("PUT", f"{document}/file", headers=STALE, data=b"<p>", by="pemilik")
    assert answer.status_code == 412


def test_lifting_a_flag_needs_the_version_of_the_organization(world, url):
    flag = world.post(f"{url}/flags", FLAG, by="officer").json["id"]
    lifting, seen = f"{url}/flags/{flag}/lifting", world.seen(url, by="officer")
    assert world.post(lifting, REASON, by="officer").status_code == 428
    world.post(f"{url}/flags", FLAG, by="officer")
    late = world.post(lifting, REASON, by="officer", headers=seen)
    assert (late.status_code, late.json["code"]) == (412, "stale_version")
    assert {it["lifted_at"] for it in world.get(url).json["flags"]} == {None}
    assert world.lift(url.rpartition("/")[2], flag, REASON, by="officer").status_code == 200


def test_answering_a_notice_needs_the_version_that_was_seen(world, url):
    notice = world.step(url.rpartition("/")[2], "suspension", REASON, by="officer").json["id"]
    one = f"/v1/notices/{notice}"
    seen = world.seen(one, by="pemilik")
    assert world.post(f"{one}/reply", {"text": "Satu."}, by="pemilik").status_code == 428
    assert world.post(f"{one}/reply", {"text": "Satu."}, by="pemilik", headers=seen).json["reply"]
    late = world.post(f"{one}/reply", {"text": "Dua."}, by="pemilik", headers=seen)
    assert (late.status_code, late.json["code"]) == (412, "stale_version")
    assert world.get(one, by="pemilik").json["reply"] == "Satu."


def test_a_missing_version_is_told_before_mistakes_in_the_body(world, url):
    answer = world.ask("PATCH", url, data=b"{", content_type="application/json", by="pemilik")
    assert answer.status_code == 428


def test_a_file_is_always_whole(world, document):
    world.put(f"{document}/file", samples.pdf(), by="pemilik")
    part = world.get(f"{document}/file", by="pemilik", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (200, samples.pdf())
    assert "Accept-Ranges" not in part.headers


def test_reading_takes_no_body(world, url):
    answer = world.get(url, json={"on": "2026-11-20"})
    assert (answer.status_code, answer.json["code"]) == (400, "malformed_body")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/organizations", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("/v1/organizations/x/evidence/y", {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}),
        ("/healthz", {"GET", "HEAD", "OPTIONS"}),
        ("/masuk", {"GET", "HEAD", "OPTIONS", "POST"}),
    ],
)
def test_options_names_the_methods_and_nothing_else(world, path, allowed):
    answer = world.app.test_client().options(path, headers={"Origin": "https://lain.example"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert {name.strip() for name in answer.headers["Allow"].split(",")} == allowed
    assert "Content-Type" not in answer.headers
    assert "access-control" not in str(answer.headers).lower()


def test_options_of_nothing_is_404(world):
    answer = world.app.test_client().options("/v1/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("query", ["x=1", "x", "a=1&b=2&b=3", "%ff=1", "=1"])
def test_health_takes_no_parameters(world, path, query):
    answer = world.app.test_client().get(f"{path}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert world.app.test_client().get(path).status_code == 200
