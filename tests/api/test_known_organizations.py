"""An organization that is known is 304, until anything of what is shown of it changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linkreg.vocabulary import OrganizationStatus
from tests.decisions import accepting

WARNING = {
    "kind": "warning",
    "reason": "Laporan terlambat.",
    "source": "Surat Contoh 1/2026",
    "starts_on": "2026-11-01",
    "ends_on": "2027-10-31",
    "scope": "73",
}


@pytest.fixture(scope="module")
def organization(world):
    return world.add(keeper="pengurus", board=[{"name": "Sekar Contohwati", "position": "Ketua"}])


@pytest.fixture
def url(organization):
    return f"/v1/organizations/{organization}"


def _describe(world, url):
    world.patch(url, {"short_name": "BARU"}, etag=world.get(url).headers["ETag"], by="pengurus")


def _supply(world, url):
    world.post(f"{url}/evidence", {"kind": "deed", "number": "1"}, by="pengurus")


def _accept(world, url):
    (deed, *_) = world.get(f"{url}/evidence", by="pengurus").json["items"]
    world.verify(url.rpartition("/")[2], deed["id"], accepting("deed"), by="officer")


def _warn(world, url):
    world.post(f"{url}/flags", WARNING, by="officer")


def _lift(world, url):
    for flag in world.get(url, by="officer").json["flags"]:
        world.lift(url.rpartition("/")[2], flag["id"], {"reason": "Banding."}, by="officer")


def _sanction(world, url):
    world.post(f"{url}/flags", WARNING | {"kind": "sanction"}, by="officer")


def _withdraw_consent(world, url):
    world.ask("DELETE", f"{url}/consents", by="pengurus")


def _consent(world, url):
    world.post(f"{url}/consents", {"text": "2026-11"}, by="pengurus")


def _erase(world, url):
    said = {"texts": ["Sekar Contohwati"], "ground": "Diminta sendiri."}
    world.post(f"{url}/erasures", said, by="administrator")


def _archive(world, url):
    world.step(url.rpartition("/")[2], "archival", {"reason": "Selesai."}, by="pengurus")


def _wait(world, url):
    world.clock.now += timedelta(days=1)


#: What happens, in this order, and to whom it shows at once.
HAPPENINGS = [
    (_describe, "all"),
    (_supply, "insiders"),
    (_accept, "all"),
    (_warn, "insiders"),
    (_lift, "insiders"),
    (_sanction, "all"),
    (_withdraw_consent, "all"),
    (_consent, "all"),
    (_erase, "all"),
    (_wait, "all"),
    (_archive, "all"),
]


@pytest.mark.parametrize(
    ("happen", "shows_to"), HAPPENINGS, ids=lambda it: getattr(it, "__name__", it)
)
def test_it_is_304_before_and_200_after(world, url, happen, shows_to):
    before = {by: world.get(url, by=by) for by in (None, "pengurus", "officer")}
    for by, seen in before.items():
        known = {"If-None-Match": seen.headers["ETag"]}
        assert world.get(url, by=by, headers=known).status_code == 304
    happen(world, url)
    for by, seen in before.items():
        known = {"If-None-Match": seen.headers["ETag"]}
        after = world.get(url, by=by, headers=known)
        assert after.status_code == 200, by
        if by or shows_to == "all":
            assert after.json != seen.json
            assert after.headers["ETag"] != seen.headers["ETag"]


def test_a_past_day_is_304_as_well_until_somebody_is_erased(world):
    organization = world.add(board=[{"name": "Sekar Contohwati", "position": "Ketua"}])
    url = f"/v1/organizations/{organization}"
    past = f"{url}?on={world.clock.now.date().isoformat()}"
    world.clock.now += timedelta(days=2)
    first = world.get(past)
    known = {"If-None-Match": first.headers["ETag"]}
    assert world.get(past, headers=known).status_code == 304
    assert world.get(url, headers=known).status_code == 200
    _erase(world, url)
    after = world.get(past, headers=known)
    assert (after.status_code, after.json["version"]) == (200, first.json["version"])
    assert "Sekar" in first.text
    assert "Sekar" not in after.text


def test_no_view_is_made_for_who_has_it(world, url, monkeypatch):
    known = {"If-None-Match": world.get(url).headers["ETag"]}
    monkeypatch.delattr(world.registry.__class__, "look_at")
    assert world.get(url, headers=known).status_code == 304


def test_a_tag_made_up_for_a_hidden_organization_is_404(world):
    url = f"/v1/organizations/{world.add(status=OrganizationStatus.SUBMITTED)}"
    known = {"If-None-Match": world.get(url, by="officer").headers["ETag"]}
    assert world.get(url, headers=known).status_code == 404
    assert world.get(url, headers=known, by="outsider").status_code == 404
    assert world.get(url, headers=known, by="officer").status_code == 304
