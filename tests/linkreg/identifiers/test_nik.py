from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from linkreg.identifiers import contains_nik
from linkreg.identifiers.nik import is_nik_shaped

MAN, WOMAN = "3173010112900001", "3173014112900001"

SEPARATORS = st.sampled_from([" ", ".", "-", "/"])


@st.composite
def niks(draw):
    """A NIK of any province, birth day of a man or a woman, and serial number."""
    day = draw(st.integers(1, 31)) + draw(st.sampled_from([0, 40]))
    parts = [
        f"{draw(st.integers(11, 97))}{draw(st.integers(0, 9999)):04}",
        f"{day:02}{draw(st.integers(1, 12)):02}{draw(st.integers(0, 99)):02}",
        f"{draw(st.integers(0, 9999)):04}",
    ]
    return "".join(parts)


@st.composite
def split_niks(draw):
    """A NIK with a separator, or none, after each digit; never grouped like two dates."""
    nik = draw(niks())
    gaps = [draw(st.just("") | SEPARATORS) for _ in nik[1:]]
    text = nik[0] + "".join(gap + digit for gap, digit in zip(gaps, nik[1:], strict=True))
    assume([len(group) for group in re.split("[ ./-]", text)] != [2, 2, 4, 2, 2, 4])
    return text


@pytest.mark.parametrize(
    "text",
    [
        MAN,
        WOMAN,
        f"NIK {MAN}",
        f"NIK:{MAN}.",
        f"NIK{MAN}ktp",
        f"Ketua: Siti (NIK {WOMAN}), Makassar",
        "9999999999999999",  # sixteen in a row always count
        "0013000666091000",
        "3173 0101 1290 0001",
        "317301-011290-0001",
        "31.73.01.011290.0001",
        "31/73/01/01/12/90/0001",
        "317301 411290 0001",
        "3 1 7 3 0 1 0 1 1 2 9 0 0 0 0 1",
        "3173-0101 1290.0001",
        "3173 0101\n1290 0001",
        "3173\u00a00101\u00a01290\u00a00001",
        "3173–0101–1290–0001",
        "RT 05 3173 0101 1290 0001 2020",  # other numbers around it
        "2020-3173010112900001-2021",
        "３１７３０１０１１２９００００１",
        "٣١٧٣٠١٠١١٢٩٠٠٠٠١",
        "३१७३०१०११२९००००१",
        "𝟑𝟏𝟕𝟑𝟎𝟏𝟎𝟏𝟏𝟐𝟗𝟎𝟎𝟎𝟎𝟏",
        "③①⑦③⓪①⓪①①②⑨⓪⓪⓪⓪①",
        "³¹⁷³⁰¹⁰¹¹²⁹⁰⁰⁰⁰¹",
        "3173\u200b0101\u200d1290\ufeff0001",
        "3173\u00ad0101\u20601290\u200e0001",
        "3\u03361\u03367\u03363010112900001",  # struck through
        "3173\x000101\x0012900001",
    ],
)
def test_a_nik_is_found(text):
    assert contains_nik(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yayasan tanpa angka",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "(0411) 123456, 0812 3456 7890",
        "Telp. 021-1234567 / 0813-9876-5432",
        "2018 2019 2020 2021",
        "2018\n2019\n2020\n2021",
        "2018, 2019, 2020, dan 2021",
        "2018-2019/2020-2021",
        "1998 1999 2000 2001 2002 2003",
        "15-03-2023 10-04-2023",  # NIK-shaped only by chance
        "15-03-1965 10-04-1968",
        "31/12/2023-01/01/2024",
        "2023-03-15/2023-04-10",
        "Rp 1.250.000.000",
        "Rp1.250.000.000,00",
        "Rp 1.250.000.000.000.000",
        "317301011290000",  # 15
        "31730101129000012",  # 17
        "3173 0101 1290 000",
        "3173 0101 1290 00012",
        "0013 0006 6609 1000",  # a body's NPWP, in groups
        "01.300.066.6-091.000",
        "10.00.00.000000.0000",
        "3173 0100 1290 0001",  # day 00
        "3173 0132 1290 0001",  # day 32
        "3173 0140 1290 0001",  # day 40, a woman's day 0
        "3173 0172 1290 0001",  # day 72, a woman's day 32
        "3173 0101 0090 0001",  # month 00
        "3173 0101 1390 0001",  # month 13
        "1073 0101 1290 0001",  # province 10
        "9873 0101 1290 0001",  # province 98
        "3173  0101  1290  0001",  # two spaces are no single separator
        "3173, 0101, 1290, 0001",
        "3173 0101 x 1290 0001",
        "AHU-0012485.AH.01.04.Tahun 2018",
        "AHU-AH.01.06-0012345",
        "C-1071.HT.01.02.TH 2006",
        "0100-00-00/018/I/2019",
        "-5.1476651, 119.4327314",
        "2025-01-23 10:10:27",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert not contains_nik(text)


@given(st.text(), split_niks(), st.text())
def test_no_text_around_a_nik_hides_it(before, nik, after):
    assert contains_nik(f"{before} x {nik} x {after}")


@given(
    st.lists(st.integers(0, 99999).map(str)), split_niks(), st.lists(st.integers(0, 99999).map(str))
)
def test_no_numbers_around_a_nik_hide_it(before, nik, after):
    assert contains_nik(" ".join([*before, nik, *after]))


@given(niks(), st.lists(st.characters(categories=["Cf", "Mn", "Me"]), min_size=15, max_size=15))
def test_no_invisible_or_combining_characters_hide_a_nik(nik, marks):
    assert contains_nik(
        "".join(digit + mark for digit, mark in zip(nik, [*marks, ""], strict=True))
    )


@given(st.lists(st.integers(1900, 2099), min_size=1, max_size=12), SEPARATORS)
def test_no_series_of_years_looks_like_a_nik(years, separator):
    assert not contains_nik(separator.join(map(str, years)))


@given(st.text("0123456789", min_size=1, max_size=40))
def test_a_run_of_digits_counts_only_at_sixteen(digits):
    assert contains_nik(digits) is (len(digits) == 16)


@given(st.integers(1, 10**15), st.sampled_from(["Rp", "Rp ", "IDR "]))
def test_no_amount_of_rupiah_below_a_quadrillion_looks_like_a_nik(amount, currency):
    assert not contains_nik(currency + f"{amount:,}".replace(",", "."))


@given(niks())
def test_every_nik_is_nik_shaped(nik):
    assert is_nik_shaped(nik)
