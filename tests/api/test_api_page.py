"""``/v1/docs`` as it is sent: strict headers, own files only, nothing written into the page."""

from __future__ import annotations

import gzip
import re

import pytest

_PAGE = "/v1/docs"


@pytest.fixture
def page(world):
    return world.app.test_client().get(_PAGE)


def test_it_is_a_page_under_the_same_policy_as_all_others(world, page):
    assert (page.status_code, page.mimetype) == (200, "text/html")
    policy = page.headers["Content-Security-Policy"]
    assert policy == world.app.test_client().get("/tentang").headers["Content-Security-Policy"]
    assert "unsafe" not in policy


def test_it_holds_no_script_or_style_of_its_own(page):
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page.text)


def test_all_it_needs_is_ours(world, page):
    addresses = re.findall(r'(?:src|href|data-document)="([^"]+)"', page.text)
    assert len(addresses) >= 7
    for address in addresses:
        assert address.startswith("/")
        with world.app.test_client().get(address) as answer:
            assert answer.status_code == 200, address


@pytest.mark.parametrize("name", ["swagger-ui-bundle.js", "swagger-ui.css"])
def test_its_large_files_travel_compressed(world, name):
    understands = {"Accept-Encoding": "gzip"}
    client = world.app.test_client()
    for _ in range(2):  # packed anew, and as packed before
        with (
            client.get(f"/static/swagger/{name}") as plain,
            client.get(f"/static/swagger/{name}", headers=understands) as small,
        ):
            assert small.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(small.data) == plain.data
            assert len(small.data) < len(plain.data) / 3


@pytest.mark.parametrize("query", ["?url=https://contoh.example/a.json", "?config=a", "?%ff"])
def test_it_takes_no_parameters(world, query):
    refused = world.app.test_client().get(_PAGE + query)
    assert refused.status_code == 400
    assert refused.mimetype == "application/problem+json"


def test_it_is_only_read(world):
    refused = world.app.test_client().post(_PAGE)
    assert refused.status_code == 405
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
