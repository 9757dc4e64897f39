"""Lists as they leave the registry: search results with facets, documents, texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields

from linkreg.reference import display_name, get_urusan
from linkreg.schemas.assessment_views import RulesetView
from linkreg.schemas.organization_views import EvidenceView, PublicOrganizationView
from linkreg.schemas.query import dump_query
from linkreg.schemas.view import View, dumped, made, written
from linkreg.schemas.view_fields import Computed, RegionRef
from linkreg.search import Facet, Part, SearchPage, SearchQuery
from linkreg.vocabulary import Basis, BeneficiaryGroup, LegalForm, Service, Strength

_LABELS: Mapping[Facet, Callable[[str], str]] = {
    Facet.PROVINCE: display_name,
    Facet.REGION: display_name,
    Facet.URUSAN: lambda code: get_urusan(code).name,
    Facet.SERVICE: lambda code: Service(code).label,
    Facet.BENEFICIARY: lambda code: BeneficiaryGroup(code).label,
    Facet.LEGAL_FORM: lambda code: LegalForm(code).label,
    Facet.STRENGTH: lambda code: Strength(code).label,
    Facet.QUALIFICATION: lambda code: Basis(code).label,
}


def _spans() -> fields.List[Any]:
    return fields.List(fields.List(fields.Integer()))


class HighlightsView(View):
    """What the words matched: ``[start, end)`` in characters, never marked-up text."""

    name = _spans()
    description = _spans()


class MatchedView(View):
    """A part of the profile that the words matched, and with which words, as written there."""

    part = fields.Enum(Part, by_value=True)
    words = fields.List(fields.String())


class HitView(View):
    """How one organization was found; the last three only where they were asked for."""

    class Meta:
        optional = ("distance_km", "highlights", "matched")

    score = fields.Float(attribute="hit.score")
    distance_km = fields.Float(attribute="hit.distance_km")
    highlights = Computed(
        HighlightsView,
        lambda found: {"name": found.name_spans, "description": found.description_spans},
    )
    matched = fields.List(fields.Nested(MatchedView))


class SearchItemView(HitView, PublicOrganizationView):
    """An organization found, as the public sees it."""


class FacetCountView(View):
    """How many matches carry a value."""

    value = fields.String()
    label = fields.String()
    count = fields.Integer()


class PageView(View):
    """Which part of the list this is; ``offset`` is its place also where ``after`` was asked for."""

    limit = fields.Integer()
    offset = fields.Integer()
    after = fields.String(allow_none=True)


class FreshnessView(View):
    """The last journal entry the index holds, and the last one there is."""

    applied = fields.Integer()
    journal = fields.Integer()


class NamedView(View):
    """An organization named by its number or its whole name."""

    id = fields.String()
    name = fields.String(attribute="profile.name")


class NamedRegionView(View):
    """A region that the text names: it raises what sits or works there, and filters nothing."""

    code = fields.String()
    name = fields.String()


class UnderstoodView(View):
    """How the text was read: ``q`` as it was answered, misspelled words corrected."""

    q = fields.String()
    regions = fields.List(fields.Nested(NamedRegionView))


class SearchView(View):
    """A page of search results; ``match`` is ``null`` unless one organization is named exactly."""

    items = fields.List(fields.Nested(SearchItemView))
    total = fields.Integer()
    page = fields.Nested(PageView)
    query = fields.Dict(keys=fields.String())
    understood = fields.Nested(UnderstoodView)
    match = fields.Nested(NamedView, allow_none=True)
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(FacetCountView)))
    suggestions = fields.List(fields.String())
    as_of = fields.Date()
    index = fields.Nested(FreshnessView)


class SuggestedView(Schema):
    """An organization whose name begins as typed, with what tells it from others of that name."""

    id = fields.String()
    name = fields.String()
    short_name = fields.String(allow_none=True)
    region = RegionRef()


class SuggestionsView(View):
    """Organizations by name, at most ten."""

    items = fields.List(fields.Nested(SuggestedView))
    total = fields.Integer()


class EvidenceListView(View):
    """Documents of an organization, oldest first."""

    items = fields.List(fields.Nested(EvidenceView))
    total = fields.Integer()


class RulesetListView(View):
    """Legal texts, oldest first."""

    items = fields.List(fields.Nested(RulesetView))
    total = fields.Integer()


def write_results(found: Any) -> str:
    """Return the page of a ``listing.Listed`` as JSON text: ``SearchView``."""
    query = found.query
    asked = {"distance_km": query.near is not None, "highlights": query.highlight}
    asked["matched"] = query.highlight
    view = made(HitView, tuple(name for name, wanted in asked.items() if not wanted))
    items = [joined(row.text, written(dumped(view, row))) for row in found.rows]
    beside = written(_beside(found))
    return joined(f'{{"items":[{",".join(items)}]}}', beside)


def joined(one: str, other: str) -> str:
    """Return an object, as JSON text, with the fields of two; neither is empty."""
    return f"{one[:-1]},{other[1:]}"


def _beside(found: Any) -> dict[str, Any]:
    """Return what a page tells beside its items."""
    query, page = found.query, found.page
    return {
        "total": page.total,
        "page": _place(query, page),
        "query": dump_query(query),
        "understood": {
            "q": page.corrected or query.text,
            "regions": [{"code": code, "name": display_name(code)} for code in page.regions],
        },
        "match": None if found.match is None else dumped(made(NamedView), found.match),
        "facets": _facets(page),
        "suggestions": page.suggestions,
        "as_of": query.as_of.isoformat(),
        "index": {"applied": page.position, "journal": found.journal_position},
    }


def _place(query: SearchQuery, page: SearchPage) -> dict[str, Any]:
    offset = query.offset if query.after is None else page.skipped
    return {"limit": query.limit, "offset": offset, "after": query.after}


def _facets(page: SearchPage) -> dict[str, list[dict[str, Any]]]:
    return {
        facet.value: [
            {"value": c.value, "label": _LABELS[facet](c.value), "count": c.count} for c in counts
        ]
        for facet, counts in page.facets.items()
    }


def present_list(view: type[Schema], items: Sequence[object]) -> dict[str, Any]:
    """Return a whole list, JSON-ready, in a view that has ``items`` and ``total``."""
    return dumped(made(view), {"items": items, "total": len(items)})
