"""Orders, ties and pages."""

from datetime import UTC, datetime

import pytest

from linkreg.errors import InvalidInput
from linkreg.search import Facet, SearchQuery, Sort
from linkreg.search.query import Place
from linkreg.vocabulary import OrganizationStatus


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


def test_without_words_the_complete_then_the_fresh_come_first(world):
    world.add("a", completeness=50, updated_at=day(9))
    world.add("b", completeness=90, updated_at=day(1))
    world.add("c", completeness=50, updated_at=day(10))
    assert world.ids() == ["b", "c", "a"]


def test_by_name_without_regard_to_case_and_accents(world):
    world.add("1", "beta")
    world.add("2", "Álfa")
    world.add("3", "ALFA centauri")
    world.add("4", "Gamma")
    assert world.ids(sort=Sort.NAME) == ["2", "3", "1", "4"]


def test_newest_first(world):
    world.add("old", updated_at=day(1))
    world.add("new", updated_at=day(2))
    assert world.ids(sort=Sort.UPDATED) == ["new", "old"]


def test_nearest_first_and_unknown_places_last(world):
    world.add("far", latitude=-6.0, longitude=106.0)
    world.add("unknown")
    world.add("near", latitude=-5.0, longitude=119.0)
    assert world.ids(sort=Sort.DISTANCE, near=Place(-5.1, 119.4)) == ["near", "far", "unknown"]


def test_distance_without_a_place_falls_back_to_relevance(world):
    world.add("a", completeness=10)
    world.add("b", completeness=20)
    assert world.ids(sort=Sort.DISTANCE) == ["b", "a"]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["", "nelayan"])
def test_ties_are_broken_by_id(world, sort, text):
    for organization_id in ("c", "a", "d", "b"):
        world.add(organization_id, "Satu", text="nelayan")
    assert world.ids(text, sort=sort, near=Place(0, 0)) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_neither_overlap_nor_leave_gaps(world, make, sort):
    world.change(put=[make(f"{n:02}", f"Nama {n % 3}", completeness=n % 2) for n in range(23)])
    whole = world.ids(sort=sort, limit=100)
    pages = [world.ids(sort=sort, limit=5, offset=offset) for offset in range(0, 30, 5)]
    assert [organization_id for page in pages for organization_id in page] == whole
    assert len(set(whole)) == 23


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["", "nelayan"])
def test_going_on_after_the_last_one_seen_gives_the_same_pages(world, make, sort, text):
    def one(n):
        facts = {"completeness": n % 2, "updated_at": day(1 + n % 5), "longitude": 110.0 + n % 4}
        return make(f"{n:02}", f"Nama {n % 3}", text="nelayan", latitude=-5.0, **facts)

    world.change(put=[one(n) for n in range(23)])
    ask = {"sort": sort, "near": Place(-5.0, 111.0)}
    whole, after, seen = world.ids(text, **ask, limit=100), None, []
    while page := world.page(text, **ask, limit=5, after=after):
        assert (page.total, page.skipped) == (23, len(seen))
        seen += [hit.id for hit in page.hits]
        if not page.hits:
            break
        after = seen[-1]
    assert seen == whole


def test_what_was_seen_last_keeps_its_place_when_it_no_longer_matches(world, make):
    world.change(put=[make(f"{n}", f"Nama {n}", region="73.71") for n in range(6)])
    ask = {"sort": Sort.NAME, "regions": ("73.71",), "limit": 2}
    assert world.ids(**ask) == ["0", "1"]
    world.add("1", "Nama 1", region="32.73")
    assert world.ids(**ask, after="1") == ["2", "3"]
    assert world.page(**ask, after="1").skipped == 1


def test_what_was_seen_last_may_be_gone_or_hidden_by_now(world):
    world.add("a")
    world.add("b", status=OrganizationStatus.DRAFT)
    world.add("c")
    world.remove("c")
    for after in ("b", "c", "never", "a\0", "é", ""):
        with pytest.raises(InvalidInput) as caught:
            world.page(after=after)
        assert [(m.pointer, m.code) for m in caught.value.mistakes] == [("/after", "cursor_gone")]


def test_an_offset_counts_from_the_one_seen_last(world, make):
    world.change(put=[make(f"{n}") for n in range(6)])
    assert world.ids(after="1", offset=2, limit=2) == ["4", "5"]
    assert world.page(after="1", offset=9).skipped == 6


def test_facets_and_all_hits_do_not_look_at_what_was_seen_last(world, make):
    world.change(put=[make(f"{n}", urusan=("1.02",)) for n in range(6)])
    page = world.page(after="3", facets=(Facet.URUSAN,))
    assert [count.count for count in page.facets[Facet.URUSAN]] == [6]
    assert len(list(world.engine.all_hits(SearchQuery(after="3", limit=1)))) == 6


def test_the_total_is_exact_on_every_page(world, make):
    world.change(put=[make(f"{n:02}") for n in range(7)])
    assert [world.page(limit=3, offset=o).total for o in (0, 3, 6, 9)] == [7, 7, 7, 7]


def test_a_limit_of_zero_still_counts(world):
    world.add("a")
    page = world.page(limit=0)
    assert (page.hits, page.total) == ((), 1)


def test_all_hits_are_the_pages_joined(world, make):
    world.change(put=[make(f"{n:02}", text="nelayan") for n in range(7)])
    query = {"text": "nelayan", "sort": Sort.NAME}
    every = tuple(world.engine.all_hits(SearchQuery(**query, limit=2, offset=3)))
    assert every == world.page(**query, limit=100).hits
