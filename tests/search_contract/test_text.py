"""What words, phrases and exclusions match."""

import pytest

from linkreg.search import SearchQuery
from linkreg.search.text_query import FEW


def test_empty_text_matches_everything(world):
    world.add("a")
    world.add("b")
    assert world.found("") == {"a", "b"}


def fill_a_page(world, text: str) -> None:
    """Add as many organizations as make a page, so that words are insisted on."""
    world.change(put=[world.make(f"full{number:02}", text=text) for number in range(FEW)])


def test_all_words_are_wanted_in_any_order_once_they_fill_a_page(world):
    fill_a_page(world, "pelatihan untuk nelayan")
    world.add("one", text="pelatihan untuk petani")
    assert len(world.found("nelayan pelatihan", limit=100)) == FEW
    assert "one" not in world.found("nelayan pelatihan", limit=100)


def test_when_few_hold_all_words_half_of_them_are_enough(world):
    world.add("all", text="nelayan pesisir mangrove")
    world.add("two", text="nelayan pesisir tambak")
    world.add("one", text="nelayan saja")
    assert world.ids("nelayan pesisir mangrove") == ["all", "two"]


def test_one_of_two_words_is_enough_below_those_that_hold_both(world):
    world.add("a", text="nelayan")
    world.add("both", text="petani dan nelayan")
    assert world.ids("nelayan petani") == ["both", "a"]


def test_of_a_long_title_three_words_are_enough(world):
    world.add("three", text="nelayan pesisir mangrove")
    world.add("two", text="nelayan pesisir")
    for number, word in enumerate(("tambak", "karang", "rumput", "perahu", "jaring")):
        world.add(f"other{number}", text=word)
    title = "nelayan pesisir mangrove tambak karang rumput perahu jaring"
    assert world.found(title) == {"three"}


def test_a_word_that_nothing_holds_asks_nothing(world):
    fill_a_page(world, "nelayan pesisir")
    world.add("one", text="nelayan")
    assert "one" not in world.found("nelayan pesisir zebra", limit=100)
    assert world.found("zebra") == set()


def test_loosening_is_decided_before_filters(world):
    fill_a_page(world, "nelayan pesisir mangrove")
    world.add("two", text="nelayan pesisir", region="11.01")
    assert world.found("nelayan pesisir mangrove", regions=("11",)) == set()


def test_loosening_keeps_exclusions(world):
    world.add("a", text="nelayan pesisir")
    world.add("b", text="nelayan pesisir tambak")
    assert world.found("nelayan pesisir mangrove -tambak") == {"a"}


def test_phrase_wants_its_words_together_and_in_order(world):
    world.add("phrase", text="program air bersih desa")
    world.add("apart", text="air sungai yang bersih")
    world.add("reversed", text="bersih air")
    assert world.found('"air bersih"') == {"phrase"}


def test_phrase_counts_the_stop_words_between(world):
    world.add("with", text="kesehatan ibu dan anak")
    world.add("without", text="kesehatan ibu anak")
    assert world.found('"ibu dan anak"') == {"with"}


@pytest.mark.parametrize("part", ["experience", "place", "field"])
def test_phrase_never_crosses_parts(world, part):
    world.add("a", **{part: "program air", "text": "bersih"})
    assert world.found('"air bersih"') == set()
    assert world.found("air bersih") == {"a"}


def test_exclusion_takes_away_what_holds_the_word(world):
    world.add("a", text="pelatihan nelayan")
    world.add("b", text="pelatihan petani")
    assert world.found("pelatihan -petani") == {"a"}


def test_exclusion_alone_matches_all_others(world):
    world.add("a", text="nelayan")
    world.add("b", text="petani")
    assert world.found("-petani") == {"a"}


def test_a_phrase_can_be_excluded(world):
    world.add("phrase", text="rumah sakit")
    world.add("apart", text="sakit di rumah")
    assert world.found('rumah -"rumah sakit"') == {"apart"}


def test_a_hyphen_within_a_word_excludes_nothing(world):
    world.add("a", text="anak-anak jalanan")
    assert world.found("anak-anak") == {"a"}


def test_stop_words_alone_ask_nothing(world):
    world.add("a", text="nelayan")
    assert world.found("dan yang untuk") == {"a"}


def test_an_acronym_finds_its_name_and_the_other_way_round(world):
    world.add("short", text="korban KDRT")
    world.add("long", text="kekerasan dalam rumah tangga")
    assert world.found("kdrt") == {"short", "long"}
    assert world.found("kekerasan dalam rumah tangga") == {"short", "long"}


def test_the_words_of_an_expression_match_apart_as_well(world):
    world.add("apart", text="rumah tangga tanpa kekerasan")
    assert world.found("kekerasan dalam rumah tangga") == {"apart"}


def test_the_name_weighs_more_than_the_description(world):
    world.add("described", "Yayasan Harapan", text="mangrove")
    world.add("named", "Yayasan Mangrove", text="harapan")
    assert world.ids("mangrove") == ["named", "described"]


def test_a_rare_word_weighs_more_than_a_common_one(world):
    for number in range(5):
        world.add(f"common{number}", text="pelatihan petani")
    world.add("rare", text="pelatihan nelayan")
    assert world.ids("pelatihan nelayan zebra")[0] == "rare"


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "* OR *",
        '"tidak selesai',
        '"" "',
        "-",
        '-"',
        "\0nelayan\0",
        "nelayan 🐟",
        "x" * 10_000,
        "kata " * 2_000,
        '"a" ' * 500,
        "-a " * 500,
        "((((",
        "a AND NOT [b TO c]",
        "\ud800",
        "½ ﬁ ㎏ İ ẞ",
    ],
)
def test_hostile_text_is_answered(world, text):
    world.add("a", text="nelayan")
    page = world.page(text)
    assert page.total == len(page.hits)
    assert world.engine.highlight(SearchQuery(text=text), text) is not None
    world.engine.suggest(text)
