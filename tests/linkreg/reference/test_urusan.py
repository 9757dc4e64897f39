from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.errors import InvalidInput, UnknownCode
from linkreg.reference import Urusan, all_urusan, get_urusan, urusan_of_unit

AFFAIRS = tuple(urusan.code for urusan in all_urusan() if urusan.is_affair)


def test_an_urusan_has_code_name_and_group():
    assert get_urusan("2.07") == Urusan("2.07", "Tenaga Kerja", "wajib non pelayanan dasar")


@pytest.mark.parametrize("code", ["", "2", "2.7", "2.07.", "02.07", "0.00", "9.99"])
def test_only_a_listed_code_is_an_urusan(code):
    with pytest.raises(UnknownCode) as caught:
        get_urusan(code)
    assert caught.value.kind == "urusan"


def test_the_law_names_32_affairs():
    groups = Counter(urusan.group for urusan in all_urusan() if urusan.is_affair)
    assert groups == {"wajib pelayanan dasar": 6, "wajib non pelayanan dasar": 18, "pilihan": 8}


def test_supporting_functions_are_listed_but_are_no_affairs():
    assert not get_urusan("5.02").is_affair
    assert sum(not urusan.is_affair for urusan in all_urusan()) == 10


def test_urusan_come_in_the_order_of_codes():
    codes = [urusan.code for urusan in all_urusan()]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        ("2.07.3.32.0.00.09.0000", ("2.07", "3.32")),
        ("1.02.0.00.0.00.02.0067", ("1.02",)),
        ("2.16.2.20.2.21.16.0000", ("2.16", "2.20", "2.21")),
        ("3.30.3.31.3.29.23.0000", ("3.30", "3.31", "3.29")),  # in the order of the unit
        ("1.01.1.01.0.00.01.0000", ("1.01",)),
        ("5.02.0.00.0.00.28.0000", ()),
        ("5.01.5.05.0.00.26.0000", ()),
        ("5.01.1.01.0.00.26.0000", ("1.01",)),
        ("9.99.0.00.0.00.01.0000", ()),
        ("0.00.0.00.0.00.01.0000", ()),
        (" 2.07.3.32.0.00.09.0000\n", ("2.07", "3.32")),
    ],
)
def test_a_unit_works_in_the_affairs_its_code_begins_with(unit, codes):
    assert urusan_of_unit(unit) == codes


@given(st.lists(st.sampled_from(AFFAIRS), min_size=1, max_size=3, unique=True))
def test_every_affair_of_a_unit_is_read_in_order(codes):
    first_three = [*codes, "0.00", "0.00"][:3]
    assert urusan_of_unit(".".join([*first_three, "01", "0000"])) == tuple(codes)


@pytest.mark.parametrize(
    "unit",
    [
        "",
        "2.07",
        "2.07.3.32.0.00",
        "2.07.3.32.0.00.09",
        "2.07.3.32.0.00.9.0000",
        "2.07.3.32.0.00.09.0000.1",
        "2-07-3-32-0-00-09-0000",
        "2.073.32.0.00.09.0000",
        "٢.07.3.32.0.00.09.0000",
        "D107",
    ],
)
def test_another_shape_is_no_unit_code(unit):
    with pytest.raises(InvalidInput) as caught:
        urusan_of_unit(unit)
    assert [mistake.code for mistake in caught.value.mistakes] == ["unit_code_shape"]
