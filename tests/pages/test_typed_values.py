"""Values as people type and paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.pasted_board import read_board
from api.pages.places import cut_places
from api.pages.typed_values import as_day, as_person, as_phone, as_site


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3 Februari 2015", "2015-02-03"),
        ("  3  februari 2015 ", "2015-02-03"),
        ("3 Feb 2015", "2015-02-03"),
        ("Selasa, 3 Februari 2015", "2015-02-03"),
        ("17-Agustus-1945", "1945-08-17"),
        ("1 Nopember 2020", "2020-11-01"),
        ("3 August 2015", "2015-08-03"),
        ("03/02/2015", "2015-02-03"),
        ("3.2.2015", "2015-02-03"),
        ("3 - 2 - 2015", "2015-02-03"),
        ("2015-02-03", "2015-02-03"),
        ("2015/2/3", "2015-02-03"),
        ("31/02/2015", "31/02/2015"),
        ("03/02/15", "03/02/15"),
        ("Februari 2015", "Februari 2015"),
        ("3 Februarius 2015", "3 Februarius 2015"),
        ("0000-00-00", "0000-00-00"),
        ("", ""),
    ],
)
def test_days(typed: str, read: str) -> None:
    assert as_day(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0411-123456", "0411-123456"),
        ("(0411) 123456", "0411 123456"),
        ("Telp. (0411) 123 456", "0411 123 456"),
        ("HP/WA: 0812 3456 7890", "0812 3456 7890"),
        ("Tel: +62 (0)411 123456", "+62 411 123456"),
        ("0812\u20113456", "0812\u20113456"),
        ("0812\u200b3456", "0812 3456"),
        ("hp", "hp"),
        ("", ""),
    ],
)
def test_telephone_numbers(typed: str, read: str) -> None:
    assert as_phone(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("contoh.or.id", "https://contoh.or.id"),
        ("WWW.Contoh.or.id/a?b", "https://WWW.Contoh.or.id/a?b"),
        ("http://contoh.or.id", "http://contoh.or.id"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("info@contoh.or.id", "info@contoh.or.id"),
        ("contoh", "contoh"),
        ("dua kata.id", "dua kata.id"),
    ],
)
def test_sites(typed: str, read: str) -> None:
    assert as_site(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("SITI CONTOHWATI", "Siti Contohwati"),
        ("DR. H. BUDI CONTOH, S.PD., M.SI", "Dr. H. Budi Contoh, S.PD., M.SI"),
        ("Siti de Contoh", "Siti de Contoh"),
        ("ANI", "ANI"),
    ],
)
def test_names_of_people(typed: str, read: str) -> None:
    assert as_person(typed) == read


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Ketua: Siti Contoh", ("Ketua", "Siti Contoh")),
        ("Siti Contoh - Wakil Ketua", ("Wakil Ketua", "Siti Contoh")),
        ("1. Siti Contoh\tBendahara", ("Bendahara", "Siti Contoh")),
        ("a) Sekretaris = Budi", ("Sekretaris", "Budi")),
        ("Siti Contoh, S.Pd., Ketua", ("Ketua", "Siti Contoh, S.Pd.")),
        ("Siti Contoh, S.Pd.", ("", "Siti Contoh, S.Pd.")),
        ("Siti Contoh; Juru masak", ("Juru masak", "Siti Contoh")),
        ("Ketut Contoh", ("", "Ketut Contoh")),
        ("Ketua", ("Ketua", "")),
    ],
)
def test_lines_of_a_board(line: str, row: tuple[str, str]) -> None:
    (read,) = read_board(f"\r\n{line}\r\n\r\n")
    assert (read.position, read.name) == row


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("Kota Makassar\nGowa", ["Kota Makassar", "Gowa"]),
        ("Makassar, Gowa, Maros", ["Makassar", "Gowa", "Maros"]),
        ("Kota Bandung, Jawa Barat", ["Kota Bandung, Jawa Barat"]),
        ("Bandung, Jawa Barat, Jambi; Riau", ["Bandung, Jawa Barat", "Jambi", "Riau"]),
        ("Jawa Barat, Jawa Tengah", ["Jawa Barat", "Jawa Tengah"]),
        ("1. Gowa\n2) Maros\n- Pangkep\n* Barru", ["Gowa", "Maros", "Pangkep", "Barru"]),
    ],
)
def test_lists_of_places(typed: str, cut: list[str]) -> None:
    assert [place for place in map(str.strip, cut_places(typed)) if place] == cut


@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    for read in (as_day, as_phone, as_site, as_person):
        assert isinstance(read(text), str)
    assert all(row.name or row.position for row in read_board(text))
    assert all(isinstance(place, str) for place in cut_places(text))


@given(st.dates())
def test_a_day_read_once_is_read_the_same_again(day) -> None:
    assert as_day(as_day(day.isoformat())) == day.isoformat()
