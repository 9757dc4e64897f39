"""No form is taken from elsewhere: every page that changes something wants the token of its form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.pages.conftest import Site, Visitor


def _forms(app: Flask) -> list[str]:
    """Return an address of every page that takes a form."""
    adapter = app.url_map.bind("localhost")
    return [
        adapter.build(rule.endpoint, _filled(rule), method="POST")
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.endpoint.startswith("pages.")
    ]


def _filled(rule: Rule) -> dict[str, str]:
    """Return a value for each place in a rule."""
    return {
        name: min(getattr(converter, "items", {"abc"}))
        for name, converter in rule._converters.items()
    }


def test_every_form_wants_its_token(site: Site, logged_in: Callable[[str], Visitor]) -> None:
    site.add(name="Yayasan Contoh Kami", keeper="pengurus")
    forms = _forms(site.app)
    assert len(forms) > 15
    visitors = [logged_in(name) for name in ("petugas", "pengurus")]
    before = site.registry.journal_position()
    for visitor in visitors:
        for address in forms:
            for sent in ({}, {"csrf_token": "abc"}, {"csrf_token": ""}):
                answer = visitor.client.post(address, data=sent)
                assert answer.status_code == 400, address
                assert answer.mimetype == "text/html"
        assert visitor.client.get("/keluar").status_code == 405
        assert "Keluar" in visitor.open("/").text
    assert site.registry.journal_position() == before


def test_somebody_else_s_token_is_not_taken(
    site: Site, logged_in: Callable[[str], Visitor]
) -> None:
    other = Visitor(site).open("/masuk").forms["/masuk"].sent["csrf_token"]
    answer = logged_in("petugas").client.post("/keluar", data={"csrf_token": other})
    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_pages_take_no_other_method_that_changes(site: Site, method: str) -> None:
    rules = site.app.url_map.iter_rules()
    assert not [
        rule
        for rule in rules
        if method in (rule.methods or ()) and not rule.endpoint.startswith("v1.")
    ]


def test_the_api_takes_no_cookie_for_a_token(
    site: Site, logged_in: Callable[[str], Visitor]
) -> None:
    record = site.add()
    answer = logged_in("petugas").client.get(f"/v1/organizations/{record.id}/accesses")
    assert answer.status_code in {401, 403}
