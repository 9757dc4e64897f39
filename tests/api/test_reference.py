"""Reference data: regions, fields of government, closed lists and legal texts."""

from __future__ import annotations

import pytest

from linkreg.reference import all_regions, all_urusan
from linkreg.vocabulary import Labeled, LegalForm


def codes(response):
    return [item["code"] for item in response.json["items"]]


def test_all_regions_are_listed_by_code(world):
    answer = world.get("/v1/regions")
    assert codes(answer) == [region.code for region in all_regions()]
    assert answer.json["total"] == 552


def test_a_province_lists_what_lies_in_it(world):
    inside = codes(world.get("/v1/regions?province=73"))
    assert len(inside) == 24
    assert all(code.startswith("73.") for code in inside)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KOTA MAKASSAR", ["73.71"]),
        ("kab. bandung", ["32.04"]),
        ("Bandung", ["32.04", "32.73"]),
        ("73.71", ["73.71"]),
        ("Sulawesi Selatan", ["73"]),
    ],
)
def test_a_name_as_people_write_it_finds_what_it_may_mean(world, name, expected):
    answer = world.get("/v1/regions", query_string={"q": name})
    assert codes(answer) == expected
    assert answer.json["suggestions"] == []


def test_an_unknown_name_gets_suggestions_and_no_guess(world):
    answer = world.get("/v1/regions?q=Mkassar").json
    assert answer["total"] == 0
    assert "Kota Makassar, Sulawesi Selatan" in answer["suggestions"]


def test_a_name_and_a_province_narrow_together(world):
    assert codes(world.get("/v1/regions?q=Bandung&province=32")) == ["32.04", "32.73"]
    assert codes(world.get("/v1/regions?q=Bandung&province=73")) == []


def test_a_region_is_read_by_its_code(world):
    region = world.get("/v1/regions/73.71").json
    assert region["full_name"] == "Kota Makassar, Sulawesi Selatan"
    assert region["province"] == {"code": "73", "name": "Provinsi Sulawesi Selatan"}
    missing = world.get("/v1/regions/99")
    assert (missing.status_code, missing.json["code"]) == (404, "not_found")


def test_all_urusan_are_listed(world):
    assert codes(world.get("/v1/urusan")) == [urusan.code for urusan in all_urusan()]


def test_the_vocabulary_holds_every_closed_list(world):
    vocabulary = world.get("/v1/vocabulary").json
    assert len(vocabulary) == len(Labeled.__subclasses__())
    assert vocabulary["legal_form"] == [{"code": f.value, "label": f.label} for f in LegalForm]


def test_legal_texts_are_listed_and_read_with_their_criteria(world):
    listed = world.get("/v1/rulesets").json
    assert [text["key"] for text in listed["items"]] == ["lkpp-8-2018", "lkpp-3-2021"]
    read = world.get("/v1/rulesets/lkpp-3-2021").json
    assert read == listed["items"][1]
    assert read["in_force"] == {"from": "2021-05-04", "until": None}
    assert all(criterion["citation"]["article"] for criterion in read["criteria"])


@pytest.mark.parametrize(
    "url", ["/v1/regions", "/v1/urusan", "/v1/vocabulary", "/v1/rulesets", "/v1/openapi.json"]
)
def test_reference_data_is_304_when_known(world, url):
    tag = world.get(url).headers["ETag"]
    assert world.get(url, headers={"If-None-Match": tag}).status_code == 304
