"""The weights and formulas that every engine shares."""

import pytest

from linkreg.search import Part
from linkreg.search.analysis import analyze_plainly
from linkreg.search.ranking import PART_WEIGHTS, POSITION_GAP, rarity, score, weigh
from linkreg.search.text_query import MAX_WORDS
from search_index.analysis import indonesian


def test_parts_weigh_in_the_order_of_the_port():
    assert list(PART_WEIGHTS) == list(Part)
    assert list(PART_WEIGHTS.values()) == sorted(PART_WEIGHTS.values(), reverse=True)


def test_parts_add_up_before_saturation():
    text = weigh({Part.NAME: ("tani",), Part.DESCRIPTION: ("tani tani",)}, analyze_plainly)
    assert text.terms["tani"].weight == 5.0 + 1.0 + 1.0
    assert text.length == 7.0


def test_a_legal_form_weighs_little_in_a_name_and_fully_elsewhere():
    name = weigh({Part.NAME: ("Yayasan Pelita",)}, indonesian())
    description = weigh({Part.DESCRIPTION: ("Yayasan Pelita",)}, indonesian())
    assert name.terms["yayasan"].weight == name.terms["pelita"].weight / 8
    assert description.terms["yayasan"].weight == description.terms["pelita"].weight


def test_no_phrase_reaches_across_texts():
    assert MAX_WORDS < POSITION_GAP
    text = weigh({Part.ALIAS: ("satu dua", "tiga"), Part.PLACE: ("empat",)}, analyze_plainly)
    assert [places.positions for places in text.terms.values()] == [(0,), (1,), (101,), (201,)]


def test_spellings_other_than_the_term_are_kept():
    text = weigh(
        {Part.DESCRIPTION: ("pelatihan latih kekerasan dalam rumah tangga",)}, indonesian()
    )
    assert text.forms == {"pelatihan", "kekerasan"}


@pytest.mark.parametrize(("documents", "holding"), [(1, 1), (10, 10), (10, 1), (0, 0)])
def test_rarity_is_never_negative(documents, holding):
    assert rarity(documents, holding) > 0


def test_scores_grow_with_weight_and_shrink_with_length():
    assert score(2.0, 10.0, 10.0, 1.0) > score(1.0, 10.0, 10.0, 1.0)
    assert score(1.0, 20.0, 10.0, 1.0) < score(1.0, 10.0, 10.0, 1.0)
    assert score(1.0, 10.0, 10.0, 1.0) == pytest.approx(1.0)  # by hand: 2.2 / (1 + 1.2)
