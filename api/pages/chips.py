"""The filters at work in a search, each with the address of the search without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from api import messages
from api.pages.addresses import changed
from api.pages.formats import day, number, urusan_name
from linkreg.reference import display_name
from linkreg.search import SearchQuery, Sort
from linkreg.search.query import Place
from linkreg.vocabulary import Labeled, OrganizationStatus


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words; ``without`` is the same search less this filter."""

    field: str
    label: str
    without: str


def _label(member: Labeled) -> str:
    return member.label


#: Fields that hold several values, with the way to say one.
_LISTS: tuple[tuple[str, Callable[[Any], str]], ...] = (
    ("regions", display_name),
    ("operating_regions", display_name),
    ("urusan", urusan_name),
    ("services", _label),
    ("beneficiaries", _label),
    ("legal_forms", _label),
    ("strengths", _label),
)


def chips_of(query: SearchQuery) -> list[Chip]:
    """Return every filter at work, in the order of the panel."""
    return [*_of_lists(query), *_of_status(query), *_of_dates(query), *_of_place(query)]


def _of_lists(query: SearchQuery) -> Iterator[Chip]:
    for field, name in _LISTS:
        values = getattr(query, field)
        for value in values:
            rest = tuple(other for other in values if other != value)
            yield Chip(field, name(value), changed(query, **{field: rest}))


def _of_status(query: SearchQuery) -> Iterator[Chip]:
    default = (OrganizationStatus.PUBLISHED,)
    if query.statuses != default:
        for status in query.statuses:
            yield Chip("statuses", status.label, changed(query, statuses=default))


def _of_dates(query: SearchQuery) -> Iterator[Chip]:
    if query.qualified_on:
        label = messages.CHIP_QUALIFIED.format(
            day=day(query.qualified_on), basis=query.basis.label.lower()
        )
        yield Chip("qualified_on", label, changed(query, qualified_on=None))
    if query.changed_since:
        label = messages.CHIP_SINCE.format(day=day(query.changed_since))
        yield Chip("changed_since", label, changed(query, changed_since=None))


def _of_place(query: SearchQuery) -> Iterator[Chip]:
    if query.near is None:
        return
    sort = Sort.RELEVANCE if query.sort is Sort.DISTANCE else query.sort
    place = _place_name(query.near)
    if query.within_km is None:
        label = messages.CHIP_NEAR.format(place=place)
    else:
        label = messages.CHIP_WITHIN.format(km=number(query.within_km), place=place)
    yield Chip("near", label, changed(query, near=None, within_km=None, sort=sort))


def _place_name(place: Place) -> str:
    return display_name(place.region) if place.region else f"{place.latitude}, {place.longitude}"
