"""A row kept is never shown once anything it was made from has changed, and only so many are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import event

from linkreg import Registry
from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.dates import DateRange
from linkreg.eligibility import RulesetLibrary
from linkreg.schemas.lists import SearchView, write_results
from linkreg.search import Facet, SearchQuery
from linkreg.search.query import Place
from linkreg.services import listing
from linkreg.services.public_rows import PublicRows
from linkreg.vocabulary import Basis, OrganizationStatus
from tests import histories
from tests.actors import OFFICER, READY, keeper_of
from tests.actors import published as publish
from tests.conftest import StandingClock
from tests.histories import HISTORIES, NAME, Change, History, happen

_ALL = SearchQuery(facets=(Facet.PROVINCE,))


def _page(registry: Registry, query: SearchQuery = _ALL, actor: Actor = PUBLIC) -> str:
    return write_results(registry.list_found(query, actor=actor))


def _rows(registry: Registry, query: SearchQuery = _ALL) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(_page(registry, query))["items"]
    return items


def _made_anew(registry: Registry, query: SearchQuery, actor: Actor) -> str:
    """Return the page as a process that has kept nothing writes it."""
    kept = PublicRows()
    with registry.reading(actor) as tx:
        found = listing.list_found(tx, registry.engine, registry.rulesets, kept, query)
    return write_results(found)


@contextmanager
def _statements(registry: Registry) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(str(told[2]))

    event.listen(registry.database, "before_cursor_execute", note)
    yield asked
    event.remove(registry.database, "before_cursor_execute", note)


def _profiles_read(registry: Registry, query: SearchQuery = _ALL) -> int:
    with _statements(registry) as asked:
        _page(registry, query)
    return sum("revisions" in statement for statement in asked)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=HISTORIES)
def test_after_any_history_what_is_kept_is_what_is_made_anew(
    registry: Registry, clock: StandingClock, history: History
) -> None:
    organization = publish(registry)
    questions = [replace(_ALL, basis=basis) for basis in Basis]
    for _ in happen(registry, clock, organization, history):
        for actor in (PUBLIC, OFFICER, keeper_of(organization), SYSTEM):
            for query in questions:
                assert _page(registry, query, actor) == _made_anew(registry, query, actor)


def test_a_row_that_is_kept_is_not_read_again(registry: Registry) -> None:
    publish(registry)
    assert [_profiles_read(registry) for _ in range(3)] == [1, 0, 0]


@pytest.mark.parametrize(
    "change",
    [histories.describe, histories.supply, histories.sanction, histories.warn],
)
def test_a_change_makes_the_row_anew(registry: Registry, change: Change) -> None:
    organization = publish(registry)
    before = _page(registry)
    change(registry, organization)
    assert _profiles_read(registry) == 1
    assert _page(registry) != before


def test_a_name_on_the_board_is_gone_with_the_consent(registry: Registry) -> None:
    organization = publish(registry)
    registry.give_consent(organization)
    assert _rows(registry)[0]["board"]
    registry.withdraw_consent(organization)
    assert _rows(registry)[0]["board"] == []


def test_what_was_erased_is_gone(registry: Registry) -> None:
    organization = publish(registry)
    histories.describe(registry, organization)
    assert NAME in _page(registry)
    registry.erase_person(organization, {"texts": [NAME], "ground": "Diminta."})
    assert NAME not in _page(registry)


def test_what_is_suspended_is_in_no_list_whatever_is_kept(registry: Registry) -> None:
    organization = publish(registry)
    assert len(_rows(registry)) == 1
    with registry.engine.writer():  # the index cannot follow
        histories.suspend(registry, organization)
        assert _rows(registry) == []


def test_another_day_is_another_row(registry: Registry, clock: StandingClock) -> None:
    publish(registry)
    (before,) = _rows(registry)
    clock.move(days=1)
    (after,) = _rows(registry)
    assert (before["qualification"]["on"], after["qualification"]["on"]) == (
        "2026-11-20",
        "2026-11-21",
    )


def test_other_legal_texts_are_another_row(registry: Registry) -> None:
    publish(registry)
    (before,) = _rows(registry)
    old, new = registry.rulesets.all
    always = DateRange(date(2000, 1, 1), None)
    registry.rulesets = RulesetLibrary([replace(old, in_force=always)])
    (after,) = _rows(registry)
    named = [row["qualification"]["ruleset"] for row in (before, after)]
    assert named == [new.key, old.key]


def test_what_an_officer_finds_that_is_not_public_is_never_kept(registry: Registry) -> None:
    registry.register(READY, status=OrganizationStatus.SUBMITTED)
    waiting = SearchQuery(statuses=(OrganizationStatus.SUBMITTED,))
    for _ in range(2):
        with _statements(registry) as asked:
            assert json.loads(_page(registry, waiting, OFFICER))["items"]
        assert any("revisions" in statement for statement in asked)


def test_only_so_many_are_kept_those_shown_last(registry: Registry) -> None:
    registry.public_rows = PublicRows(most=2)
    for number in range(3):
        publish(registry, name=f"Contoh Nomor {number}", region=f"1{number + 1}.01")
    first, second, third = (SearchQuery(regions=(f"1{number + 1}",)) for number in range(3))
    for query, read in ((first, 1), (second, 1), (first, 0), (third, 1), (first, 0), (second, 1)):
        assert _profiles_read(registry, query) == read
    assert len(registry.public_rows) == 2


def test_a_change_takes_the_place_of_what_was_kept(registry: Registry) -> None:
    organization = publish(registry)
    for _ in range(3):
        _page(registry)
        histories.describe(registry, organization)
    assert len(registry.public_rows) == 1


def test_many_threads_get_what_one_gets(registry: Registry) -> None:
    registry.public_rows = PublicRows(most=3)
    for number in range(6):
        publish(registry, name=f"Contoh Nomor {number}")
    expected, got = _made_anew(registry, _ALL, PUBLIC), []
    threads = [
        Thread(target=lambda: got.extend(_page(registry) for _ in range(5))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(got) == {expected}
    assert len(got) == 20


def test_a_row_says_what_the_view_of_a_result_says(registry: Registry) -> None:
    publish(registry, name="Contoh Satu")
    publish(registry, name="Contoh Dua", region="11.01")
    for query in (
        _ALL,
        SearchQuery(text="contoh"),
        SearchQuery(near=Place(-5.1, 119.4, "73.71")),
        SearchQuery(text="satu", highlight=True),
    ):
        page, hidden = json.loads(_page(registry, query)), set()
        if query.near is None:
            hidden |= {"items.distance_km"}
        if not query.highlight:
            hidden |= {"items.highlights", "items.matched"}
        found = registry.search(query)
        view = SearchView(only=["items"], exclude=hidden)
        assert view.dump({"items": found.results})["items"] == page["items"]
        assert page["items"]
