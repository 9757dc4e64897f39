"""The map of dots: where organizations are, how many, and the search it leads to."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from api.pages.map_names import Spot, place_labels
from api.pages.maps import draw_map
from linkreg.reference import all_regions, provinces, regencies
from tests.pages.conftest import Site, Visitor


def _address(code: str) -> str:
    return f"/?region={code}"


def _points(path: str) -> int:
    return path.count("M")


def test_everything_is_inside_the_drawing_of_the_country() -> None:
    counts = {it.code: 1 for it in all_regions() if "." in it.code}
    drawn = draw_map(counts, _address)
    assert drawn is not None
    dots = [dot for target in drawn.targets for dot in target.dots]
    assert len(dots) == 514
    assert all(drawn.frame.holds(dot.x, dot.y) for dot in dots)
    assert drawn.empty == ""
    assert len(drawn.targets) == 38


@pytest.mark.parametrize("province", [it.code for it in provinces()])
def test_a_province_fills_its_own_drawing_and_names_do_not_cover_each_other(province: str) -> None:
    places = regencies(province)
    drawn = draw_map({places[0].code: 3}, _address, province=province)
    assert drawn is not None
    assert _points(drawn.empty) == len(places) - 1
    assert len(drawn.targets) == 1
    assert drawn.labels
    for label in drawn.labels:
        assert drawn.frame.holds(label.x, label.y)
    lines = [(label.anchor, label.x, label.y) for label in drawn.labels]
    assert len(set(lines)) == len(lines)


def test_twice_the_organizations_are_twice_the_area_and_none_is_no_dot() -> None:
    drawn = draw_map({"73.71": 80, "73.06": 40, "73.01": 0}, _address, province="73")
    assert drawn is not None
    most, half = (target.dots[0].radius for target in drawn.targets)
    assert most**2 / half**2 == pytest.approx(2, rel=0.02)
    assert {target.count for target in drawn.targets} == {80, 40}


def test_one_organization_never_looks_like_many() -> None:
    alone = draw_map({"73.71": 1}, _address, province="73")
    among = draw_map({"73.71": 1, "73.06": 12}, _address, province="73")
    assert alone
    assert among
    assert alone.targets[0].dots[0].radius == among.targets[1].dots[0].radius


def test_where_nobody_is_there_is_no_map() -> None:
    assert draw_map({}, _address) is None
    assert draw_map({"32.73": 4}, _address, province="73") is None


def test_names_give_way_to_dots_and_to_names_before_them() -> None:
    spots = [Spot("Pertama", 50, 50, 10), Spot("Kedua", 50, 52, 10), Spot("Ketiga", 200, 50, 4)]
    labels = place_labels(spots, 300, 100)
    assert labels[0].name == "Pertama"
    assert "Ketiga" in {label.name for label in labels}
    for one, other in combinations(labels, 2):
        assert (one.x, one.y) != (other.x, other.y)
    assert place_labels([Spot("Terlalu panjang untuk ini", 5, 5, 2)], 20, 20) == ()


def test_the_dots_of_a_search_narrow_it_and_widen_it_again(site: Site, public: Visitor) -> None:
    site.add(region="73.71", urusan=("1.02",))
    site.add(region="73.06", urusan=("1.06",))
    site.add(region="32.73", urusan=("1.02",))
    nation = public.open("/?urusan=1.02").links
    assert nation["Provinsi Sulawesi Selatan: 1 organisasi"] == "/?region=73&urusan=1.02"
    inside = public.open("/?region=73")
    assert inside.links["Kota Makassar: 1 organisasi"] == "/?region=73.71"
    assert inside.links["Kabupaten Gowa: 1 organisasi"] == "/?region=73.06"
    chosen = public.open("/?region=73.71")
    assert chosen.links["Kota Makassar: 1 organisasi"] == "/?region=73"
    assert re.search(r'class="chosen"><title>Kota Makassar: 1 organisasi<', chosen.html)
    two = public.open("/?region=73&region=32.73").links
    assert two["Provinsi Jawa Barat: 1 organisasi"] == "/?region=73&region=32"


def test_a_search_without_results_has_no_map(site: Site, public: Visitor) -> None:
    site.add()
    assert '<svg class="map' in public.open("/").html
    assert '<svg class="map' not in public.open("/?q=takadasamasekali").html
