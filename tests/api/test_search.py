"""``GET /v1/organizations``: what is found, counted, linked and shown."""

from __future__ import annotations

from collections import Counter

import pytest

from fixtures.factories import StrengthsFactory
from linkreg.vocabulary import LegalForm, OrganizationStatus, Service

URL = "/v1/organizations"
PLACES = ("73.71", "73.71", "73.08", "32.73", "31.71")


@pytest.fixture(scope="module", autouse=True)
def organizations(world):
    for number in range(25):
        world.add(
            name=f"Yayasan Contoh Sehat {number}",
            region=PLACES[number % len(PLACES)],
            urusan=("1.02",) if number % 2 else ("1.02", "2.07"),
            services=(Service.TRAINING,) if number % 3 else (Service.SURVEY,),
            legal_form=LegalForm.YAYASAN if number % 4 else LegalForm.PERKUMPULAN,
            strengths=StrengthsFactory(audited_years=(2024,) if number % 6 else ()),
            qualified=number % 5 == 0,
        )
    world.add(name="Yayasan Contoh Menunggu", status=OrganizationStatus.SUBMITTED)


def names(response):
    return [item["name"] for item in response.json["items"]]


def test_without_parameters_it_lists_what_is_public(world):
    answer = world.get(URL)
    assert answer.status_code == 200
    assert answer.json["total"] == 25
    assert len(answer.json["items"]) == 20
    assert answer.json["page"] == {"limit": 20, "offset": 0, "after": None}
    assert answer.json["query"] == {}
    assert answer.json["as_of"] == "2026-11-20"
    assert answer.json["index"]["applied"] == answer.json["index"]["journal"] > 0


def test_the_query_is_echoed_as_it_was_understood(world):
    url = f"{URL}?q=%20sehat%20&region=73&region=32.73&qualified_on=2026-11-20&basis=declared"
    assert world.get(url).json["query"] == {
        "q": "sehat",
        "region": ["73", "32.73"],
        "qualified_on": "2026-11-20",
        "basis": "declared",
    }


def test_values_of_one_parameter_are_alternatives_and_parameters_narrow(world):
    found = world.get(f"{URL}?region=73.08&region=32.73&service=survey&limit=100")
    places = {item["region"]["code"] for item in found.json["items"]}
    assert places == {"73.08", "32.73"}
    assert all(item["services"] == ["survey"] for item in found.json["items"])


@pytest.mark.parametrize(("limit", "count"), [(4, 7), (5, 5), (25, 1)])
def test_following_next_links_visits_every_organization_exactly_once(every_page, limit, count):
    pages = every_page(f"{URL}?limit={limit}&sort=name")
    visited = [item["id"] for page in pages for item in page["items"]]
    assert len(pages) == count
    assert len(visited) == len(set(visited)) == 25


def test_the_basis_asked_for_is_kept_from_page_to_page(every_page):
    pages = every_page(f"{URL}?limit=10&basis=declared")
    bases = {item["qualification"]["basis"] for page in pages for item in page["items"]}
    assert bases == {"declared"}


def test_links_keep_the_question_and_lead_back(world):
    url = f"{URL}?q=sehat&region=73&near=73.71&within_km=5000&sort=distance&highlight=true"
    first = world.get(f"{url}&facets=urusan&limit=5")
    (after,) = first.headers.getlist("Link")
    second = world.get(after[1 : after.index(">")])
    assert second.json["query"] == first.json["query"]
    assert second.json["page"] == {"limit": 5, "offset": 5, "after": None}
    before = next(link for link in second.headers.getlist("Link") if 'rel="prev"' in link)
    assert names(world.get(before[1 : before.index(">")])) == names(first)


def test_the_last_page_has_no_next_link(world):
    links = world.get(f"{URL}?offset=20").headers.getlist("Link")
    assert [link.endswith('rel="prev"') for link in links] == [True]


def test_no_link_leads_beyond_the_last_offset_that_is_served(world):
    answer = world.get(f"{URL}?offset=10000&limit=1")
    assert answer.status_code == 200
    assert [link.endswith('rel="prev"') for link in answer.headers.getlist("Link")] == [True]


@pytest.mark.parametrize("sort", ["relevance", "name", "-updated_at"])
def test_beyond_the_last_offset_links_go_on_after_the_last_one_seen(
    world, every_page, monkeypatch, sort
):
    whole = world.get(f"{URL}?limit=100&sort={sort}&region=73").json["items"]
    monkeypatch.setattr("api.resources.organizations.MAX_OFFSET", 8)
    pages = every_page(f"{URL}?limit=4&sort={sort}&region=73")
    assert [item["id"] for page in pages for item in page["items"]] == [it["id"] for it in whole]
    assert [page["page"]["offset"] for page in pages] == [0, 4, 8, 12]
    assert [page["page"]["after"] for page in pages] == [None, None, None, whole[11]["id"]]
    assert {page["total"] for page in pages} == {15}


def test_a_page_after_an_organization_has_no_link_back(world):
    first = world.get(f"{URL}?limit=1").json["items"][0]["id"]
    (link,) = world.get(f"{URL}?limit=1&after={first}").headers.getlist("Link")
    assert link.endswith('rel="next"')
    assert f"after={first}" not in link


@pytest.mark.parametrize(
    ("asked", "pointer", "code"),
    [
        ("after=bukanapaapa0", "/after", "cursor_gone"),
        ("after=%C3%A9", "/after", "cursor_gone"),
        ("after=a&after=b", "/after", "wrong_type"),
        ("after={id}&offset=0", "/offset", "inconsistent"),
        (f"after={'a' * 65}", "/after", "too_long"),
    ],
)
def test_a_wrong_place_to_go_on_from_is_named(world, asked, pointer, code):
    known = world.get(f"{URL}?limit=1").json["items"][0]["id"]
    answer = world.get(f"{URL}?{asked.format(id=known)}")
    assert answer.status_code == 400
    assert [(it["pointer"], it["code"]) for it in answer.json["errors"]] == [(pointer, code)]


def test_what_is_not_public_is_no_place_to_go_on_from(world):
    hidden = world.get(f"{URL}?status=submitted", by="officer").json["items"][0]["id"]
    assert world.get(f"{URL}?after={hidden}").status_code == 400
    assert world.get(f"{URL}?after={hidden}&status=submitted", by="officer").status_code == 200


def test_a_page_for_people_goes_by_offset_only(world):
    assert world.app.test_client().get("/?after=a").status_code == 400


@pytest.mark.parametrize(
    ("facet", "parameter"),
    [
        ("province", "region"),
        ("region", "region"),
        ("urusan", "urusan"),
        ("service", "service"),
        ("legal_form", "legal_form"),
        ("strength", "strength"),
    ],
)
def test_a_facet_counts_what_filtering_by_it_finds(world, facet, parameter):
    counts = world.get(f"{URL}?q=sehat&facets={facet}").json["facets"][facet]
    assert counts
    for count in counts:
        filtered = world.get(f"{URL}?q=sehat&{parameter}={count['value']}")
        assert filtered.json["total"] == count["count"], count


def test_the_qualification_facet_counts_what_qualifies(world):
    (verified,) = [
        count
        for count in world.get(f"{URL}?facets=qualification").json["facets"]["qualification"]
        if count["value"] == "verified"
    ]
    found = world.get(f"{URL}?qualified_on=2026-11-20&limit=100")
    assert verified["count"] == found.json["total"] == 5
    assert {i["qualification"]["outcome"] for i in found.json["items"]} == {"qualified"}


def test_facets_carry_labels_people_can_read(world):
    facets = world.get(f"{URL}?facets=province,region,urusan,service&facets=legal_form").json[
        "facets"
    ]
    labels = {name: {c["value"]: c["label"] for c in counts} for name, counts in facets.items()}
    assert labels["province"]["73"] == "Provinsi Sulawesi Selatan"
    assert labels["region"]["73.71"] == "Kota Makassar, Sulawesi Selatan"
    assert labels["urusan"]["1.02"] == "Kesehatan"
    assert labels["service"]["survey"] == Service.SURVEY.label
    assert labels["legal_form"]["perkumpulan"] == LegalForm.PERKUMPULAN.label


def test_a_facet_ignores_its_own_filter(world):
    counts = world.get(f"{URL}?region=73.71&facets=region").json["facets"]["region"]
    assert {count["value"] for count in counts} == set(PLACES)


def test_distance_is_told_when_asked_from_a_place_and_only_then(world):
    near = world.get(f"{URL}?near=73.71&sort=distance&limit=100").json["items"]
    distances = [item["distance_km"] for item in near]
    assert distances == sorted(distances)
    assert Counter(d < 1 for d in distances) == {True: 10, False: 15}
    assert all("distance_km" not in item for item in world.get(URL).json["items"])


def test_only_what_is_near_enough_is_found_and_the_nearest_first(world):
    near = world.get(f"{URL}?near=73.71&within_km=100&sort=distance&limit=100").json
    assert 10 <= near["total"] < 25
    assert {item["region"]["code"] for item in near["items"][:10]} == {"73.71"}
    assert all(item["distance_km"] <= 100 for item in near["items"])
    assert world.get(f"{URL}?near=73.71&within_km=0.1").json["total"] == 10


def test_highlights_are_spans_in_the_text_itself(world):
    item = world.get(f"{URL}?q=sehat&highlight=true&limit=1").json["items"][0]
    spans = item["highlights"]["name"]
    assert {item["name"][start:end] for start, end in spans} == {"Sehat"}
    assert "highlights" not in world.get(f"{URL}?q=sehat&limit=1").json["items"][0]


def test_a_misspelled_word_is_answered_as_one_that_is_there(world):
    answer = world.get(f"{URL}?q=sehaat").json
    assert (answer["total"], answer["suggestions"]) == (25, ["sehat"])
    assert (answer["query"]["q"], answer["understood"]["q"]) == ("sehaat", "sehat")


def test_places_in_the_text_are_told_and_come_first(world):
    answer = world.get(f"{URL}?q=sehat%20di%20Bandung&limit=100").json
    assert answer["understood"] == {
        "q": "sehat di Bandung",
        "regions": [
            {"code": "32.04", "name": "Kabupaten Bandung, Jawa Barat"},
            {"code": "32.73", "name": "Kota Bandung, Jawa Barat"},
        ],
    }
    assert answer["total"] == 25
    assert [item["region"]["code"] for item in answer["items"][:6]] == ["32.73"] * 5 + ["73.71"]


def test_one_named_exactly_is_told_whatever_else_is_asked(world):
    answer = world.get(f"{URL}?q=yayasan%20contoh%20sehat%207&region=11").json
    assert (answer["total"], answer["match"]["name"]) == (0, "Yayasan Contoh Sehat 7")
    assert world.get(f"{URL}?q=sehat").json["match"] is None
    assert world.get(f"{URL}?q=yayasan%20contoh%20menunggu").json["match"] is None


def test_each_result_says_which_parts_matched_with_which_words(world):
    item = world.get(f"{URL}?q=sehat%20Makassar&highlight=true&limit=1").json["items"][0]
    matched = {part["part"]: part["words"] for part in item["matched"]}
    assert matched["name"] == ["Sehat"]
    assert matched["field"] == ["Kesehatan"]
    assert matched["place"] == ["Kota Makassar"]
    assert "matched" not in world.get(f"{URL}?q=sehat&limit=1").json["items"][0]


def test_changed_since_takes_an_instant_and_a_day(world):
    assert world.get(f"{URL}?changed_since=2026-11-20").json["total"] == 25
    assert world.get(f"{URL}?changed_since=2026-11-21T00:00:00Z").json["total"] == 0


def test_an_unchanged_answer_is_304(world):
    tag = world.get(URL).headers["ETag"]
    again = world.get(URL, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(("by", "total"), [("officer", 1), ("administrator", 1), ("outsider", 0)])
def test_officers_find_what_waits_in_their_region_only(world, by, total):
    answer = world.get(f"{URL}?status=submitted", by=by)
    assert answer.json["total"] == len(answer.json["items"]) == total


@pytest.mark.parametrize(("by", "status"), [(None, 401), ("service", 403), ("newcomer", 403)])
def test_nobody_else_searches_what_is_not_public(world, by, status):
    assert world.get(f"{URL}?status=submitted&status=published", by=by).status_code == status
