"""How values look on a page: days, numbers, names of codes, and found words marked in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from babel.dates import format_time
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from api import messages
from api.languages import DEFAULT, chosen_language, day_said, translated
from linkreg.clock import WIB, date_in_indonesia
from linkreg.dates import DateRange
from linkreg.identifiers import format_identifier
from linkreg.reference import display_name, get_urusan
from linkreg.search import Span
from linkreg.strengths import strengths_of
from linkreg.wording import Wording

#: About how many characters of a description a result shows, and how many of them before a find.
EXCERPT, LEAD = 230, 70


def day(value: date | datetime) -> str:
    """Return a day as 31 Desember 2026; an instant is taken in Western Indonesia Time."""
    return day_said(date_in_indonesia(value) if isinstance(value, datetime) else value)


def moment(value: datetime) -> str:
    """Return an instant as 31 Desember 2026 14.05 WIB; in English 31 December 2026 14:05 WIB."""
    time = format_time(value.astimezone(WIB), "HH.mm" if _is_indonesian() else "HH:mm")
    return f"{day(value)} {time} WIB"


def clock_time(value: datetime) -> str:
    """Return when on its day an instant was: 14.05."""
    return f"{value.astimezone(WIB):%H.%M}"


def number(value: float) -> str:
    """Return a number with the separators of the language: 1.250.000, in English 1,250,000."""
    if isinstance(value, int):  # a page of results holds more than a hundred
        return f"{value:,}".replace(",", "." if _is_indonesian() else ",")
    return str(format_decimal(value, locale=chosen_language()))


def file_size(value: int) -> str:
    """Return a number of bytes as 87 KB or 2,4 MB."""
    if value < 1024**2:
        return f"{number(max(1, round(value / 1024)))} KB"
    return f"{number(round(value / 1024**2, 1))} MB"


def rupiah(value: int) -> str:
    """Return an amount as ``Rp 1.250.000.000``, in English ``Rp1,250,000,000``, never broken."""
    return f"Rp\N{NO-BREAK SPACE}{number(value)}" if _is_indonesian() else f"Rp{number(value)}"


def _is_indonesian() -> bool:
    return chosen_language() == DEFAULT


def span(holds: DateRange) -> str:
    """Return days from and until in words; empty when both ends are open."""
    if holds.start and holds.end:
        return translated(Wording("{start} sampai {end}", start=holds.start, end=holds.end))
    if holds.end:
        return translated(Wording("sampai {end}", end=holds.end))
    return translated(Wording("sejak {start}", start=holds.start)) if holds.start else ""


def phone_link(number_as_written: str) -> str:
    """Return the address a phone dials; an extension is left to the caller."""
    return "tel:" + re.sub(r"[^0-9+]", "", number_as_written.partition("ext")[0])


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """Return the text, escaped, with the spans in ``<mark>``."""
    return Markup("").join(_pieces(text, spans))


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[Markup]:
    at = 0
    for start, end in spans:
        yield escape(text[at:start])
        yield Markup("<mark>{}</mark>").format(text[start:end])
        at = end
    yield escape(text[at:])


def excerpt(text: str, spans: Sequence[Span]) -> Markup:
    """Return a stretch of a text around its first find, cut between words, with the finds marked."""
    first = spans[0].start if spans else 0
    start = _word_start(text, first - LEAD) if first > LEAD else 0
    end = _word_end(text, start + EXCERPT)
    inside = [
        Span(s.start - start, s.end - start) for s in spans if s.start >= start and s.end <= end
    ]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return escape(before) + marked(text[start:end], inside) + escape(after)


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return at if space < 0 else space


def urusan_name(code: str) -> Wording:
    """Return the name of a field of government."""
    return get_urusan(code).name


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "moment": moment,
    "clock_time": clock_time,
    "number": number,
    "rupiah": rupiah,
    "file_size": file_size,
    "span": span,
    "phone_link": phone_link,
    "marked": marked,
    "excerpt": excerpt,
    "urusan_name": urusan_name,
    "region_name": display_name,
    "part_name": lambda part: messages.PART_LABELS[part],
    "strengths": strengths_of,
    "identifier": lambda held: format_identifier(held.scheme, held.id),
}
