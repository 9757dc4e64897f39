"""Choosing the language: kept in the browser, never taken from it, and nobody is led elsewhere."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Site, Visitor


def test_the_pages_are_indonesian_whatever_the_browser_asks_for(site: Site) -> None:
    answer = Visitor(site).client.get("/", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="id">' in answer.text


def test_a_choice_is_kept_and_leads_back_to_the_page(site: Site) -> None:
    client = Visitor(site).client
    answer = client.get("/bahasa/en", query_string={"next": "/?q=air&region=73"})
    assert (answer.status_code, answer.location) == (303, "/?q=air&region=73")
    assert '<html lang="en">' in client.get("/tentang").text
    client.get("/bahasa/id")
    assert '<html lang="id">' in client.get("/tentang").text


def test_every_page_offers_the_other_language_for_itself(site: Site) -> None:
    page = Visitor(site).client.get("/?q=air+bersih").text
    assert 'href="/bahasa/en?next=/?q%3Dair%2Bbersih"' in page


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_crafted_link_leads_home(site: Site, target: str) -> None:
    answer = Visitor(site).client.get("/bahasa/en", query_string={"next": target})
    assert (answer.status_code, answer.location) == (303, "/")


def test_a_language_that_nobody_speaks_here_is_not_found(site: Site) -> None:
    assert Visitor(site).client.get("/bahasa/fr").status_code == 404


def test_a_cookie_with_nonsense_in_it_is_indonesian(site: Site) -> None:
    client = Visitor(site).client
    client.set_cookie("bahasa", "<script>")
    assert '<html lang="id">' in client.get("/").text


def test_the_api_answers_alike_whatever_was_chosen(site: Site) -> None:
    client = Visitor(site).client
    before = client.get("/v1/organizations?urusan=9.99").json
    client.get("/bahasa/en")
    after = client.get("/v1/organizations?urusan=9.99").json
    assert before["errors"] == after["errors"]
