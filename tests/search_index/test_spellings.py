"""The many-at-once edit distances equal the plain one."""

from hypothesis import given
from hypothesis import strategies as st

from linkreg.search.spelling import prefix_edits
from search_index.spellings import Spellings

WORDS = st.text("abn ", min_size=1, max_size=9)


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS, st.integers(0, 2))
def test_near_words_are_those_of_the_plain_distance(words, typed, most_edits):
    spellings = Spellings(sorted(words))
    expected = sorted(
        (edits, place)
        for place, word in enumerate(spellings.words)
        if word[0] == typed[0] and (edits := prefix_edits(typed, word)[-1]) <= most_edits
    )
    assert sorted(spellings.near(typed, most_edits)) == expected


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS, st.integers(0, 2))
def test_near_beginnings_are_those_of_the_plain_distance(words, typed, most_edits):
    spellings = Spellings(sorted(words))
    expected = sorted(
        (edits, place)
        for place, word in enumerate(spellings.words)
        if word[0] == typed[0] and (edits := min(prefix_edits(typed, word))) <= most_edits
    )
    assert sorted(spellings.near_beginning(typed, most_edits)) == expected


def test_distances_known_by_hand():
    assert prefix_edits("nelayan", "nelayan")[-1] == 0
    assert prefix_edits("nealyan", "nelayan")[-1] == 1  # swapped
    assert prefix_edits("pelita", "pelota raya")[6] == 1
    assert prefix_edits("abc", "")[-1] == 3
