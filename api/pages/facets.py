"""The filter panel: what results can be narrowed by, with counts, from a page of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from api import messages
from api.pages.addresses import changed
from api.pages.formats import urusan_name
from linkreg.reference import covers, get_region
from linkreg.search import Facet, FacetCount, SearchPage, SearchQuery
from linkreg.vocabulary import BeneficiaryGroup, LegalForm, Service, Strength

#: What every page of results is counted by.
COUNTED = tuple(Facet)

#: So many choices of a group are open; the rest folds away.
OPEN = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by; ``address`` for choices that are links, ``within`` for places inside it."""

    value: str
    label: str
    count: int
    chosen: bool
    address: str = ""
    within: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one parameter: the chosen and the commonest open, the others folded away."""

    parameter: str
    title: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _Boxes:
    parameter: str
    field: str
    facet: Facet
    name: Callable[[str], str]


_BOXES = (
    _Boxes("urusan", "urusan", Facet.URUSAN, urusan_name),
    _Boxes("service", "services", Facet.SERVICE, lambda code: Service(code).label),
    _Boxes("beneficiary", "beneficiaries", Facet.BENEFICIARY, lambda c: BeneficiaryGroup(c).label),
    _Boxes("legal_form", "legal_forms", Facet.LEGAL_FORM, lambda code: LegalForm(code).label),
    _Boxes("strength", "strengths", Facet.STRENGTH, lambda code: Strength(code).label),
)


def groups_of(query: SearchQuery, page: SearchPage) -> list[Group]:
    """Return the groups of check boxes; a chosen value stays, even where it matches nothing."""
    return [_group(boxes, query, page.facets.get(boxes.facet, ())) for boxes in _BOXES]


def _group(boxes: _Boxes, query: SearchQuery, counts: Iterable[FacetCount]) -> Group:
    chosen = {str(value) for value in getattr(query, boxes.field)}
    found = {count.value: count.count for count in counts}
    values = [*found, *sorted(chosen - found.keys())]
    choices = [Choice(v, boxes.name(v), found.get(v, 0), v in chosen) for v in values]
    return _folded(boxes.parameter, choices)


def places_of(query: SearchQuery, page: SearchPage) -> Group:
    """Return provinces as links; those chosen are unfolded into their kabupaten and kota."""
    places = {count.value: count.count for count in page.facets.get(Facet.REGION, ())}
    provinces = {count.value: count.count for count in page.facets.get(Facet.PROVINCE, ())}
    chosen = {get_region(code).province_code for code in query.regions}
    values = [*provinces, *sorted(chosen - provinces.keys())]
    choices = [
        _place(
            query,
            code,
            provinces.get(code, 0),
            _inside(query, code, places) if code in chosen else (),
        )
        for code in values
    ]
    return _folded("region", choices)


def _inside(query: SearchQuery, province: str, counts: dict[str, int]) -> tuple[Choice, ...]:
    codes = {*counts, *query.regions} - {province}
    inside = [code for code in codes if covers(province, code)]
    ordered = sorted(inside, key=lambda code: (-counts.get(code, 0), code))
    return tuple(_place(query, code, counts.get(code, 0), ()) for code in ordered)


def _place(query: SearchQuery, code: str, count: int, within: tuple[Choice, ...]) -> Choice:
    address = changed(query, regions=toggled(query.regions, code))
    label = get_region(code).name
    return Choice(code, label, count, code in query.regions, address, within)


def toggled(regions: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Return the regions with one chosen or dropped.

    A place inside a chosen province takes its place, and a province takes that of the places inside
    it: both at once would only mean the province. Dropping the last place returns to its province.
    """
    province = get_region(code).province_code
    if code in regions:
        rest = tuple(other for other in regions if other != code)
        alone = not any(covers(province, other) for other in rest)
        return (*rest, province) if alone and code != province else rest
    return (*(other for other in regions if not (covers(code, other) or other == province)), code)


def _folded(parameter: str, choices: list[Choice]) -> Group:
    first = [choice for choice in choices if choice.chosen or choice.within]
    rest = [choice for choice in choices if choice not in first]
    room = max(0, OPEN - len(first))
    title = messages.PARAMETER_LABELS[parameter]
    return Group(parameter, title, (*first, *rest[:room]), tuple(rest[room:]))


def qualified_counts(page: SearchPage) -> dict[str, int]:
    """Return for each basis how many of the matches qualify on the day."""
    return {count.value: count.count for count in page.facets.get(Facet.QUALIFICATION, ())}
