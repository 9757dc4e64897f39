"""What to try when a search finds little or nothing: another spelling, or one filter less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from api import messages
from api.identity import registry, session_actor
from api.pages.addresses import changed, search_address
from linkreg.search import SearchQuery

_DEFAULT = SearchQuery()

#: The filters that may be given up, with their parameter, in the order in which they are tried.
_FILTERS = (
    ("qualified_on", "qualified_on"),
    ("regions", "region"),
    ("urusan", "urusan"),
    ("services", "service"),
    ("beneficiaries", "beneficiary"),
    ("legal_forms", "legal_form"),
    ("strengths", "strength"),
    ("operating_regions", "operating_region"),
    ("within_km", "within_km"),
    ("changed_since", "changed_since"),
    ("statuses", "status"),
)


@dataclass(frozen=True, slots=True)
class WayOut:
    """A search that asks less, and how many it finds."""

    label: str
    address: str
    total: int


def ways_out_of(query: SearchQuery) -> tuple[WayOut, ...]:
    """Return what to give up so that something is found: one thing, or else every filter.

    Each costs a small search, so this is for searches that found nothing.
    """
    single = tuple(way for way in _one_thing_less(query) if way.total)
    if single:
        return single
    everything = _counted(messages.WITHOUT_FILTERS, replace(_DEFAULT, text=query.text))
    return (everything,) if everything.total else ()


def _one_thing_less(query: SearchQuery) -> Iterator[WayOut]:
    for field, parameter in _FILTERS:
        if getattr(query, field) != getattr(_DEFAULT, field):
            label = messages.PARAMETER_LABELS[parameter].lower()
            less = replace(query, **{field: getattr(_DEFAULT, field)})
            yield _counted(messages.WITHOUT_FILTER.format(label=label), less)
    if query.text:
        yield _counted(messages.WITHOUT_WORDS, replace(query, text=""))


def _counted(label: str, query: SearchQuery) -> WayOut:
    small = replace(query, limit=1, offset=0)
    total = registry().search(small, actor=session_actor()).page.total
    return WayOut(label, search_address(query), total)


def spellings_of(query: SearchQuery, suggestions: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return each suggested word with the search in which it stands for the nearest typed one."""
    words = query.text.split()
    found = []
    for suggestion in suggestions:
        nearest = get_close_matches(suggestion, words, 1, 0)
        text = " ".join(suggestion if word in nearest else word for word in words)
        found.append((suggestion, changed(query, text=text)))
    return found


def corrected_of(query: SearchQuery, corrected: str | None) -> tuple[str, str] | None:
    """Return the text that was answered in place of the one typed, with its own address."""
    return (corrected, changed(query, text=corrected)) if corrected else None
