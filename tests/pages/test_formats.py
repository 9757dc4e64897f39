from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from api import languages
from api.pages.facets import toggled
from api.pages.formats import (
    day,
    excerpt,
    file_size,
    marked,
    moment,
    number,
    phone_link,
    rupiah,
    span,
)
from api.pages.small_form import as_number
from linkreg.dates import DateRange
from linkreg.search import Span

_SPANS = st.lists(st.integers(0, 400), max_size=8, unique=True).map(
    lambda ends: [Span(a, b) for a, b in zip(*[iter(sorted(ends))] * 2, strict=False)]
)


def test_days_and_numbers_read_as_indonesians_write_them() -> None:
    assert day(date(2026, 12, 31)) == "31 Desember 2026"
    assert day(datetime(2026, 12, 31, 18, tzinfo=UTC)) == "1 Januari 2027"
    assert number(1_250_000) == "1.250.000"
    assert rupiah(1_250_000_000) == "Rp\N{NO-BREAK SPACE}1.250.000.000"


def test_spans_of_days_in_words() -> None:
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    assert span(DateRange(start, end)) == "1 Januari 2026 sampai 31 Desember 2026"
    assert span(DateRange(None, end)) == "sampai 31 Desember 2026"
    assert span(DateRange(start, None)) == "sejak 1 Januari 2026"
    assert span(DateRange()) == ""


def test_in_english_days_numbers_and_amounts_are_written_as_english_readers_do() -> None:
    app = Flask("api", root_path=str(Path(languages.__file__).parent))
    languages.install(app)
    with app.test_request_context(headers={"Cookie": "bahasa=en"}):
        assert day(date(2026, 12, 31)) == "31 December 2026"
        assert moment(datetime(2026, 12, 31, 18, 5, tzinfo=UTC)) == "1 January 2027 01:05 WIB"
        assert number(1_250_000) == "1,250,000"
        assert rupiah(1_250_000_000) == "Rp1,250,000,000"
        assert file_size(2_500_000) == "2.4 MB"
        assert span(DateRange(date(2026, 1, 1), None)) == "since 1 January 2026"
    assert moment(datetime(2026, 12, 31, 18, 5, tzinfo=UTC)) == "1 Januari 2027 01.05 WIB"
    assert file_size(2_500_000) == "2,4 MB"


def test_numbers_are_read_with_separators_and_nothing_else_is_guessed() -> None:
    assert as_number("1250000") == as_number("1.250.000") == 1_250_000
    for text in ("1.5", "12.50", "1,5", "-1", "lima", "9" * 40, "1.250.00"):
        assert as_number(text) == text


def test_a_phone_dials_digits_only() -> None:
    assert phone_link("(0411) 123-456 ext. 7") == "tel:0411123456"


@given(st.text(max_size=400), _SPANS)
def test_marking_only_adds_marks(text: str, spans: list[Span]) -> None:
    inside = [found for found in spans if found.end <= len(text)]
    plain = marked(text, inside).replace("<mark>", "").replace("</mark>", "")
    assert plain == str(marked(text, []))


@given(st.text(alphabet="ab <&\n", max_size=900), st.integers(0, 890))
def test_an_excerpt_is_short_and_shows_what_was_found(text: str, at: int) -> None:
    found = [Span(at, at + 3)] if at + 3 <= len(text) else []
    shown = excerpt(text, found).unescape()
    assert len(shown) < 260
    core = shown.removeprefix("… ").removesuffix(" …").replace("<mark>", "").replace("</mark>", "")
    assert core in text


def test_an_excerpt_starts_near_the_first_find() -> None:
    text = "awal " * 60 + "posyandu " + "akhir " * 60
    at = text.index("posyandu")
    shown = excerpt(text, [Span(at, at + 8)])
    assert "<mark>posyandu</mark>" in shown
    assert shown.startswith("… awal")
    assert shown.endswith("akhir …")


def test_places_and_their_province_never_stand_together() -> None:
    assert toggled((), "73") == ("73",)
    assert toggled(("73",), "73.71") == ("73.71",)
    assert toggled(("73.71",), "73.06") == ("73.71", "73.06")
    assert toggled(("73.71", "73.06"), "73") == ("73",)
    assert toggled(("73.71",), "73.71") == ("73",)
    assert toggled(("73.71", "32"), "73.71") == ("32", "73")
    assert toggled(("73",), "73") == ()
