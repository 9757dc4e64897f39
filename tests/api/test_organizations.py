"""Register, read and publish organizations."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from linkreg.vocabulary import OrganizationStatus, TokenScope

URL = "/v1/organizations"


def test_registering_answers_where_the_organization_is_and_how_it_stands(world):
    body = {"name": "Yayasan  Contoh Baru", "region": "73.71", "legal_form": "yayasan"}
    answer = world.post(URL, body, by="service")
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{URL}/{answer.json['id']}"
    assert answer.json["name"] == "Yayasan Contoh Baru"
    assert answer.json["status"] == "draft"
    assert answer.json["version"] == 1
    assert answer.headers["ETag"].startswith('"1-')


def test_what_was_registered_reads_back_as_it_was_given(world):
    body = {
        "name": "Yayasan Contoh Lengkap",
        "short_name": "YCL",
        "aliases": ["Contoh Lengkap"],
        "legal_form": "yayasan",
        "founded_on": "2012-05-17",
        "description": "Baris satu\nbaris dua",
        "region": "73.71",
        "address": "Jl. Contoh 1",
        "contact": {"email": "info@contoh.example", "website": "https://contoh.example"},
        "urusan": ["1.02"],
        "services": ["training"],
        "operating_regions": ["73"],
        "beneficiaries": ["women"],
        "sdgs": ["3"],
        "board": [{"name": "Siti Contoh", "position": "Ketua"}],
        "personnel": {"permanent": 5, "by_sex": {"male": 2, "female": 3}},
        "experiences": [{"title": "Pelatihan", "start_year": 2024, "value": 10**9}],
        "strengths": {"audited_years": [2023, 2024], "accountability_standards": ["finance"]},
    }
    created = world.post(URL, body, by="officer")
    read = world.get(created.headers["Location"], by="officer").json
    assert read == created.json
    assert read["region"] == {"code": "73.71", "name": "Kota Makassar, Sulawesi Selatan"}
    assert read["urusan"] == [{"code": "1.02", "name": "Kesehatan"}]
    assert read["experiences"][0]["value"] == 10**9
    assert _stated(read["strengths"]) == {
        "codes": ["audited", "accountability"],
        "years_of_experience": 1,
        **body["strengths"],
    }
    same = set(body) - {"region", "urusan", "operating_regions", "experiences", "strengths"}
    assert {name: _stated(read[name]) for name in same} == {name: body[name] for name in same}


def _stated(value):
    if isinstance(value, dict):
        return {k: _stated(v) for k, v in value.items() if v not in (None, [])}
    return value


def test_unusual_numbers_are_taken_with_a_warning(world):
    body = {
        "name": "Yayasan Contoh SKT",
        "region": "73.71",
        "identifiers": [{"scheme": "sk_ahu", "id": "Keputusan tanpa pola 12"}],
    }
    answer = world.post(URL, body, by="officer")
    assert answer.status_code == 201
    assert {w["pointer"] for w in answer.json["warnings"]} == {"/identifiers/0/id"}


def test_a_number_that_is_anothers_is_a_conflict(world):
    first = world.add()
    (npwp,) = world.get(f"{URL}/{first}").json["identifiers"]
    body = {"name": "Yayasan Contoh Kembar", "region": "73.71", "identifiers": [npwp]}
    answer = world.post(URL, body, by="officer")
    assert (answer.status_code, answer.json["code"]) == (409, "duplicate_identifier")


def test_an_organization_that_registers_itself_keeps_its_profile(world):
    body = {"name": "Yayasan Contoh Mandiri", "region": "31.71"}
    created = world.post(URL, body, by="newcomer")
    assert created.status_code == 201
    own = world.get(created.headers["Location"], by="newcomer")
    assert own.status_code == 200
    assert own.headers["ETag"] == created.headers["ETag"]
    again = world.post(URL, body, by="newcomer")
    assert again.status_code == 403


def test_the_public_does_not_register(world):
    answer = world.post(URL, {"name": "X", "region": "73"})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("scope", "status"),
    [(TokenScope.REGISTER, 201), (TokenScope.READ, 403), (TokenScope.WRITE, 403)],
)
def test_registering_needs_its_scope(world, scope, status):
    by = world.limited("service", scope)
    body = {"name": f"Yayasan Contoh {scope}", "region": "73"}
    assert world.post(URL, body, by=by).status_code == status


def test_an_officer_publishes_and_everybody_sees_it(world):
    organization = world.add(status=OrganizationStatus.SUBMITTED, name="Yayasan Contoh Tayang")
    published = world.step(organization, "publication", by="city_officer")
    assert (published.status_code, published.json["status"]) == (200, "published")
    shown = world.get(f"{URL}/{organization}")
    assert shown.json["version"] == published.json["version"] == 2
    found = world.get(f"{URL}?q=tayang").json
    assert [item["id"] for item in found["items"]] == [organization]


def test_publishing_twice_changes_nothing(world):
    organization = world.add()
    before = world.get(f"{URL}/{organization}", by="officer")
    again = world.step(organization, "publication", by="officer")
    assert again.headers["ETag"] == before.headers["ETag"]


def test_a_draft_cannot_be_published_and_what_was_archived_only_with_a_reason(world):
    draft = world.add(status=OrganizationStatus.DRAFT)
    assert world.step(draft, "publication", by="officer").status_code == 409
    archived = world.add(status=OrganizationStatus.ARCHIVED)
    assert world.step(archived, "publication", by="officer").status_code == 422
    reason = {"reason": "Kembali bekerja."}
    assert world.step(archived, "publication", reason, by="officer").json["status"] == "published"


@pytest.mark.parametrize(("by", "status"), [(None, 401), ("outsider", 403), ("owner", 403)])
def test_nobody_else_publishes(world, by, status):
    if by == "owner" and by not in world.tokens:
        world.add(keeper="owner")
    organization = world.add()
    assert world.step(organization, "publication", by=by).status_code == status


def test_a_known_answer_is_304_until_something_changes(world):
    url = f"{URL}/{world.add(keeper='teller')}"
    first = world.get(url)
    known = {"If-None-Match": f'"other", {first.headers["ETag"]}'}
    again = world.get(url, headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    world.patch(url, {"short_name": "YCB"}, etag=first.headers["ETag"], by="teller")
    assert world.get(url, headers=known).status_code == 200


def test_views_never_share_an_etag(world):
    url = f"{URL}/{world.add(qualified=False)}"
    public, officer = world.get(url), world.get(url, by="officer")
    assert public.headers["ETag"] != officer.headers["ETag"]
    assert public.headers["Vary"] == "Authorization, Cookie"
    known = {"If-None-Match": public.headers["ETag"]}
    assert world.get(url, headers=known, by="officer").status_code == 200


def test_a_new_day_with_another_verdict_is_another_answer(world):
    url = f"{URL}/{world.add(qualified=True)}"
    today = world.get(url)
    standing = world.clock.now
    world.clock.now = datetime(2027, 1, 5, tzinfo=UTC)
    try:
        later = world.get(url, headers={"If-None-Match": today.headers["ETag"]})
    finally:
        world.clock.now = standing
    assert today.json["qualification"]["outcome"] == "qualified"
    assert later.status_code == 200
    assert later.json["qualification"]["outcome"] != "qualified"
    assert later.json["version"] == today.json["version"]


def test_head_answers_like_get_without_a_body(world):
    url = f"{URL}/{world.add()}"
    head = world.app.test_client().head(url)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == world.get(url).headers["ETag"]
