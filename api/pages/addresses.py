"""Addresses: the one place that turns a query into a link, and a page into one for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import current_app, request, url_for

from api.exposure import Exposure
from api.health import EXPOSURE
from api.pages.picks import PICKED, picks
from linkreg.schemas.query import dump_query
from linkreg.search import SearchQuery, Sort
from linkreg.services.gate import PUBLIC_STATUSES
from linkreg.vocabulary import Basis

_DEFAULT = SearchQuery()

#: What the search form itself holds; everything else of a query travels hidden.
_CONTROLS = frozenset(
    {
        *("q", "urusan", "service", "beneficiary", "legal_form", "strength"),
        *("qualified_on", "basis", "sort"),
    }
)


def public_address(endpoint: str, **values: Any) -> str:
    """Return where a page is found from anywhere: under the site's address, else as it was asked."""
    exposure: Exposure = current_app.extensions[EXPOSURE]
    return (exposure.site or request.host_url.rstrip("/")) + url_for(endpoint, **values)


def search_address(
    query: SearchQuery, offset: int = 0, *, picked: Sequence[str] | None = None
) -> str:
    """Return the address of a query's results from ``offset`` on; it can be shared.

    What is picked to be compared goes along, unless it is said what is ``picked`` there.
    """
    asked = parameters(query, offset)
    if ids := picks().ids if picked is None else picked:
        asked[PICKED] = ids
    encoded = urlencode(asked, doseq=True)
    return url_for("pages.search.show") + (f"?{encoded}" if encoded else "")


def changed(query: SearchQuery, **changes: Any) -> str:
    """Return the address of the first page of the query with some fields changed."""
    return search_address(replace(query, **changes))


def parameters(query: SearchQuery, offset: int = 0) -> dict[str, Any]:
    """Return the parameters that ask the same; what the page always asks for is left out."""
    plain = dump_query(replace(query, facets=(), highlight=False))
    if query.basis is not Basis.VERIFIED:
        plain["basis"] = query.basis.value
    elif query.qualified_on:
        del plain["basis"]
    if query.limit != _DEFAULT.limit:
        plain["limit"] = query.limit
    if offset:
        plain["offset"] = offset
    return plain


def export_addresses(query: SearchQuery) -> list[tuple[str, str]]:
    """Return where to save exactly this list, by kind of file.

    Nowhere when it may hold what is not public: nobody is logged in over there.
    """
    if not set(query.statuses) <= PUBLIC_STATUSES:
        return []
    encoded = urlencode(dump_query(replace(query, facets=(), highlight=False)), doseq=True)
    return [
        (form.upper(), url_for(f"v1.export_{form}") + (f"?{encoded}" if encoded else ""))
        for form in ("csv", "xlsx", "jsonl")
    ]


def hidden_fields(query: SearchQuery) -> list[tuple[str, str]]:
    """Return what the search form must carry along because it has no control for it."""
    plain = parameters(query)
    if query.sort is Sort.DISTANCE and query.near is None:
        plain.pop("sort", None)
    asked = [
        (name, str(value))
        for name, values in plain.items()
        if name not in _CONTROLS
        for value in (values if isinstance(values, list) else [values])
    ]
    return [*asked, *((PICKED, it) for it in picks().ids)]
