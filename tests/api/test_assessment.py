"""``GET /v1/organizations/{id}/assessment``: a verdict for any day, text and basis, with reasons."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def url(world):
    return f"/v1/organizations/{world.add(qualified=True)}/assessment"


def test_by_default_it_speaks_of_today_by_the_text_in_force_on_verified_documents(world, url):
    answer = world.get(url)
    assert answer.status_code == 200
    assert answer.json["on"] == "2026-11-20"
    assert answer.json["basis"] == "verified"
    assert answer.json["ruleset"]["key"] == "lkpp-3-2021"
    assert answer.json["outcome"] == "qualified"
    assert answer.json["holds"]["until"] == "2026-12-31"
    assert answer.json["next_steps"] == []


def test_every_finding_has_a_reason_and_a_citation(world, url):
    for finding in world.get(url).json["findings"]:
        assert finding["reason"]["code"]
        assert finding["reason"]["text"].endswith(".")
        assert finding["citation"]["instrument"]


def test_another_day_has_another_verdict_and_says_what_to_do(world, url):
    answer = world.get(f"{url}?on=2027-01-01").json
    assert answer["outcome"] != "qualified"
    assert "kswp" in {kind for step in answer["next_steps"] for kind in step["documents"]}


def test_each_step_cites_the_rules_it_serves(world):
    steps = world.get(f"/v1/organizations/{world.add()}/assessment").json["next_steps"]
    for step in steps:
        assert [cited["criterion"] for cited in step["citations"]] == step["criteria"]
    (kswp,) = (step for step in steps if step["documents"] == ["kswp"])
    assert kswp["citations"] == [
        {
            "criterion": "tax_status",
            "label": "Status wajib pajak valid (KSWP)",
            "instrument": "Peraturan LKPP 3/2021",
            "article": "Lampiran, persyaratan Ormas Pelaksana Swakelola, huruf b",
            "url": None,
        }
    ]


def test_a_day_before_it_was_registered_is_not_found_and_says_since_when(world, url):
    answer = world.get(f"{url}?on=2026-11-19")
    assert (answer.status_code, answer.json["code"]) == (404, "not_known_then")
    assert "tercatat sejak 20 November 2026" in answer.json["detail"]


def test_a_text_can_be_chosen(world, url):
    answer = world.get(f"{url}?ruleset=lkpp-8-2018&basis=declared").json
    assert answer["ruleset"]["key"] == "lkpp-8-2018"
    assert answer["basis"] == "declared"


def test_an_unknown_text_is_refused_with_those_there_are(world, url):
    answer = world.get(f"{url}?ruleset=perpres-1")
    assert answer.status_code == 404
    assert "lkpp-3-2021" in answer.json["detail"]


def test_the_answer_is_the_same_until_something_changes(world, url):
    tag = world.get(url).headers["ETag"]
    assert world.get(url, headers={"If-None-Match": tag}).status_code == 304


def test_without_a_package_none_is_echoed_and_its_criteria_do_not_apply(world, url):
    answer = world.get(url).json
    assert answer["package"] is None
    assert _outcome(answer, "field_match") == "not_applicable"


def test_a_package_is_judged_against_and_echoed(world):
    organization = world.add(qualified=True, urusan=("1.02",), experiences=())
    package = "package_urusan=2.08&package_urusan=1.02&partnering=true"
    answer = world.get(f"/v1/organizations/{organization}/assessment?{package}").json
    assert [it["code"] for it in answer["package"]["urusan"]] == ["1.02", "2.08"]
    assert answer["package"]["partnering"] is True
    assert _outcome(answer, "field_match") == "met"
    assert _outcome(answer, "personnel") == "unknown"
    assert _outcome(answer, "partnership") == "unknown"
    assert answer["outcome"] == "incomplete"


def test_the_field_of_a_package_must_be_the_organizations(world):
    organization = world.add(qualified=True, urusan=("1.02",))
    url = f"/v1/organizations/{organization}/assessment?package_urusan=1.06"
    answer = world.get(f"{url}&until=2026-12-01").json
    assert answer["package"]["partnering"] is False
    assert _outcome(answer, "field_match") == "not_met"
    assert (answer["outcome"], answer["period"]["qualified"]) == ("not_qualified", False)


def test_a_package_that_nobody_described_is_none(world, url):
    assert world.get(f"{url}?package_urusan=&partnering=false").json["package"] is None


@pytest.mark.parametrize(
    ("parameters", "pointer"),
    [
        ("package_urusan=1.02&package_urusan=9.99", "/package_urusan/1"),
        ("partnering=mungkin", "/partnering"),
        ("partnering=true&partnering=true", "/partnering"),
    ],
)
def test_a_package_that_makes_no_sense_is_refused_with_its_place(world, url, parameters, pointer):
    answer = world.get(f"{url}?{parameters}")
    assert answer.status_code == 400
    assert [mistake["pointer"] for mistake in answer.json["errors"]] == [pointer]


def _outcome(answer, criterion):
    return next(it["outcome"] for it in answer["findings"] if it["criterion"] == criterion)
