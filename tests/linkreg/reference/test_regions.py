from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.errors import UnknownCode
from linkreg.reference import (
    Region,
    RegionLevel,
    all_regions,
    covers,
    display_name,
    distance_km,
    get_region,
    parent,
    provinces,
    regencies,
)

REGIONS = st.sampled_from(all_regions())

# The far corners of Indonesia: Sabang and Merauke east-west, Rote and Sabang south-north.
NORTH, SOUTH, WEST, EAST = 6.5, -11.5, 94.5, 141.1


def test_the_list_holds_every_province_kabupaten_and_kota():
    assert Counter(region.level for region in all_regions()) == {
        RegionLevel.PROVINCE: 38,
        RegionLevel.REGENCY: 416,
        RegionLevel.CITY: 98,
    }


def test_regions_come_in_the_order_of_codes_each_province_before_what_lies_in_it():
    codes = [region.code for region in all_regions()]
    assert codes == sorted(set(codes))


def test_importing_the_package_reads_no_file():
    program = "import importlib.resources as r; r.files = None; import linkreg.reference"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_region_has_code_name_level_and_map_point():
    assert get_region("73.71") == Region(
        "73.71", "Kota Makassar", RegionLevel.CITY, latitude=-5.14, longitude=119.46
    )


@pytest.mark.parametrize("code", ["", "7", "7371", "73.7", "73.71.01", "73,71", " 73", "99", "٧٣"])
def test_only_a_listed_dotted_code_is_a_code(code):
    with pytest.raises(UnknownCode) as caught:
        get_region(code)
    assert (caught.value.kind, caught.value.value) == ("wilayah", code)


def level_by_code(code: str) -> RegionLevel:
    """Two digits are a province; in it 01 to 69 are kabupaten, from 71 on kota."""
    province, _, number = code.partition(".")
    assert province.isdecimal()
    if not number:
        return RegionLevel.PROVINCE
    return RegionLevel.REGENCY if int(number) < 70 else RegionLevel.CITY


def test_codes_say_what_every_region_is():
    assert [r for r in all_regions() if r.level is not level_by_code(r.code)] == []


def test_every_kabupaten_and_kota_is_called_one():
    called = {r.code: r.name.split()[0].lower() for r in all_regions() if r not in provinces()}
    assert called == {code: level_by_code(code) for code in called}


def test_every_map_point_lies_in_indonesia():
    assert all(SOUTH < region.latitude < NORTH for region in all_regions())
    assert all(WEST < region.longitude < EAST for region in all_regions())


def test_provinces_are_the_38_that_stand_alone():
    assert len(provinces()) == 38
    assert all(parent(province) is None for province in provinces())


@pytest.mark.parametrize(("code", "province"), [("73.71", "73"), ("73", "73"), ("11.01", "11")])
def test_a_region_knows_the_code_of_its_province(code, province):
    assert get_region(code).province_code == province


def test_the_parent_of_a_kota_is_its_province():
    assert parent(get_region("73.71")) == get_region("73")


def test_provinces_and_their_regencies_make_up_the_whole_list():
    gathered = [r for province in provinces() for r in (province, *regencies(province.code))]
    assert tuple(gathered) == all_regions()


@pytest.mark.parametrize("code", ["73.71", "7", "", "99"])
def test_only_a_province_has_regencies(code):
    with pytest.raises(UnknownCode):
        regencies(code)


@pytest.mark.parametrize(
    ("scope", "code", "covered"),
    [
        ("73", "73", True),
        ("73", "73.71", True),
        ("73.71", "73.71", True),
        ("73.71", "73", False),
        ("73.71", "73.72", False),
        ("73", "74.71", False),
        ("7", "73", False),
        ("73.7", "73.71", False),
        ("", "73", False),
    ],
)
def test_a_scope_covers_itself_and_what_lies_in_it(scope, code, covered):
    assert covers(scope, code) is covered


@given(REGIONS)
def test_a_region_is_covered_by_itself_and_its_parent_alone(region):
    scopes = {scope.code for scope in all_regions() if covers(scope.code, region.code)}
    assert scopes == {region.code, region.province_code}


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("73.71", "Kota Makassar, Sulawesi Selatan"),
        ("32.04", "Kabupaten Bandung, Jawa Barat"),
        ("73", "Provinsi Sulawesi Selatan"),
    ],
)
def test_a_region_is_shown_with_its_province_or_as_one(code, shown):
    assert display_name(code) == shown


def test_no_two_regions_are_shown_alike():
    shown = [display_name(region.code) for region in all_regions()]
    assert len(shown) == len(set(shown))


def test_an_unknown_code_has_no_name_to_show():
    with pytest.raises(UnknownCode):
        display_name("99")


@pytest.mark.parametrize(
    ("a", "b", "kilometers"),
    [
        ("73.71", "73.71", 0),
        ("31.71", "32.73", 119),  # Jakarta Pusat to Bandung
        ("11.72", "93.01", 5223),  # Sabang to Merauke, the width of the country
    ],
)
def test_distance_is_that_of_the_globe(a, b, kilometers):
    assert distance_km(get_region(a), get_region(b)) == pytest.approx(
        kilometers, rel=0.03, abs=0.01
    )


@dataclass(frozen=True)
class Spot:
    latitude: float
    longitude: float


SPOTS = st.builds(Spot, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("a", "b", "kilometers"),
    [
        (Spot(0, 110), Spot(1, 110), 111.195),  # a degree
        (Spot(0, 110), Spot(0, 111), 111.195),
        (Spot(60, 110), Spot(60, 111), 55.597),  # half as wide at 60 degrees
        (Spot(0, 179.5), Spot(0, -179.5), 111.195),  # across the date line
        (Spot(82, -85), Spot(-82, 95), 20015.115),  # opposite points, where rounding bites
    ],
)
def test_distance_follows_the_sphere(a, b, kilometers):
    assert distance_km(a, b) == pytest.approx(kilometers, abs=0.001)


@given(SPOTS, SPOTS)
def test_distance_is_the_same_both_ways_and_at_most_half_way_round(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= 20_016
