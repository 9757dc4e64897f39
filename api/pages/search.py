"""``/``: the search. The parameters are those of ``/v1/organizations``, so addresses carry over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug import Response

from api import messages
from api.identity import registry, session_actor
from api.pages.addresses import changed, export_addresses, hidden_fields, search_address
from api.pages.chips import chips_of
from api.pages.facets import COUNTED, groups_of, places_of, qualified_counts, toggled
from api.pages.maps import DotMap, draw_map
from api.pages.paging import pager_of
from api.pages.picks import picks, without_picks
from api.pages.problems import problems_of
from api.pages.start import start_of
from api.pages.tray import toggles_of, tray_of
from api.pages.understood import named_alone, narrowings_of
from api.pages.ways_out import corrected_of, spellings_of, ways_out_of
from linkreg.errors import InvalidInput
from linkreg.reference import get_region
from linkreg.schemas.query import gather, load_query
from linkreg.search import Facet, SearchPage, SearchQuery, Sort
from linkreg.services.catalogue import ResultPage
from linkreg.services.comparisons import AT_MOST

blueprint = Blueprint("search", __name__)

_NOTHING = SearchQuery()


@blueprint.get("/")
def show() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Answer a search; parameters that are wrong are named on the page, and nothing typed is lost.

    A number or a whole name that only one public organization bears leads straight to it, unless one
    is picking some to compare.
    """
    given = gather(without_picks())
    try:
        query = load_query(given)
        found = _find(query)
    except InvalidInput as error:
        sound = _sound_part(given, error)
        return _render(sound, _find(sound), given, error), 400
    if (named := named_alone(found)) and not picks().chosen:
        return redirect(url_for("pages.organization.show", organization_id=named))
    return _render(query, found, given), 200, {"HX-Push-Url": search_address(query, query.offset)}


def _find(query: SearchQuery) -> ResultPage:
    return registry().search(replace(query, facets=COUNTED, highlight=True), actor=session_actor())


def _render(
    query: SearchQuery,
    found: ResultPage,
    given: Mapping[str, Any],
    error: InvalidInput | None = None,
) -> str:
    return render_template(
        "search.html",
        query=query,
        typed=_typed(query, given if error else {}),
        found=found,
        problems=problems_of(error),
        chips=chips_of(query),
        places=places_of(query, found.page),
        groups=groups_of(query, found.page),
        qualified=qualified_counts(found.page),
        hidden=hidden_fields(query),
        sorts=_sorts(query),
        pager=pager_of(query, found.page.total),
        spellings=() if found.page.corrected else spellings_of(query, found.page.suggestions),
        corrected=corrected_of(query, found.page.corrected),
        narrowings=narrowings_of(query, found.page.regions),
        ways_out=() if found.page.total or error else ways_out_of(query),
        address=search_address(query),
        to_save=search_address(query, picked=()),
        unfiltered=search_address(SearchQuery(text=query.text)),
        anew=search_address(_NOTHING),
        toggles=toggles_of(query, (it.record.id for it in found.results)),
        tray=tray_of(query),
        at_most=AT_MOST,
        exports=export_addresses(query),
        today_address=changed(query, qualified_on=found.query.as_of),
        start=start_of(found.query, found.page) if query == _NOTHING else None,
        map=_map(query, found.page),
    )


def _map(query: SearchQuery, page: SearchPage) -> DotMap | None:
    """Draw where the results are as if no place were chosen, of the one province chosen within."""
    chosen = {get_region(code).province_code for code in query.regions}
    return draw_map(
        {count.value: count.count for count in page.facets.get(Facet.REGION, ())},
        lambda code: changed(query, regions=toggled(query.regions, code)),
        province=chosen.pop() if len(chosen) == 1 else None,
        chosen=query.regions,
    )


def _sound_part(given: Mapping[str, Any], error: InvalidInput) -> SearchQuery:
    """Return the query without the parameters that are wrong, to keep the form as it was."""
    wrong = {mistake.pointer.split("/")[1] for mistake in error.mistakes if mistake.pointer}
    rest = {name: value for name, value in given.items() if name not in wrong}
    if len(rest) == len(given):
        return SearchQuery()
    try:
        return load_query(rest)
    except InvalidInput as further:
        return _sound_part(rest, further)


def _typed(query: SearchQuery, given: Mapping[str, Any]) -> dict[str, str]:
    """Return what the form's fields show: what was typed, right or wrong."""
    understood = {
        "q": query.text,
        "qualified_on": query.qualified_on.isoformat() if query.qualified_on else "",
    }
    return {
        name: typed if isinstance(typed := given.get(name, value), str) else value
        for name, value in understood.items()
    }


def _sorts(query: SearchQuery) -> list[tuple[Sort, str]]:
    known = (sort for sort in Sort if sort is not Sort.DISTANCE or query.near)
    return [(sort, messages.SORT_LABELS[sort]) for sort in known]
