"""Who may see what is not published."""

import pytest

from linkreg.vocabulary import OrganizationStatus

PUBLISHED = OrganizationStatus.PUBLISHED
DRAFT = OrganizationStatus.DRAFT
HIDDEN = [status for status in OrganizationStatus if status is not PUBLISHED]


@pytest.mark.parametrize("status", HIDDEN)
def test_only_the_published_is_seen_unless_asked(world, status):
    world.add("hidden", status=status)
    assert world.found() == set()
    assert world.found(statuses=(status,)) == {"hidden"}


def test_no_status_matches_nothing(world):
    world.add("a")
    assert world.found(statuses=()) == set()


def test_scope_hides_drafts_of_other_regions_but_nothing_published(world):
    world.add("own draft", status=DRAFT, region="73.71")
    world.add("other draft", status=DRAFT, region="11.01")
    world.add("other published", region="11.01")
    both = (PUBLISHED, DRAFT)
    assert world.found(statuses=both, scope_region="73") == {"own draft", "other published"}
    assert world.found(statuses=(DRAFT,), scope_region="73.72") == set()


def test_scope_narrows_facets_and_totals_too(world):
    world.add("own", status=DRAFT, region="73.71")
    world.add("other", status=DRAFT, region="11.01")
    page = world.page(statuses=(DRAFT,), scope_region="73")
    assert page.total == 1
    assert world.counts("region", statuses=(DRAFT,), scope_region="73") == [("73.71", 1)]


def test_a_hidden_organization_never_decides_whether_words_are_loosened(world):
    world.add("draft", text="nelayan pesisir mangrove", status=DRAFT)
    world.add("two", text="nelayan pesisir")
    assert world.found("nelayan pesisir mangrove") == {"two"}


def test_words_of_hidden_organizations_are_never_suggested(world):
    world.add("draft", text="nelayan", status=DRAFT)
    world.add("seen", text="petani")
    assert world.page("nelayam").suggestions == ()
    assert world.page("nelayam", statuses=(DRAFT,)).suggestions == ("nelayan",)
