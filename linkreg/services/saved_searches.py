"""Searches that people keep for themselves, with what is new since they last looked.

What somebody searches for is nobody else's business: not even administrators see it, and the journal
does not tell of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from linkreg.eligibility import RulesetLibrary
from linkreg.errors import Conflict, InvalidInput, NotFound, NotPermitted
from linkreg.models import SavedSearch, new_id
from linkreg.records import SavedSearchRecord
from linkreg.schemas.saved_search import NewSavedSearch, read_query
from linkreg.search import SearchEngine
from linkreg.services import account_records, catalogue, gate
from linkreg.services.permissions import PERMISSIONS, Verb
from linkreg.transaction import Transaction
from linkreg.wording import Wording

#: Nobody looks through more; what is deleted makes room.
AT_MOST = 50

#: What was changed at the very instant of looking was seen.
_JUST_AFTER = timedelta(microseconds=1)


def save(tx: Transaction, new: NewSavedSearch) -> SavedSearchRecord:
    """Keep a search for the actor, as seen now; the same one again only gets another name.

    Raise ``Conflict`` when the actor keeps ``AT_MOST``.
    """
    gate.require(tx.actor, Verb.KEEP_SAVED_SEARCHES, account_id=tx.actor.name)
    account = account_records.get_own(tx)
    mine = select(SavedSearch).where(SavedSearch.account_id == account.id)
    row = tx.session.scalars(mine.where(SavedSearch.query == new.query)).first()
    if row is None:
        kept = tx.session.scalar(select(func.count()).select_from(mine.subquery())) or 0
        if kept >= AT_MOST:
            raise Conflict(
                Wording(
                    "Sudah ada {most} pencarian tersimpan. Hapus dahulu yang tidak dipakai lagi.",
                    most=AT_MOST,
                )
            )
        row = SavedSearch(id=new_id(), account_id=account.id, query=new.query, created_at=tx.now)
        tx.session.add(row)
    row.name, row.seen_at = new.name, tx.now
    tx.session.flush()
    return _record(row)


def list_saved(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, limit: int = AT_MOST
) -> tuple[SavedSearchRecord, ...]:
    """Return the actor's searches by name, each with how many of its results are new or changed."""
    gate.require(tx.actor, Verb.READ_SAVED_SEARCHES, account_id=tx.actor.name)
    query = select(SavedSearch).where(SavedSearch.account_id == tx.actor.name)
    rows = tx.session.scalars(query.order_by(SavedSearch.name, SavedSearch.id).limit(limit))
    return tuple(
        replace(record, news=_count_news(tx, engine, rulesets, record))
        for record in map(_record, rows)
    )


def mark_seen(tx: Transaction, search_id: str) -> SavedSearchRecord:
    """Note that the actor looks at a search's results now; return it as it was before."""
    row = _get(tx, search_id)
    before = _record(row)
    row.seen_at = tx.now
    return before


def delete(tx: Transaction, search_id: str) -> None:
    """Let go of one of the actor's searches; raise ``NotFound``."""
    tx.session.delete(_get(tx, search_id))


def _get(tx: Transaction, search_id: str) -> SavedSearch:
    row = tx.session.get(SavedSearch, search_id, with_for_update=True)
    owner = row.account_id if row else None
    gate.require(tx.actor, Verb.KEEP_SAVED_SEARCHES, account_id=owner)
    if row is None:
        raise NotFound(PERMISSIONS[Verb.KEEP_SAVED_SEARCHES].refusal)
    return row


def _count_news(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, record: SavedSearchRecord
) -> int | None:
    try:
        query = read_query(record.query)
        since = max(filter(None, (query.changed_since, record.seen_at + _JUST_AFTER)))
        return catalogue.count(tx, engine, rulesets, replace(query, changed_since=since))
    except (InvalidInput, NotPermitted):  # codes and roles change
        return None


def _record(row: SavedSearch) -> SavedSearchRecord:
    return SavedSearchRecord(row.id, row.name, row.query, row.created_at, row.seen_at)
