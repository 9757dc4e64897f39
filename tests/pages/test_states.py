"""The list of states that are swept and photographed names every page of the application."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.browser.acts import ACTS
from tests.browser.scene import PEOPLE
from tests.browser.states_inside import STATES
from tests.pages.conftest import Site

#: What answers GET below the pages, and is no page: a redirect, a piece of one, another kind of file.
NO_PAGES = {
    "pages.comparison.save",
    "pages.coverage.save",
    "pages.documents.save",
    "pages.documents.show",
    "pages.editing.show",
    "pages.language.choose",
    "pages.organization.show_as_json",
    "pages.steps.go_on",
    "pages.suggestions.show",
}

_FOLDERS = {"invitation": "/undangan/x", "used_invitation": "/undangan/x"}
_FOLDERS |= {"reset": "/kata-sandi-baru/x", "used_reset": "/kata-sandi-baru/x"}


def _endpoint(app: Flask, path: str) -> str:
    """Return what answers a path, whatever its places are."""
    filled = re.sub(r"{(\w+)}", lambda found: _FOLDERS.get(found[1], "x"), path.partition("?")[0])
    try:
        return str(app.url_map.bind("localhost").match(filled.partition("#")[0], "GET")[0])
    except HTTPException:
        return ""


def _pages(app: Flask) -> set[str]:
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and "GET" in (rule.methods or ())
    }


def test_every_page_is_listed_in_some_state(site: Site) -> None:
    listed = {_endpoint(site.app, state.path) for state in STATES if state.status == 200}
    assert sorted(_pages(site.app) - NO_PAGES - listed) == [], "list it in tests/browser/states.py"
    assert listed & NO_PAGES == set()
    assert sorted(NO_PAGES - _pages(site.app)) == []


@pytest.mark.parametrize("path", ["/petugas/dokumen/{x}?a=b#c", "/petugas/dokumen/{x}"])
def test_a_page_is_known_by_its_path(site: Site, path: str) -> None:
    assert _endpoint(site.app, path) == "pages.worklist.document"


def test_names_are_given_once_and_everybody_and_every_act_is_known() -> None:
    assert [name for name, count in Counter(it.name for it in STATES).items() if count > 1] == []
    assert {it.who for it in STATES} - {""} == PEOPLE.keys()
    assert {it.act for it in STATES} - {""} == ACTS.keys()
