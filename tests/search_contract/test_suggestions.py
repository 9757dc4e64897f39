"""Corrected words and completed names."""

import pytest

from linkreg.vocabulary import OrganizationStatus


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nelayam", "nelayan"),  # changed
        ("nelyan", "nelayan"),  # dropped
        ("nelayyan", "nelayan"),  # added
        ("nealyan", "nelayan"),  # swapped
        ("pelatihsm", "pelatihan"),  # two edits from eight letters
    ],
)
def test_a_word_that_matches_nothing_is_corrected(world, typed, meant):
    world.add("a", text="nelayan pelatihan")
    assert world.page(typed).suggestions == (meant,)


@pytest.mark.parametrize("typed", ["kbx", "nelxyxn", "melayan"])
def test_short_words_two_edits_and_other_first_letters_are_not_corrected(world, typed):
    world.add("a", text="nelayan kb")
    assert world.page(typed).suggestions == ()


def test_a_word_that_matches_is_not_corrected(world):
    world.add("a", text="nelayan")
    assert world.page("nelayan").suggestions == ()


def test_words_are_corrected_as_written_not_as_stems(world):
    world.add("a", text="keterampilan")
    assert world.page("ketrampilan").suggestions == ("keterampilan",)


def test_the_commoner_of_two_equally_near_words_is_preferred(world):
    world.add("a", text="malam")
    world.add("b", text="malas")
    world.add("c", text="malas")
    assert world.page("malax").suggestions == ("malas",)


def test_the_first_in_the_alphabet_of_equally_common_words_is_preferred(world):
    world.add("a", text="malam malas")
    assert world.page("malax").suggestions == ("malam",)


def test_each_wrong_word_is_corrected_in_order(world):
    world.add("a", text="nelayan mangrove")
    assert world.page('mangrofe bagus "nelayam"').suggestions == ("mangrove", "nelayan")


def test_a_corrected_word_is_answered_and_the_text_said(world):
    world.add("a", text="nelayan pesisir")
    page = world.page("nelayam pesisir")
    assert ([hit.id for hit in page.hits], page.corrected) == (["a"], "nelayan pesisir")
    assert world.page("nelayan").corrected is None


def test_what_is_quoted_is_suggested_but_never_replaced(world):
    world.add("a", text="nelayan")
    page = world.page('"nelayam"')
    assert (page.total, page.suggestions, page.corrected) == (0, ("nelayan",), None)


def test_a_misspelled_place_is_understood_once_corrected(world):
    world.add("a", text="nelayan", place="Kota Makassar")
    page = world.page("nelayan Makssar")
    assert (page.corrected, page.regions) == ("nelayan makassar", ("73.71",))


def test_words_of_removed_documents_are_not_suggested(world):
    world.add("a", text="nelayan")
    world.add("b", text="petani")
    world.remove("a")
    assert world.page("nelayam").suggestions == ()


def test_a_name_is_completed_from_its_first_or_first_telling_word(world):
    world.add("a", "Yayasan Pelita Harapan")
    assert world.engine.suggest("yayasan pel") == ("a",)
    assert world.engine.suggest("PELITA h") == ("a",)
    assert world.engine.suggest("harapan") == ()


def test_acronyms_and_aliases_complete_too(world):
    world.add("a", "Perkumpulan Keluarga", short_name="PKBI", alias="Lentera Kita")
    assert world.engine.suggest("pkb") == ("a",)
    assert world.engine.suggest("lentera") == ("a",)


def test_completions_come_by_name_and_only_so_many(world):
    world.add("3", "Pelita Timur")
    world.add("1", "Pelita Barat")
    world.add("2", "Pelita Barat")
    assert world.engine.suggest("pelita") == ("1", "2", "3")
    assert world.engine.suggest("pelita", limit=2) == ("1", "2")


def test_a_misspelled_beginning_completes_only_when_no_exact_one_does(world):
    world.add("a", "Pelita")
    world.add("b", "Pelota Raya")
    assert world.engine.suggest("pelita") == ("a",)
    assert world.engine.suggest("peluta") == ("a", "b")
    assert world.engine.suggest("pul") == ()


@pytest.mark.parametrize("status", [s for s in OrganizationStatus if s != "published"])
def test_only_published_names_complete(world, status):
    world.add("a", "Pelita", status=status)
    assert world.engine.suggest("pelita") == ()
    assert world.engine.suggest("pelota") == ()


@pytest.mark.parametrize("text", ["", "   ", "***", "\0"])
def test_no_letters_complete_nothing(world, text):
    world.add("a", "Pelita")
    assert world.engine.suggest(text) == ()
