"""``/saran``: what the words being typed may become, as a piece of the search page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, url_for

from api.identity import registry
from api.pages.addresses import search_address
from api.pages.picks import without_picks
from linkreg.errors import InvalidInput
from linkreg.reference import all_urusan, display_name
from linkreg.schemas.listing import load_suggest_query
from linkreg.search import SearchQuery

blueprint = Blueprint("suggestions", __name__)

#: At most so many fields of government, and so many suggestions altogether.
_FIELDS, _ALL = 3, 8

#: A field is not guessed from a single letter.
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to; ``field`` says that it is a field of government and not an organization."""

    label: str
    beside: str
    address: str
    field: bool = False


@blueprint.get("/saran")
def show() -> str:
    """Answer fields and organizations that begin like the words; nothing for what cannot be read."""
    try:
        query = load_suggest_query(dict(without_picks()))
    except InvalidInput:
        return render_template("suggestions.html", suggestions=())
    found = [*_fields(query.q), *_organizations(query.q)][:_ALL]
    return render_template("suggestions.html", suggestions=found)


def _fields(typed: str) -> Iterator[Suggestion]:
    """Yield the affairs of which a word begins as typed."""
    begun = typed.casefold()
    named = (
        it
        for it in all_urusan()
        if it.is_affair
        and len(begun) >= _LETTERS
        and f" {begun}" in f" {it.name.casefold()}".replace("-", " ")
    )
    for it, _ in zip(named, range(_FIELDS), strict=False):
        yield Suggestion(it.name, "", search_address(SearchQuery(urusan=(it.code,))), field=True)


def _organizations(typed: str) -> Iterator[Suggestion]:
    for record in registry().suggest(typed):
        short = f" ({record.short_name})" if record.short_name else ""
        address = url_for("pages.organization.show", organization_id=record.id)
        yield Suggestion(f"{record.name}{short}", display_name(record.region), address)
