"""``?until=``: does it qualify on every day of a period."""

from __future__ import annotations

from datetime import timedelta

import pytest


@pytest.fixture(scope="module")
def url(world):
    return f"/v1/organizations/{world.add(qualified=True)}/assessment"


def test_without_until_there_is_no_period(world, url):
    assert world.get(url).json["period"] is None


def test_every_day_qualifies(world, url):
    assert world.get(f"{url}?on=2026-11-25&until=2026-12-31").json["period"] == {
        "from": "2026-11-25",
        "until": "2026-12-31",
        "qualified": True,
        "fails_on": None,
        "reasons": [],
        "bars": [],
    }


def test_the_first_day_that_fails_is_named_with_its_reasons(world, url):
    told = world.get(f"{url}?until=2027-03-31").json
    assert told["outcome"] == "qualified"
    assert told["period"]["from"] == "2026-11-20"
    assert (told["period"]["qualified"], told["period"]["fails_on"]) == (False, "2027-01-01")
    (reason,) = told["period"]["reasons"]
    assert (reason["criterion"], reason["outcome"]) == ("tax_status", "not_met")
    assert reason["reason"]["text"].endswith("berakhir pada 31 Desember 2026.")


def test_the_text_that_was_chosen_judges_every_day(world, url):
    asked = f"{url}?on=2026-11-25&until=2026-12-31&basis=declared&ruleset=lkpp-8-2018"
    told = world.get(asked).json
    assert told["period"]["qualified"] == (told["outcome"] == "qualified")
    failing = {f["criterion"] for f in told["findings"] if f["outcome"] in {"not_met", "unknown"}}
    assert {reason["criterion"] for reason in told["period"]["reasons"]} == failing


@pytest.mark.parametrize("query", ["on=2026-12-31&until=2026-12-30", "until=2026-11-19"])
def test_a_period_that_ends_before_it_begins_is_refused(world, url, query):
    answer = world.get(f"{url}?{query}")
    assert answer.status_code == 400
    (mistake,) = answer.json["errors"]
    assert (mistake["pointer"], mistake["code"]) == ("/until", "inconsistent")
    assert "sebelum mulai pada" in mistake["message"]


def test_a_period_from_a_past_day_on_knows_nothing_of_later_documents(world, url):
    organization = world.add(legal_form=None)
    world.clock.now += timedelta(days=1)
    world.registry.update(organization, {"legal_form": "unincorporated"}, version=1)
    asked = f"/v1/organizations/{organization}/assessment?until=2026-12-01"
    then, now = (world.get(f"{asked}&on={day}").json for day in ("2026-11-20", "2026-11-21"))
    reasons = [{r["reason"]["code"] for r in told["period"]["reasons"]} for told in (then, now)]
    assert "legal_form_unknown" in reasons[0]
    assert "legal_form_unfit" in reasons[1]
