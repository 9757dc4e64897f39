"""Find organizations: the engine says which, the database says what, the gate says who may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from linkreg import journal
from linkreg.actor import SYSTEM, Actor
from linkreg.eligibility import Assessment, RulesetLibrary
from linkreg.privacy import public_part
from linkreg.records import OrganizationRecord
from linkreg.search import Hit, SearchEngine, SearchPage, SearchQuery, Span
from linkreg.services import gate, organizations
from linkreg.services.assessments import assess_record
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Result:
    """One organization found, its public part, with its verdict; spans are what the words matched."""

    record: OrganizationRecord
    assessment: Assessment
    hit: Hit
    name_spans: tuple[Span, ...] = ()
    description_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of results with what was understood, and how fresh the index was."""

    query: SearchQuery
    results: tuple[Result, ...]
    page: SearchPage
    journal_position: int


def search(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, query: SearchQuery
) -> ResultPage:
    """Answer a query as far as the caller may see.

    The verdict of each row is that of the day asked for (or today) and of the basis asked for. Like
    ``qualified_on`` it rests on what is known now, even for a past day: "who qualifies for work on
    that day" is not "what did we know then", which ``assessments`` answers for one organization.
    Raise ``InvalidInput`` for a day without law.
    """
    query = _prepared(tx, rulesets, query)
    page = engine.search(query)
    records = {
        record.id: record for record in organizations.get_many(tx, [hit.id for hit in page.hits])
    }
    results = tuple(
        _result(engine, rulesets, query, hit, records[hit.id])
        for hit in page.hits
        if hit.id in records and _still_visible(tx.actor, query, records[hit.id])
    )
    return ResultPage(query, results, page, journal.position(tx.session))


def walk(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, query: SearchQuery
) -> Iterator[tuple[OrganizationRecord, Assessment]]:
    """Yield every organization found, in the query's order, all pages: to the keeper of the machine
    whole, to anybody else what the public sees, for what streams cannot be logged before it leaves.
    """
    query = _prepared(tx, rulesets, query)
    on = query.as_of or tx.today
    ids = [hit.id for hit in engine.all_hits(query)]
    for start in range(0, len(ids), _BATCH):
        for record in organizations.get_many(tx, ids[start : start + _BATCH]):
            if _still_visible(tx.actor, query, record):
                assessment = assess_record(record, rulesets, on, basis=query.basis)
                yield _streamed(tx.actor, record), assessment
        tx.session.expunge_all()


def _streamed(actor: Actor, record: OrganizationRecord) -> OrganizationRecord:
    return record if actor == SYSTEM else public_part(record, consented=record.consented)


def _prepared(tx: Transaction, rulesets: RulesetLibrary, query: SearchQuery) -> SearchQuery:
    """Return the question with its day settled and within what the caller may see."""
    on = query.as_of or query.qualified_on or tx.today
    rulesets.in_force(on)
    return _bounded(tx.actor, replace(query, as_of=on))


def _bounded(actor: Actor, query: SearchQuery) -> SearchQuery:
    """Keep profiles that are not public to those in charge of their region."""
    if set(query.statuses) <= gate.PUBLIC_STATUSES:
        return query
    gate.require_officer(actor)
    return query if actor.role is Role.ADMINISTRATOR else replace(query, scope_region=actor.region)


def _still_visible(actor: Actor, query: SearchQuery, record: OrganizationRecord) -> bool:
    """Guard against an index that lags behind a change of status."""
    return record.status in query.statuses and (
        record.status in gate.PUBLIC_STATUSES or gate.is_in_charge(actor, record.profile.region)
    )


def _result(
    engine: SearchEngine,
    rulesets: RulesetLibrary,
    query: SearchQuery,
    hit: Hit,
    record: OrganizationRecord,
) -> Result:
    assert query.as_of is not None  # noqa: S101 - search() has set it
    assessment = assess_record(record, rulesets, query.as_of, basis=query.basis)
    record = public_part(record, consented=record.consented)
    if not (query.highlight and query.text):
        return Result(record, assessment, hit)
    return Result(
        record,
        assessment,
        hit,
        name_spans=engine.highlight(query, record.profile.name),
        description_spans=engine.highlight(query, record.profile.description or ""),
    )
