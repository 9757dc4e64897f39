"""How a query text is read."""

import pytest

from linkreg.search.analysis import analyze_plainly
from linkreg.search.text_query import MAX_WORDS, Phrase, Step, Word, read_text
from search_index.analysis import indonesian


def word(term: str) -> Word:
    return Word(((term,),))


def phrase(*terms: str) -> Phrase:
    return Phrase(tuple(Step(offset, term) for offset, term in enumerate(terms)))


def test_words_phrases_and_exclusions_are_told_apart():
    wanted = read_text('air "rumah sakit" -pasar -"jual beli" desa', analyze_plainly)
    assert wanted.words == (word("air"), word("desa"))
    assert wanted.phrases == (phrase("rumah", "sakit"),)
    assert wanted.excluded == (phrase("pasar"), phrase("jual", "beli"))
    assert wanted.terms == ("air", "desa", "rumah", "sakit")


def test_a_word_given_twice_is_wanted_once():
    assert read_text("air Air ÁIR", analyze_plainly).words == (word("air"),)


def test_an_expression_is_wanted_whole_or_by_its_words():
    (wanted,) = read_text("kekerasan dalam rumah tangga", indonesian()).words
    assert wanted.alternatives == (("kdrt",), ("keras", "rumah", "tangga"))


def test_words_of_an_expression_are_not_doubted():
    spellings = read_text("kekerasan dalam rumah tangga nelayam", indonesian()).spellings
    assert [spelling.surface for spelling in spellings] == ["nelayam"]


@pytest.mark.parametrize(
    ("words", "enough"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (MAX_WORDS, MAX_WORDS // 2)]
)
def test_half_of_three_or_more_words_are_enough(words, enough):
    text = " ".join(f"kata{n}" for n in range(words))
    assert read_text(text, analyze_plainly).enough_words == enough


def test_every_kind_is_bounded():
    many = [f"k{n}" for n in range(300)]
    assert len(read_text(" ".join(many), analyze_plainly).words) == MAX_WORDS
    assert len(read_text(" ".join(f'"{w}"' for w in many), analyze_plainly).phrases) == MAX_WORDS
    assert len(read_text(" ".join(f"-{w}" for w in many), analyze_plainly).excluded) == MAX_WORDS
    (long,) = read_text('"' + " ".join(many) + '"', analyze_plainly).phrases
    assert len(long.steps) == MAX_WORDS
