"""Picking results to compare, without a script: each pick is a link to the same page with one more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from api.pages.addresses import search_address
from api.pages.picks import picks
from linkreg.search import SearchQuery
from linkreg.services.comparisons import AT_LEAST
from linkreg.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Toggle:
    """The same page with one picked, or no longer."""

    address: str
    chosen: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tray:
    """Those picked; ``compare`` is empty as long as there are too few, ``refused`` had no room."""

    picked: tuple[Toggle, ...]
    refused: tuple[str, ...]
    compare: str
    emptied: str


def toggle_of(query: SearchQuery, organization_id: str, name: str = "") -> Toggle:
    """Return where the same page is with the organization picked, or without it if it is."""
    ids = picks().ids
    chosen = organization_id in ids
    rest = tuple(it for it in ids if it != organization_id)
    picked = rest if chosen else (*ids, organization_id)
    return Toggle(search_address(query, query.offset, picked=picked), chosen, name)


def toggles_of(query: SearchQuery, ids: Iterable[str]) -> dict[str, Toggle]:
    """Return one for each result."""
    return {it: toggle_of(query, it) for it in ids}


def tray_of(query: SearchQuery) -> Tray | None:
    """Return what is picked so far, to be compared as the search judges; ``None``: nothing."""
    carried = picks()
    if not carried.chosen:
        return None
    enough = len(carried.chosen) >= AT_LEAST
    return Tray(
        picked=tuple(toggle_of(query, it.id, it.name) for it in carried.chosen),
        refused=tuple(it.name for it in carried.beyond),
        compare=_comparison(query, carried.ids) if enough else "",
        emptied=search_address(query, query.offset, picked=()),
    )


def _comparison(query: SearchQuery, ids: tuple[str, ...]) -> str:
    return url_for(
        "pages.comparison.show",
        id=ids,
        on=query.qualified_on,
        basis=None if query.basis is Basis.VERIFIED else query.basis.value,
    )
