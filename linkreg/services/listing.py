"""Find organizations for a list that is sent on as it is: rows are JSON text, mostly written before."""

from __future__ import annotations

from dataclasses import dataclass

from linkreg import journal
from linkreg.eligibility import RulesetLibrary
from linkreg.records import OrganizationRecord
from linkreg.schemas.organization_views import Presented, write_public
from linkreg.search import Hit, SearchEngine, SearchPage, SearchQuery, Span
from linkreg.services import catalogue
from linkreg.services.public_rows import Judged, PublicRows, read_standings
from linkreg.services.reasons import Reason
from linkreg.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Row:
    """One organization found, as the public sees it, and how; see ``catalogue.Result``."""

    text: str
    hit: Hit
    name_spans: tuple[Span, ...] = ()
    description_spans: tuple[Span, ...] = ()
    matched: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of rows, otherwise what ``catalogue.ResultPage`` is."""

    query: SearchQuery
    rows: tuple[Row, ...]
    page: SearchPage
    journal_position: int
    match: OrganizationRecord | None = None


def list_found(
    tx: Transaction,
    engine: SearchEngine,
    rulesets: RulesetLibrary,
    kept: PublicRows,
    query: SearchQuery,
) -> Listed:
    """Answer as ``catalogue.search`` does, and raise so; the transaction changes nothing."""
    if query.highlight:
        return _explained(catalogue.search(tx, engine, rulesets, query))
    query = catalogue.prepared(tx, rulesets, query)
    assert query.as_of is not None  # noqa: S101 - settled just now
    page = engine.search(query)
    standings = read_standings(tx, (hit.id for hit in page.hits))
    visible = [
        it
        for it in standings.values()
        if catalogue.still_visible(tx.actor, query, it.status, it.region)
    ]
    texts = kept.texts(tx, Judged(rulesets, query.as_of, query.basis), visible)
    rows = tuple(Row(texts[hit.id], hit) for hit in page.hits if hit.id in texts)
    position = journal.position(tx.session)
    return Listed(query, rows, page, position, catalogue.find_match(tx, query.text))


def _explained(found: catalogue.ResultPage) -> Listed:
    """Return what was found with the words in it, which every question marks anew."""
    rows = tuple(
        Row(
            write_public(Presented(result.record, result.assessment)),
            result.hit,
            result.name_spans,
            result.description_spans,
            result.matched,
        )
        for result in found.results
    )
    return Listed(found.query, rows, found.page, found.journal_position, found.match)
