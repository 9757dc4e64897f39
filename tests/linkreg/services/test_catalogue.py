"""Who finds what: the same question, as far as each caller may see."""

from __future__ import annotations

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.errors import InvalidInput, NotAuthenticated, NotPermitted
from linkreg.search import Facet, SearchQuery
from linkreg.services import catalogue
from linkreg.services.walking import open_walk
from linkreg.vocabulary import OrganizationStatus, Role, Verdict
from tests import standings
from tests.conftest import StandingClock

_SUBMITTED = SearchQuery(statuses=(OrganizationStatus.SUBMITTED,))
OFFICER = Actor("o73", Role.OFFICER, region="73")


@pytest.fixture
def names(registry: Registry) -> Registry:
    for name, region, published in (
        ("Contoh Makassar", "73.71", True),
        ("Contoh Menunggu", "73.02", False),
        ("Contoh Jakarta", "31.71", False),
    ):
        status = OrganizationStatus.PUBLISHED if published else OrganizationStatus.SUBMITTED
        registry.register({"name": name, "region": region, "urusan": ["1.02"]}, status=status)
    return registry


def _names(page: catalogue.ResultPage) -> set[str]:
    return {result.record.profile.name for result in page.results}


def test_the_public_finds_what_is_published(names: Registry) -> None:
    page = names.search("contoh", actor=PUBLIC)
    assert _names(page) == {"Contoh Makassar"}
    assert page.page.total == 1


def test_an_officer_finds_what_waits_in_its_region(names: Registry) -> None:
    page = names.search(_SUBMITTED, actor=OFFICER)
    assert _names(page) == {"Contoh Menunggu"}
    assert page.page.total == 1
    assert _names(names.search(_SUBMITTED, actor=SYSTEM)) == {"Contoh Menunggu", "Contoh Jakarta"}


@pytest.mark.parametrize("actor", [PUBLIC, Actor("k", Role.ORGANIZATION, organization_id="x")])
def test_others_do_not_even_count_what_waits(names: Registry, actor: Actor) -> None:
    with pytest.raises((NotAuthenticated, NotPermitted)):
        names.search(_SUBMITTED, actor=actor)


def test_an_index_that_lags_never_shows_what_is_no_longer_public(names: Registry) -> None:
    (result,) = names.search("makassar").results
    with names.engine.writer(), names.database.begin() as connection:
        connection.exec_driver_sql("UPDATE organizations SET status = 'draft'")
    assert names.engine.search(SearchQuery()).total == 1
    assert _names(names.search("makassar", actor=SYSTEM)) == set()
    assert result.record.profile.name == "Contoh Makassar"


def test_each_row_has_its_verdict_on_the_day_and_the_freshness_is_told(names: Registry) -> None:
    page = names.search("")
    assert page.results[0].assessment.verdict is Verdict.INCOMPLETE
    assert str(page.results[0].assessment.on) == "2026-11-20"
    assert page.page.position == page.journal_position == 3


def test_words_found_are_marked_when_asked_for(names: Registry) -> None:
    (result,) = names.search("makassar", highlight=True).results
    assert [tuple(span) for span in result.name_spans] == [(7, 15)]
    assert names.search("makassar").results[0].name_spans == ()


def test_a_list_and_a_walk_find_the_same_in_the_same_order(names: Registry) -> None:
    for n in range(30):
        names.register(
            {"name": f"Contoh {n:02}", "region": "11.01"}, status=OrganizationStatus.PUBLISHED
        )
    query = SearchQuery(text="contoh", facets=(Facet.PROVINCE,), limit=7)
    listed: list[str] = []
    for offset in range(0, 35, 7):
        page = names.search(catalogue.replace(query, offset=offset))
        listed += [result.record.id for result in page.results]
    walk = open_walk(lambda: names.reading(PUBLIC), names.engine, names.rulesets, query)
    walked = [found.id for batch in walk.batches(lambda found: found) for found in batch]
    assert listed == walked
    assert page.page.total == len(walked) == len(set(walked)) == 31
    assert sum(count.count for count in page.page.facets[Facet.PROVINCE]) == 31


def test_a_day_before_any_law_is_refused_in_words(names: Registry) -> None:
    with pytest.raises(InvalidInput, match="Tidak ada aturan yang berlaku pada 2010-01-01"):
        names.search("", qualified_on="2010-01-01")


def test_without_words_the_complete_come_first_and_of_those_the_freshly_changed(
    registry: Registry, clock: StandingClock
) -> None:
    profile = {"name": "Contoh Ringkas", "region": "73.71"}
    filled = profile | {"description": "Kader posyandu.", "urusan": ["1.02"]}
    published = OrganizationStatus.PUBLISHED
    old = registry.register(filled | {"name": "Contoh Lama"}, status=published)
    clock.move(days=1)
    registry.register(filled | {"name": "Contoh Baru"}, status=published)
    clock.move(days=1)
    registry.register(profile, status=published)

    def listed() -> list[str]:
        return [result.record.profile.name for result in registry.search().results]

    assert listed() == ["Contoh Baru", "Contoh Lama", "Contoh Ringkas"]
    clock.move(days=1)
    registry.update(old.id, {"urusan": ["1.06"]}, version=1)
    assert listed() == ["Contoh Lama", "Contoh Baru", "Contoh Ringkas"]


def test_those_named_by_id_are_who_anybody_may_see_each_once_and_in_their_order(
    registry: Registry,
) -> None:
    hidden, shown = standings.submitted(registry), standings.suspended(registry)
    other = registry.register({"name": "Lain", "region": "73"}, status=OrganizationStatus.PUBLISHED)
    found = registry.find_public([hidden, "tidak ada", other.id, "\0", shown, other.id])
    assert [it.id for it in found] == [other.id, shown]
    assert (found[0].name, found[0].region) == ("Lain", "73")
    assert registry.find_public([]) == ()
