"""Find organizations: the engine says which, the database says what, the gate says who may see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, partial

from linkreg import journal
from linkreg.actor import Actor
from linkreg.eligibility import Assessment, RulesetLibrary
from linkreg.privacy import public_part
from linkreg.records import OrganizationRecord, SuggestedRecord
from linkreg.schemas.fields import IN_ADDRESSES
from linkreg.search import Hit, SearchEngine, SearchPage, SearchQuery, Span
from linkreg.services import gate, organizations
from linkreg.services.assessments import assess_record
from linkreg.services.exact import find_exact
from linkreg.services.permissions import Verb
from linkreg.services.reasons import Reason, reasons_for
from linkreg.transaction import Transaction
from linkreg.vocabulary import OrganizationStatus


@dataclass(frozen=True, slots=True)
class Result:
    """One organization found, its public part, with its verdict.

    Spans are what the words matched, ``matched`` the parts of the profile that hold them.
    """

    record: OrganizationRecord
    assessment: Assessment
    hit: Hit
    name_spans: tuple[Span, ...] = ()
    description_spans: tuple[Span, ...] = ()
    matched: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A page of results with what was understood, and how fresh the index was.

    ``match`` is the one public organization that the text names by its number or its whole name,
    wherever it stands in the list and whatever filters are at work.
    """

    query: SearchQuery
    results: tuple[Result, ...]
    page: SearchPage
    journal_position: int
    match: OrganizationRecord | None = None


def search(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, query: SearchQuery
) -> ResultPage:
    """Answer a query as far as the caller may see.

    The verdict of each row is that of the day asked for (or today) and of the basis asked for. Like
    ``qualified_on`` it rests on what is known now, even for a past day: "who qualifies for work on
    that day" is not "what did we know then", which ``assessments`` answers for one organization.
    Raise ``InvalidInput`` for a day without law.
    """
    query = prepared(tx, rulesets, query)
    page = engine.search(query)
    records = {
        record.id: record for record in organizations.get_many(tx, [hit.id for hit in page.hits])
    }
    results = tuple(
        _explained(engine, query, page, _result(rulesets, query, hit, records[hit.id]))
        for hit in page.hits
        if hit.id in records and _is_shown(tx.actor, query, records[hit.id])
    )
    return ResultPage(
        query, results, page, journal.position(tx.session), find_match(tx, query.text)
    )


def count(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, query: SearchQuery
) -> int:
    """Return how many results ``search`` would find; raise as it does."""
    alone = replace(query, limit=1, offset=0, facets=(), highlight=False)
    return engine.search(prepared(tx, rulesets, alone)).total


def find_match(tx: Transaction, text: str) -> OrganizationRecord | None:
    """Return the public part of the only organization that the text names, if there is one."""
    organization_id = find_exact(tx, text) if text else None
    if organization_id is None:
        return None
    record = organizations.get(tx, organization_id)
    return public_part(record, consented=record.consented)


def suggest(
    tx: Transaction, engine: SearchEngine, text: str, limit: int
) -> tuple[SuggestedRecord, ...]:
    """Return published organizations whose name or acronym begins like the text, by name."""
    records = organizations.get_many(tx, engine.suggest(text, limit))
    return tuple(
        _named(record)
        for record in records
        if record.status is OrganizationStatus.PUBLISHED  # even while the index lags
    )


def find_public(tx: Transaction, ids: Iterable[str]) -> tuple[SuggestedRecord, ...]:
    """Return those that anybody may see, each once, in the order of the ids; pass over the rest."""
    sound = [it for it in dict.fromkeys(ids) if re.fullmatch(IN_ADDRESSES, it)]
    return tuple(
        _named(record)
        for record in organizations.get_many(tx, sound)
        if record.status in gate.PUBLIC_STATUSES
    )


def _named(record: OrganizationRecord) -> SuggestedRecord:
    profile = record.profile
    return SuggestedRecord(record.id, profile.name, profile.short_name, profile.region)


def prepared(tx: Transaction, rulesets: RulesetLibrary, query: SearchQuery) -> SearchQuery:
    """Return the question with its day settled and within what the caller may see.

    Raise ``InvalidInput`` for a day without law, and what the gate raises.
    """
    on = query.as_of or query.qualified_on or tx.today
    rulesets.in_force(on)
    return _bounded(tx.actor, replace(query, as_of=on))


def _bounded(actor: Actor, query: SearchQuery) -> SearchQuery:
    """Keep profiles that are not public to those in charge of their region."""
    if set(query.statuses) <= gate.PUBLIC_STATUSES:
        return query
    gate.require(actor, Verb.SEARCH_UNPUBLISHED)
    within = gate.reach(actor, Verb.SEARCH_UNPUBLISHED).region
    return replace(query, scope_region=within or query.scope_region)


def _is_shown(actor: Actor, query: SearchQuery, record: OrganizationRecord) -> bool:
    return still_visible(actor, query, record.status, record.profile.region)


def still_visible(
    actor: Actor, query: SearchQuery, status: OrganizationStatus, region: str
) -> bool:
    """Guard against an index that lags behind a change of status."""
    return status in query.statuses and (
        status in gate.PUBLIC_STATUSES or gate.may(actor, Verb.READ_WHOLE, region=region)
    )


def _result(
    rulesets: RulesetLibrary, query: SearchQuery, hit: Hit, record: OrganizationRecord
) -> Result:
    assert query.as_of is not None  # noqa: S101 - search() has set it
    assessment = assess_record(record, rulesets, query.as_of, basis=query.basis)
    return Result(public_part(record, consented=record.consented), assessment, hit)


def _explained(
    engine: SearchEngine, query: SearchQuery, page: SearchPage, result: Result
) -> Result:
    """Return the result with what in it matched the words, as they were answered."""
    if not (query.highlight and query.text):
        return result
    answered, profile = replace(query, text=page.corrected or query.text), result.record.profile
    highlight = cache(partial(engine.highlight, answered))
    return replace(
        result,
        name_spans=highlight(profile.name),
        description_spans=highlight(profile.description or ""),
        matched=reasons_for(highlight, page.regions, profile),
    )
