"""How a query text is read."""

import pytest

from linkreg.search.analysis import analyze_plainly
from linkreg.search.text_query import (
    MAX_WORDS,
    Phrase,
    Step,
    Word,
    correct_text,
    enough_of,
    read_text,
)
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
    ("words", "enough"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (MAX_WORDS, 3)]
)
def test_half_of_the_words_but_never_more_than_three_are_enough(words, enough):
    assert enough_of(words) == enough


def test_a_place_beside_other_words_is_no_word_but_a_region():
    wanted = read_text("kesehatan ibu di Makassar", indonesian())
    assert wanted.words == (word("sehat"), word("ibu"))
    assert wanted.regions == ("73.71",)


def test_a_place_alone_is_a_word_and_a_region():
    wanted = read_text("Kota Makassar", indonesian())
    assert wanted.words == (word("kota"), word("makassar"))
    assert wanted.regions == ("73.71",)


def test_a_place_in_quotation_marks_or_excluded_is_only_words():
    wanted = read_text('ibu "Makassar" -Bandung', indonesian())
    assert wanted.phrases == (phrase("makassar"),)
    assert wanted.excluded == (phrase("bandung"),)
    assert wanted.regions == ()


def test_words_of_paperwork_ask_nothing_beside_others():
    wanted = read_text("Belanja Jasa Pengolahan Sampah Kabupaten", indonesian())
    assert wanted.words == (word("olah"), word("sampah"))
    assert read_text("belanja jasa", indonesian()).words == (word("belanja"), word("jasa"))


def test_legal_forms_and_common_activities_only_add_to_the_score():
    wanted = read_text("pendampingan yayasan nelayan", indonesian())
    assert wanted.words == (word("nelayan"),)
    assert wanted.extras == (word("damping"), word("yayasan"))
    assert wanted.light_terms == {"damping", "yayasan"}
    assert read_text("pendampingan", indonesian()).words == (word("damping"),)


def test_an_acronym_is_wanted_like_its_words():
    (short,) = read_text("KDRT", indonesian()).words
    (long,) = read_text("kekerasan dalam rumah tangga", indonesian()).words
    assert short == long


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("nelayam kecil", "nelayan kecil"),
        ("NELAYAM, nelayam", "nelayan, nelayan"),
        ('"nelayam" nelayam', '"nelayam" nelayan'),
        ("-nelayam petani", "-nelayam petani"),
        ("petani", "petani"),
    ],
)
def test_loose_words_are_corrected_and_quoted_ones_stay(typed, corrected):
    assert correct_text(typed, {"nelayam": "nelayan"}) == corrected


def test_every_kind_is_bounded():
    many = [f"k{n}" for n in range(300)]
    assert len(read_text(" ".join(many), analyze_plainly).words) == MAX_WORDS
    assert len(read_text(" ".join(f'"{w}"' for w in many), analyze_plainly).phrases) == MAX_WORDS
    assert len(read_text(" ".join(f"-{w}" for w in many), analyze_plainly).excluded) == MAX_WORDS
    (long,) = read_text('"' + " ".join(many) + '"', analyze_plainly).phrases
    assert len(long.steps) == MAX_WORDS
