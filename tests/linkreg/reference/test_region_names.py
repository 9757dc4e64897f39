from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.errors import AmbiguousRegionName, UnknownRegionName
from linkreg.reference import (
    all_regions,
    display_name,
    get_region,
    provinces,
    resolve_region,
)
from linkreg.reference.tables import read_table

ENGLISH = {
    "Aceh": "11",
    "North Sumatra": "12",
    "West Sumatra": "13",
    "Riau": "14",
    "South Sumatra": "16",
    "Lampung": "18",
    "Bangka Belitung Islands": "19",
    "Riau Islands": "21",
    "Jakarta": "31",
    "West Java": "32",
    "Central Java": "33",
    "Special Region of Yogyakarta": "34",
    "East Java": "35",
    "Banten": "36",
    "Bali": "51",
    "West Nusa Tenggara": "52",
    "East Nusa Tenggara": "53",
    "West Kalimantan": "61",
    "Central Kalimantan": "62",
    "South Kalimantan": "63",
    "East Kalimantan": "64",
    "North Kalimantan": "65",
    "North Sulawesi": "71",
    "Central Sulawesi": "72",
    "South Sulawesi": "73",
    "Southeast Sulawesi": "74",
    "West Sulawesi": "76",
    "Maluku": "81",
    "North Maluku": "82",
    "Papua": "91",
    "West Papua": "92",
    "South Papua": "93",
    "Central Papua": "94",
    "Highland Papua": "95",
    "Southwest Papua": "96",
    "Jambi Province": "15",
    "Bengkulu Province": "17",
    "Gorontalo Province": "75",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # levels: before, behind, abbreviated, former, English
        ("Kab. Bandung", "32.04"),
        ("Kabupaten Bandung", "32.04"),
        ("KAB BANDUNG", "32.04"),
        ("Kab.Bandung", "32.04"),
        ("Bandung (Kab.)", "32.04"),
        ("Bandung (Kab.), Jawa Barat", "32.04"),
        ("Bandung Regency", "32.04"),
        ("Kota Bandung", "32.73"),
        ("Bandung (Kota), Jawa Barat", "32.73"),
        ("Kotamadya Bandung", "32.73"),
        ("Kodya Bandung", "32.73"),
        ("Bandung City", "32.73"),
        ("Kab. Bandung Barat", "32.17"),
        ("Kab. Kotawaringin Barat", "62.01"),
        ("Kota pekanbaru", "14.71"),
        # a level in the name itself
        ("Lima Puluh Kota", "13.07"),
        ("Kab. Lima Puluh Kota", "13.07"),
        ("Kotabaru", "63.02"),
        ("Kota Baru, Kalimantan Selatan", "63.02"),
        ("Kota Kotamobagu", "71.74"),
        # provinces
        ("Jawa Barat", "32"),
        ("Prov. Jawa Barat", "32"),
        ("PROVINSI JAWA BARAT", "32"),
        ("Propinsi Jawa Barat", "32"),
        ("Jabar", "32"),
        ("NTT", "53"),
        ("N.T.B.", "52"),
        ("Kepri", "21"),
        ("Kep. Riau", "21"),
        ("Banten", "36"),
        ("Nanggroe Aceh Darussalam", "11"),
        ("Provinsi Yogyakarta", "34"),
        ("D.I. Yogyakarta", "34"),
        ("Daerah Istimewa Yogyakarta", "34"),
        ("DIY", "34"),
        ("Prov. Gorontalo", "75"),
        # Jakarta, whose kota are administrative
        ("Jakarta", "31"),
        ("DKI Jakarta", "31"),
        ("D.K.I. Jakarta", "31"),
        ("Daerah Khusus Ibu Kota Jakarta", "31"),
        ("Daerah Khusus Jakarta", "31"),
        ("Jakarta, Indonesia", "31"),
        ("Kota Adm. Jakarta Selatan", "31.74"),
        ("Kota Administrasi Jakarta Selatan", "31.74"),
        ("Kota Jakarta Selatan", "31.74"),
        ("Jakarta Selatan", "31.74"),
        ("South Jakarta, Jakarta", "31.74"),
        ("Jakarta Pusat (Kota), DKI Jakarta", "31.71"),
        ("Kab Kep Seribu", "31.01"),
        ("Kab. Adm. Kep. Seribu", "31.01"),
        ("Kepulauan Seribu", "31.01"),
        # spaces, hyphens, accents, and characters nobody sees
        ("Palangka Raya", "62.71"),
        ("Kota Palangka-Raya", "62.71"),
        ("Tolitoli", "72.04"),
        ("Kab. Toli-Toli", "72.04"),
        ("Bau-Bau", "74.72"),
        ("Lubuklinggau", "16.73"),
        ("Gunung Kidul", "34.03"),
        ("  kota\tMAKASSAR\n", "73.71"),
        ("Kóta Makassár", "73.71"),
        ("Ko\u200bta Makas\u00adsar", "73.71"),
        ("Ｋｏｔａ Ｍａｋａｓｓａｒ", "73.71"),
        ("Kota_Makassar", "73.71"),
        # names of other times and tongues
        ("Ujung Pandang", "73.71"),
        ("Kotamadya Ujung Pandang", "73.71"),
        ("Toba Samosir", "12.12"),
        ("Kab. Mamuju Utara, Sulbar", "76.01"),
        ("Kabupaten Sawahlunto/Sijunjung", "13.03"),
        ("South Tangerang, Banten", "36.74"),
        ("Solo", "33.72"),
        # a province narrows
        ("Banjar, Jawa Barat", "32.79"),
        ("Banjar, Kalimantan Selatan", "63.03"),
        ("Sleman, Yogyakarta", "34.04"),
        ("Surabaya, East Java", "35.78"),
        ("Bengkulu, Bengkulu", "17.71"),
        ("Yogyakarta, DIY", "34.71"),
        ("Jakarta, Jakarta", "31"),
        # the end of an address
        ("Jl. Raya Km. 17, Soreang 40911, Bandung (Kab.), Jawa Barat", "32.04"),
        ("Wilayah Provinsi Jawa Barat, Bandung (Kota), Jawa Barat, ", "32.73"),
        # codes
        ("73", "73"),
        ("73.71", "73.71"),
        (" 73.71 ", "73.71"),
    ],
)
def test_a_name_is_understood_as_people_write_it(text, code):
    assert resolve_region(text) == get_region(code)


@pytest.mark.parametrize(("name", "code"), ENGLISH.items())
def test_every_province_has_an_english_name(name, code):
    assert resolve_region(name) == get_region(code)


def test_the_english_names_cover_all_provinces():
    assert sorted(ENGLISH.values()) == [province.code for province in provinces()]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Bandung", ["32.04", "32.73"]),
        ("Bandung, Jawa Barat", ["32.04", "32.73"]),
        ("bogor", ["32.01", "32.71"]),
        ("Malang", ["35.07", "35.73"]),
        ("Serang", ["36.04", "36.73"]),
        ("Banjar", ["32.79", "63.03"]),
        ("Sorong, Papua Barat Daya", ["96.01", "96.71"]),
        ("Jambi", ["15", "15.71"]),
        ("Bengkulu", ["17", "17.71"]),
        ("Yogyakarta", ["34", "34.71"]),
        ("Gorontalo", ["75", "75.01", "75.71"]),
        ("Gorontalo, Gorontalo", ["75.01", "75.71"]),
    ],
)
def test_a_name_that_several_bear_lists_them_all(text, codes):
    with pytest.raises(AmbiguousRegionName) as caught:
        resolve_region(text)
    assert caught.value.name == text
    assert caught.value.candidates == tuple((code, display_name(code)) for code in codes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        ",",
        " , ,",
        "Indonesia",
        "Kota",
        "Kab.",
        "-",
        "7371",  # a BPS code
        "99.99",
        "73.71.01",
        "Atlantis",
        "東京",
        "Kota 東 Bandung",
        "Kab/Kota Bandung",
        "Irian Jaya",  # six provinces today
        "Kota Jombang",  # only a kabupaten
        "Kab. Makassar",  # only a kota
        "Prov. Bandung",
        "Kota Bandung, Bali",
        "Surabaya, West Java",
        "Surabaya, Jawa",
        "Kota Bandung, Kota Bandung",
        "Soreang, Bandung (Kab.)",
        "Lainnya, Jawa Barat",
    ],
)
def test_a_name_that_nobody_bears_is_not_guessed(text):
    with pytest.raises(UnknownRegionName) as caught:
        resolve_region(text)
    assert caught.value.name == text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kab. Bdg", "Kabupaten Badung, Bali"),
        ("Kota Jakarta", "Provinsi Daerah Khusus Ibukota Jakarta"),
        ("Kota Jombang", "Kabupaten Jombang, Jawa Timur"),
        ("Kota Bandng", "Kota Bandung, Jawa Barat"),
        ("Kab. Bandng", "Kabupaten Bandung, Jawa Barat"),
        ("Denpasr", "Kota Denpasar, Bali"),
        ("Kota Bandng, Jawa Barat", "Kota Bandung, Jawa Barat"),
        ("Kota Bandung, Bali", "Kota Bandung, Jawa Barat"),
        ("Soreang, Bandung (Kab.)", "Kabupaten Bandung, Jawa Barat"),
        ("Lainnya, Jawa Barat", "Provinsi Jawa Barat"),
    ],
)
def test_an_unknown_name_is_answered_with_the_likeliest(text, first):
    with pytest.raises(UnknownRegionName) as caught:
        resolve_region(text)
    assert caught.value.nearest[0] == first


def test_kota_jakarta_is_answered_with_its_kota_as_well_but_with_six_names_at_most():
    with pytest.raises(UnknownRegionName) as caught:
        resolve_region("Kota Jakarta")
    assert len(caught.value.nearest) == 6
    assert (
        "Kota Administrasi Jakarta Selatan, Daerah Khusus Ibukota Jakarta" in caught.value.nearest
    )


def test_look_alikes_of_a_known_province_are_sought_there_alone():
    with pytest.raises(UnknownRegionName) as caught:
        resolve_region("Kota Bandng, Jawa Barat")
    assert all(name.endswith(", Jawa Barat") for name in caught.value.nearest)


@given(st.text())
def test_any_text_ends_in_a_region_or_in_one_of_the_two_errors(text):
    with suppress(UnknownRegionName, AmbiguousRegionName):
        assert resolve_region(text) in all_regions()


def miswritten(draw, name):
    """Write a name in random case, with random extra spaces between its words."""
    spaces = st.text(" \t\n\u00a0", min_size=1, max_size=3)
    joined = "".join(word + draw(spaces) for word in name.split())
    return "".join(draw(st.sampled_from([c.lower(), c.upper()])) for c in joined)


@given(st.data(), st.sampled_from(all_regions()))
def test_every_region_is_found_by_its_name_and_province_however_written(data, region):
    assert resolve_region(miswritten(data.draw, display_name(region.code))) == region


def test_whatever_is_shown_is_read_back():
    assert all(resolve_region(display_name(r.code)) == r for r in all_regions())


def test_every_region_is_found_by_its_code():
    assert all(resolve_region(region.code) == region for region in all_regions())


def test_every_kabupaten_and_kota_is_found_by_its_official_name_alone():
    names = [r for r in all_regions() if r not in provinces()]
    assert all(resolve_region(region.name) == region for region in names)


@pytest.mark.parametrize("row", read_table("region_aliases.csv"), ids=lambda row: row["alias"])
def test_an_alias_with_its_level_names_its_region(row):
    region = get_region(row["code"])
    assert resolve_region(f"{region.level} {row['alias']}") == region


def test_no_alias_is_written_twice_or_without_a_reason():
    rows = read_table("region_aliases.csv")
    assert len({row["alias"].casefold() for row in rows}) == len(rows)
    assert all(row["kind"] for row in rows)


def test_only_yogyakarta_has_an_alias_that_another_region_bears():
    shared = set()
    for row in read_table("region_aliases.csv"):
        try:
            resolve_region(row["alias"])
        except AmbiguousRegionName:
            shared.add(row["alias"])
    assert shared == {"Yogyakarta"}
