"""``/ormas/<id>.json``: what the API answers, to whoever is logged in on the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linkreg.vocabulary import OrganizationStatus, Role
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]


def test_the_page_and_its_twin_are_two_addresses(site: Site, public: Visitor) -> None:
    record = site.add(name="Yayasan Contoh Kembar")
    page = public.open(f"/ormas/{record.id}")
    assert f'type="application/json" href="/ormas/{record.id}.json"' in page.html
    answer = public.client.get(f"/ormas/{record.id}.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json == site.app.test_client().get(f"/v1/organizations/{record.id}").json
    again = public.client.get(
        f"/ormas/{record.id}.json", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_everybody_sees_in_it_what_the_page_shows_them(site: Site, logged_in: LogIn) -> None:
    record = site.add(published=False, keeper="pengurus")
    twin = f"/ormas/{record.id}.json"
    for name, status in (("petugas", 200), ("pengurus", 200), ("tetangga", 404)):
        answer = logged_in(name).client.get(twin)
        assert answer.status_code == status, name
        assert ("evidence" in answer.json) == (status == 200)
    assert site.status_of(record.id) is OrganizationStatus.SUBMITTED


def test_a_token_means_nothing_at_a_page_s_twin(site: Site, public: Visitor) -> None:
    record = site.add(published=False)
    site.add_account("pelayan", Role.ADMINISTRATOR)
    token = site.registry.issue_token("pelayan@contoh.example", "kalimat sandi untuk uji").secret
    headers = {"Authorization": f"Bearer {token}"}
    assert public.client.get(f"/v1/organizations/{record.id}", headers=headers).status_code == 200
    assert public.client.get(f"/ormas/{record.id}.json", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "pointers"),
    [
        ("on=2026-11-20", 200, []),
        ("on=", 200, []),
        ("on=kemarin", 400, ["/on"]),
        ("on=2026-11-20&on=2026-11-21", 400, ["/on"]),
        ("basis=declared", 400, ["/basis"]),
        ("on=2020-01-01", 404, []),
    ],
)
def test_a_day_may_be_asked_and_nothing_else(
    site: Site, public: Visitor, query: str, status: int, pointers: list[str]
) -> None:
    record = site.add()
    answer = public.client.get(f"/ormas/{record.id}.json?{query}")
    assert answer.status_code == status
    if status != 200:
        assert answer.mimetype == "application/problem+json"
        assert [mistake["pointer"] for mistake in answer.json["errors"]] == pointers
