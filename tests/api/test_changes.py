"""``GET /v1/changes``: one order, no gaps for those who follow, nothing they may not know."""

from __future__ import annotations

import pytest

from linkreg.vocabulary import OrganizationStatus, TokenScope


@pytest.fixture(scope="module")
def ids(world):
    public = [world.add(keeper="keeper"), world.add(region="32.73"), world.add()]
    return {"public": public, "hidden": world.add(status=OrganizationStatus.SUBMITTED)}


def follow(world, by=None, limit=100):
    """Follow the feed from its beginning to its end."""
    since, entries = 0, []
    while True:
        page = world.get(f"/v1/changes?since={since}&limit={limit}", by=by).json
        entries += page["items"]
        if page["next"] == page["journal"]:
            return entries
        since = page["next"]


def subjects(entries):
    return {entry["subject"].partition("/")[2] for entry in entries}


def test_the_public_follows_what_happens_to_public_organizations(world, ids):
    entries = follow(world)
    assert subjects(entries) == set(ids["public"])
    assert [e["seq"] for e in entries] == sorted({e["seq"] for e in entries})
    first = entries[0]
    assert (first["verb"], first["version"]) == ("registered", 1)
    assert "name" in first["fields"]


def test_links_lead_on_to_the_end_and_no_further(world, ids):
    following, read = "/v1/changes?limit=3", []
    while following:
        page = world.get(following)
        read += page.json["items"]
        links = page.headers.getlist("Link")
        assert len(links) == (page.json["next"] < page.json["journal"])
        following = links[0][1 : links[0].index(">")] if links else None
    assert read == follow(world)


@pytest.mark.parametrize("by", [None, "outsider", "service", "officer", "administrator"])
def test_small_steps_lead_through_the_same_entries(world, ids, by):
    assert follow(world, by=by, limit=1) == follow(world, by=by, limit=1000)


def test_officers_follow_what_waits_in_their_region(world, ids):
    assert ids["hidden"] in subjects(follow(world, by="officer"))
    assert ids["hidden"] not in subjects(follow(world, by="outsider"))
    blind = world.limited("officer", TokenScope.REGISTER)
    assert ids["hidden"] not in subjects(follow(world, by=blind))


def test_who_acted_is_told_only_where_the_officer_view_is_shown(world, ids):
    assert not [entry for entry in follow(world) if "actor" in entry]
    seen = {e["subject"].partition("/")[2]: "actor" in e for e in follow(world, by="officer")}
    assert seen == {
        ids["public"][0]: True,
        ids["public"][1]: False,
        ids["public"][2]: True,
        ids["hidden"]: True,
    }


def test_only_administrators_hear_of_accounts(world, ids):
    def kinds(by):
        return {entry["subject"].partition("/")[0] for entry in follow(world, by=by)}

    assert kinds("administrator") == {"organization", "account"}
    assert kinds("officer") == kinds(None) == kinds("keeper") == {"organization"}


def test_a_publication_brings_an_organization_into_the_feed(world):
    organization = world.add(status=OrganizationStatus.SUBMITTED)
    end = world.get("/v1/changes?since=0&limit=1000").json["journal"]
    world.step(organization, "publication", by="officer")
    page = world.get(f"/v1/changes?since={end}").json
    assert [(e["verb"], e["fields"]) for e in page["items"]] == [("published", ["status"])]


def test_a_follower_at_the_end_gets_nothing_and_stays_there(world):
    end = world.get("/v1/changes").json["journal"]
    page = world.get(f"/v1/changes?since={end}").json
    assert page == {"items": [], "next": end, "journal": end}
