"""The benchmark of the pages asks for every one there is, and runs: with Chromium if there is one."""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest

from api.app import create_app
from benchmarks import pages
from benchmarks.web.pages import PAGES
from benchmarks.web.rate import Unexpected
from benchmarks.web.visitors import drawn
from linkreg import Registry
from tests.browser.chromium import find_chromium
from tests.browser.site import serving


def test_every_page_is_asked_for(registry: Registry) -> None:
    app = create_app(registry, secret_key="only-for-tests-0123456789")
    there = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and "GET" in (rule.methods or ())
    }
    pools = defaultdict(
        lambda: "0" * 20, search="/?q=air", invitation="/undangan/0", file="0/dokumen/0"
    )
    addresses = app.url_map.bind("localhost")
    asked = {
        addresses.match(path.format_map(pools).partition("?")[0], "GET")[0] for _, path in PAGES
    }
    assert asked == there


def test_places_in_addresses_are_drawn_anew_and_the_same_every_time() -> None:
    pools = {"published": ["a", "b", "c"], "nobody": []}
    first, second = (
        list(islice(drawn("/ormas/{published}", pools, random.Random(1)), 30)) for _ in range(2)
    )
    assert first == second
    assert set(first) == {"/ormas/a", "/ormas/b", "/ormas/c"}


@pytest.mark.parametrize("path", ["/ormas/tidak-ada", "/akun"])
def test_a_page_that_is_not_there_or_refused_is_no_answer(registry: Registry, path: str) -> None:
    asked = pages.Asked("public", path)
    with serving(registry) as address, pytest.raises(Unexpected, match=path):
        pages.ask(int(address.rpartition(":")[2]), [path], {}, asked)


def test_it_runs_from_beginning_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = tmp_path / "pages.txt"
    given = ["--organizations", "100", "--requests", "1", "--rounds", "1"]
    given += ["--folder", str(tmp_path / "bench"), "--results", str(results)]
    given += [] if find_chromium() else ["--parts", "server"]
    monkeypatch.setattr(pages, "SEARCHES", ("/?q=pelatihan",))
    monkeypatch.setattr(pages, "WIDTHS", (390,))
    monkeypatch.setattr(pages, "WARM_UP", 0)
    monkeypatch.setattr(sys, "argv", ["pages.py", *given])
    with ThreadPoolExecutor(1) as beside:  # other tests' browser is driven from this thread
        beside.submit(pages.main).result()
    said = results.read_text()
    assert "published of 100 organizations" in said
    assert f"of {len(PAGES)} within the goal" in said
    assert ("not packed" in said) is bool(find_chromium())
