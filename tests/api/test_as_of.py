"""``?on=``: an organization and its verdict as the registry knew them at the end of a past day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from linkreg.vocabulary import OrganizationStatus
from tests.decisions import reject

FIRST, SECOND, THIRD = "2026-11-20", "2026-11-21", "2026-11-22"


@pytest.fixture(scope="module")
def url(world):
    """Submitted on the first day, published and described on the second, suspect on the third."""
    organization = world.add(
        status=OrganizationStatus.SUBMITTED, qualified=True, keeper="keeper", description="Awal"
    )
    url = f"/v1/organizations/{organization}"
    world.clock.now += timedelta(days=1)
    world.step(organization, "publication", by="officer")
    world.registry.update(organization, {"description": "Kemudian"}, version=2)
    world.clock.now += timedelta(days=1)
    deed = next(d for d in world.registry.get(organization).evidence if d.kind == "deed")
    reject(world.registry, organization, deed.id, "Palsu.")
    return url


def test_a_past_day_shows_the_version_and_the_verdict_of_then(world, url):
    told = world.get(f"{url}?on={SECOND}").json
    assert (told["version"], told["description"]) == (3, "Kemudian")
    assert told["qualification"]["outcome"] == "qualified"
    assert told["qualification"]["on"] == SECOND
    now = world.get(url).json
    assert (now["version"], now["qualification"]["outcome"]) == (4, "not_qualified")
    assert world.get(f"{url}?on={THIRD}").json == now


def test_the_day_of_a_future_reading_is_the_day_of_its_verdict(world, url):
    told = world.get(f"{url}?on=2027-02-01").json
    assert (told["version"], told["qualification"]["on"]) == (4, "2027-02-01")


def test_the_assessment_names_the_version_it_looked_at(world, url):
    told = world.get(f"{url}/assessment?on={SECOND}").json
    assert (told["organization"]["version"], told["outcome"]) == (3, "qualified")


@pytest.mark.parametrize("what", ["", "/assessment"])
def test_the_public_does_not_see_what_was_not_public_then(world, url, what):
    answer = world.get(f"{url}{what}?on={FIRST}")
    assert (answer.status_code, answer.json["code"]) == (404, "not_known_then")
    assert "belum ditayangkan" in answer.json["detail"]
    assert world.get(f"{url}{what}?on={FIRST}", by="outsider").status_code == 404
    for insider in ("officer", "keeper"):
        assert world.get(f"{url}{what}?on={FIRST}", by=insider).status_code == 200


def test_documents_of_the_past_are_for_those_concerned_today(world, url):
    shown = {document["state"] for document in _evidence(world, f"{url}?on={SECOND}", "officer")}
    assert shown == {"accepted"}
    assert "evidence" not in world.get(f"{url}?on={SECOND}").json
    moved = world.add(region="32.73")
    world.clock.now += timedelta(days=1)
    world.registry.update(moved, {"region": "73.71"}, version=1)
    then = f"/v1/organizations/{moved}?on={THIRD}"
    assert _evidence(world, then, "officer") == []
    assert "evidence" not in world.get(then, by="outsider").json


def test_the_assessment_of_the_past_names_documents_to_those_concerned_today(world):
    moved = world.add(region="32.73", qualified=True)
    day = world.clock.now.date()
    world.clock.now += timedelta(days=1)
    world.registry.update(moved, {"region": "73.71"}, version=1)
    then = f"/v1/organizations/{moved}/assessment?on={day}"
    named = {
        by: any(finding["evidence"] for finding in world.get(then, by=by).json["findings"])
        for by in ("officer", "outsider")
    }
    assert named == {"officer": True, "outsider": False}


def test_an_erased_revision_is_gone(world):
    organization = world.add()
    day = world.clock.now.date()
    world.clock.now += timedelta(days=1)
    world.registry.update(organization, {"description": "Baru"}, version=1)
    erasing = text("UPDATE revisions SET content = NULL WHERE version = 1 AND organization_id = :o")
    with world.registry.database.begin() as connection:
        connection.execute(erasing, {"o": organization})
    for what in ("", "/assessment"):
        answer = world.get(f"/v1/organizations/{organization}{what}?on={day}")
        assert (answer.status_code, answer.json["code"]) == (410, "revision_erased")
        assert "revisi ini telah dihapus" in answer.json["detail"]


def test_a_reading_of_the_past_stays_the_same(world, url):
    tag = world.get(f"{url}?on={SECOND}").headers["ETag"]
    world.registry.update(url.rpartition("/")[2], {"description": "Lagi"}, version=4)
    answer = world.get(f"{url}?on={SECOND}", headers={"If-None-Match": tag})
    assert answer.status_code == 304


def _evidence(world, url, by):
    return world.get(url, by=by).json["evidence"]
