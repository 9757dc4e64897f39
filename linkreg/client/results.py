"""From pages of search results and stretches of the journal back to what the library returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from linkreg.client.records import read_organization
from linkreg.client.verdicts import read_qualification
from linkreg.errors import InvalidInput, Mistake
from linkreg.journal import Change
from linkreg.records import SuggestedRecord
from linkreg.schemas.query import dump_query
from linkreg.search import Facet, FacetCount, Hit, Part, SearchPage, SearchQuery
from linkreg.search.engine import Span
from linkreg.services.assessments import facts_of
from linkreg.services.catalogue import Result, ResultPage
from linkreg.services.changes import Feed
from linkreg.services.chronicle import Happening, History
from linkreg.services.journal_view import Entry
from linkreg.services.reasons import Reason

View = Mapping[str, Any]


def write_query(query: SearchQuery) -> dict[str, Any]:
    """Return a question as parameters; raise ``InvalidInput`` for what HTTP has no parameter for."""
    if query.scope_region is not None:
        raise _unaskable("scope_region", "ditentukan server dari token Anda; kosongkan")
    if query.near is not None and query.near.region is None:
        raise _unaskable("near", "hanya dapat berupa titik sebuah wilayah; isi kode wilayahnya")
    if query.after is not None and query.offset:
        raise _unaskable("offset", "tidak dapat bersama after; kosongkan salah satu")
    begin = {"offset": query.offset} if query.after is None else {"after": query.after}
    parameters = dump_query(query) | {"limit": query.limit} | begin
    return {name: "true" if value is True else value for name, value in parameters.items()}


def _unaskable(name: str, rule: str) -> InvalidInput:
    message = f"Lewat HTTP {name} {rule}."
    return InvalidInput(message, [Mistake(f"/{name}", "not_over_http", message)])


def read_results(view: View, query: SearchQuery) -> ResultPage:
    """Return the page that was asked for; ``match`` is left to whoever can read that organization."""
    results = tuple(map(_result, view["items"]))
    understood, index = view["understood"], view["index"]
    page = SearchPage(
        hits=tuple(result.hit for result in results),
        total=view["total"],
        position=index["applied"],
        facets={Facet(name): _counts(counts) for name, counts in view["facets"].items()},
        suggestions=tuple(view["suggestions"]),
        corrected=None if understood["q"] == query.text else understood["q"],
        regions=tuple(region["code"] for region in understood["regions"]),
        skipped=min(view["page"]["offset"], view["total"]),
    )
    asked = replace(query, as_of=date.fromisoformat(view["as_of"]))
    return ResultPage(asked, results, page, index["journal"])


def _result(view: View) -> Result:
    record = read_organization(view)
    spans = view.get("highlights", {"name": (), "description": ()})
    return Result(
        record,
        read_qualification(view["qualification"], facts_of(record).sanctions),
        Hit(view["id"], view["score"], view.get("distance_km")),
        tuple(Span(*span) for span in spans["name"]),
        tuple(Span(*span) for span in spans["description"]),
        tuple(Reason(Part(it["part"]), tuple(it["words"])) for it in view.get("matched", ())),
    )


def _counts(counts: list[View]) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(it["value"], it["count"]) for it in counts)


def read_suggestions(view: View) -> tuple[SuggestedRecord, ...]:
    """Return the organizations whose name begins as typed."""
    return tuple(
        SuggestedRecord(it["id"], it["name"], it["short_name"], it["region"]["code"])
        for it in view["items"]
    )


def read_history(view: View) -> History:
    """Return a stretch of what happened; who acted and why are empty where they were not shown."""
    return History(tuple(map(_happening, view["items"])), view["total"], view["next"])


def _happening(view: View) -> Happening:
    entry = _entry(view)
    return Happening(entry.change, entry.shows_actor, view.get("reason"))


def read_changes(view: View) -> Feed:
    """Return a stretch of the journal; who acted is empty where that was not shown."""
    return Feed(tuple(map(_entry, view["items"])), view["next"], view["journal"])


def _entry(view: View) -> Entry:
    change = Change(
        seq=view["seq"],
        at=datetime.fromisoformat(view["at"]),
        actor=view.get("actor", ""),
        verb=view["verb"],
        subject=view["subject"],
        fields=tuple(view["fields"]),
        version=view["version"],
    )
    return Entry(change, "actor" in view)
