"""What happened to one organization: each journal entry, with the reason given then.

The journal holds no words of people; the reason of a step is kept by the revision that it made. The
public learns what happened to what, not who did it and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from linkreg import journal
from linkreg.models import Revision
from linkreg.services import accesses, accounts, gate, organizations
from linkreg.services.journal_view import Entry, entry_for
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction

#: The entries of steps for which a reason may have been given.
_STEPS = frozenset({"published", "sent_back", "suspended", "archived"})


@dataclass(frozen=True, slots=True)
class Happening(Entry):
    """A journal entry and, for a step of the profile, why it was taken, for whoever may know."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A stretch of what happened; ``total`` counts everything that the caller may know of.

    Further entries come after ``next``; ``None`` when there are none yet.
    """

    happenings: tuple[Happening, ...]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class Chronicle:
    """All that happened to the organization of that name, as one screen shows it.

    ``who`` says of every account that the caller may know of what it is, never whose.
    """

    name: str
    history: History
    who: Mapping[str, str]


def read_history(
    tx: Transaction, organization_id: str, since: int = 0, limit: int | None = None
) -> History:
    """Return what happened after a journal number, oldest first, as far as the caller may know.

    Raise ``NotFound`` for an organization that the caller may not know of.
    """
    record = organizations.get(tx, organization_id)
    accesses.note_profile(tx, record)
    changes = journal.read_about(tx.session, journal.ORGANIZATION + organization_id)
    entries = [e for change in changes if (e := entry_for(tx.actor, change, record))]
    following = [entry for entry in entries if entry.change.seq > since]
    page = following[:limit]
    told = gate.may(tx.actor, Verb.READ_REASONS, record)
    reasons = _reasons(tx, organization_id) if told else {}
    return History(
        tuple(_happening(entry, reasons) for entry in page),
        len(entries),
        page[-1].change.seq if len(page) < len(following) else None,
    )


def open_chronicle(tx: Transaction, organization_id: str) -> Chronicle:
    """Return everything that happened, as far as the caller may know; raise as ``read_history``."""
    history = read_history(tx, organization_id)
    named = {it.change.actor for it in history.happenings if it.shows_actor}
    name = organizations.get(tx, organization_id).profile.name
    return Chronicle(name, history, accounts.describe(tx, named))


def _happening(entry: Entry, reasons: dict[int | None, str | None]) -> Happening:
    change = entry.change
    why = reasons.get(change.version) if change.verb in _STEPS else None
    return Happening(change, entry.shows_actor, why)


def _reasons(tx: Transaction, organization_id: str) -> dict[int | None, str | None]:
    """Return why the organization had its status in each version of which something is left."""
    query = select(Revision.version, Revision.content).where(
        Revision.organization_id == organization_id, Revision.content.is_not(None)
    )
    found = tx.session.execute(query)
    return {version: content.get("status_reason") for version, content in found}
