"""Places named in a text: they raise what sits or works there, and never filter."""

import pytest

from linkreg.search.ranking import FAVORS, favor


@pytest.fixture
def coast(world):
    """Equal organizations in several places, all about fishers."""
    world.add("far", text="nelayan", region="11.71")
    world.add("province", text="nelayan", region="73.06")
    world.add("seat", text="nelayan", region="73.71")
    world.add("works", text="nelayan", region="32.73", operating_regions=("73.71",))
    return world


def test_a_place_raises_its_seats_then_who_works_there_then_the_province(coast):
    assert coast.ids("nelayan di Makassar") == ["seat", "works", "province", "far"]


def test_the_answer_says_which_regions_were_understood(coast):
    assert coast.page("nelayan di Makassar").regions == ("73.71",)
    assert coast.page("nelayan Bandung").regions == ("32.04", "32.73")
    assert coast.page("nelayan").regions == ()


def test_a_province_raises_everything_in_it(coast):
    found = coast.ids("nelayan Sulawesi Selatan")
    assert set(found[:2]) == {"province", "seat"}
    assert found[-1] == "far"


def test_who_works_in_the_whole_province_works_in_its_places(world):
    world.add("a", text="nelayan", region="32.73")
    world.add("b", text="nelayan", region="32.73", operating_regions=("73",))
    assert world.ids("nelayan Makassar") == ["b", "a"]


def test_without_other_words_a_place_is_looked_for_as_words(world):
    world.add("named", text="kantor di Makassar", region="11.71")
    world.add("seat", text="nelayan", place="Kota Makassar", region="73.71")
    world.add("elsewhere", text="nelayan", region="11.71")
    assert world.ids("Makassar") == ["seat", "named"]


def test_what_has_nothing_to_do_with_the_words_is_not_raised_into_the_list(world):
    world.add("a", text="petani", region="73.71")
    assert world.found("nelayan Makassar") == set()


def test_factors_grow_and_add_up_without_rounding():
    factors = [favored.factor for favored in FAVORS]
    assert factors == sorted(factors)
    assert all((factor * 8).is_integer() for factor in factors)
    assert favor((), "73.71", ("73",)) == 1.0
