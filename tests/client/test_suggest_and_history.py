"""Completing names and reading what happened, over HTTP as by import."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkreg.errors import InvalidInput, NotFound
from linkreg.records import SuggestedRecord
from linkreg.vocabulary import OrganizationStatus
from tests.api.conftest import World

WHO = [None, "officer", "outsider", "administrator", "teller"]


@pytest.fixture(scope="module")
def told(served):
    """An organization to which a good deal has happened, and a draft; return the ids of both."""
    world: World = served.world
    told = world.add(keeper="teller", name="Yayasan Kisah Contoh", status="submitted")
    officer = served.actor("officer")
    registry = served.registry
    registry.send_back(told, "Alamatnya belum lengkap.", officer)
    registry.submit(told)
    registry.publish(told, officer, reason="Sudah lengkap.")
    registry.raise_flag(
        told,
        {
            "kind": "warning",
            "reason": "Laporan terlambat (fiktif).",
            "source": "Surat Contoh 1/2026",
            "starts_on": "2026-11-01",
            "ends_on": "2026-12-01",
            "scope": "73",
        },
        officer,
    )
    registry.give_consent(told)
    draft = world.add(name="Yayasan Kisah Tersembunyi", status=OrganizationStatus.DRAFT)
    registry.catch_up()
    return told, draft


@pytest.mark.parametrize("who", WHO)
def test_what_happened_is_told_as_by_the_library(served, client, told, who):
    known = served.registry.read_history(told[0], served.actor(who))
    shown = [
        it if it.shows_actor else replace(it, change=replace(it.change, actor=""))
        for it in known.happenings
    ]
    assert client(who).history(told[0]) == replace(known, happenings=tuple(shown))
    assert any(it.reason for it in known.happenings) == (who not in {None, "outsider"})


def test_a_long_history_comes_in_stretches(client, told):
    asker, since, seen = client("officer"), 0, []
    while since is not None:
        stretch = asker.history(told[0], since=since, limit=2)
        seen += stretch.happenings
        since = stretch.next
    assert tuple(seen) == asker.history(told[0]).happenings
    assert len(seen) == stretch.total > 4


@pytest.mark.parametrize("organization", ["tidakada", "../accounts", ""])
def test_of_what_is_hidden_nothing_is_told(client, told, organization):
    for hidden in (organization, told[1]):
        with pytest.raises(NotFound):
            client().history(hidden)


@pytest.mark.parametrize("limit", [0, 1001, -1])
def test_a_stretch_that_cannot_be_is_refused(client, told, limit):
    with pytest.raises(InvalidInput) as refused:
        client().history(told[0], limit=limit)
    assert [it.pointer for it in refused.value.mistakes] == ["/limit"]


@pytest.mark.parametrize("who", [None, "administrator"])
@pytest.mark.parametrize("typed", ["yayasan ki", "kisha", "YC", "qqqq"])
def test_names_are_completed_as_by_the_library(served, client, told, who, typed):
    known = served.registry.suggest(typed)
    assert client(who).suggest(typed) == known
    assert all(isinstance(it, SuggestedRecord) for it in known)
    assert told[1] not in [it.id for it in known]


def test_a_completed_name_is_all_there(client, told):
    (found,) = client().suggest("yayasan kisah", limit=1)
    assert found == SuggestedRecord(told[0], "Yayasan Kisah Contoh", "YCContoh", "73.71")


@pytest.mark.parametrize(("typed", "limit"), [("", 10), ("x" * 201, 10), ("yayasan", 11)])
def test_what_is_no_question_is_refused(client, typed, limit):
    with pytest.raises(InvalidInput):
        client().suggest(typed, limit=limit)
