"""Places in the middle of a text."""

import pytest

from linkreg.reference import mentioned_regions


def codes(text: str) -> list[list[str]]:
    return [[region.code for region in mention.regions] for mention in mentioned_regions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kesehatan ibu di Makassar", [["73.71"]]),
        ("nelayan Bandung", [["32.04", "32.73"]]),
        ("PAUD Kota Bandung", [["32.73"]]),
        ("PAUD kab. bandung", [["32.04"]]),
        ("bank sampah di Jawa Tengah", [["33"]]),
        ("bank sampah Jateng", [["33"]]),
        ("petani Jambi", [["15", "15.71"]]),
        ("taman bacaan Mataram NTB", [["52.71"]]),
        ("pelatihan di Banjar, Jawa Barat", [["32.79"]]),
        ("dari Makassar ke Palu", [["73.71"], ["72.71"]]),
        ("korban KDRT Jogja", [["34"]]),
        ("Lima Puluh Kota", [["13.07"]]),
        ("kerajinan batu", []),
        ("kerajinan di Batu", [["35.79"]]),
        ("kerajinan Kota Batu", [["35.79"]]),
        ("kabupaten/kota", []),
        ("kesehatan ibu", []),
        ("", []),
    ],
)
def test_places_are_found_by_the_names_people_write(text, expected):
    assert codes(text) == expected


def test_a_mention_says_where_it_stands_with_its_level_and_province():
    text = "PAUD di Kota Bandung, Jawa Barat saja"
    (mention,) = mentioned_regions(text)
    assert text[mention.start : mention.end] == "Kota Bandung, Jawa Barat"


def test_a_province_that_is_not_above_the_place_is_a_place_of_its_own():
    assert codes("Makassar, Jawa Barat") == [["73.71"], ["32"]]
