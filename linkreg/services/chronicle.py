"""What happened to one organization, for the keeper: each journal entry, with the reason given then.

The journal holds no words of people; the reason of a step is kept by the revision that it made.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from linkreg import journal
from linkreg.journal import Change
from linkreg.models import Revision
from linkreg.services import gate, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction

#: The entries of steps for which a reason may have been given.
_STEPS = frozenset({"published", "sent_back", "suspended", "archived"})


@dataclass(frozen=True, slots=True)
class Happening:
    """A journal entry and, for a step of the profile, why it was taken."""

    change: Change
    reason: str | None = None


def list_history(tx: Transaction, organization_id: str) -> tuple[Happening, ...]:
    """Return everything that happened, oldest first; to the organization and those in charge."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.READ_REASONS, record)
    reasons = _reasons(tx, organization_id)
    changes = journal.read_about(tx.session, journal.ORGANIZATION + organization_id)
    return tuple(
        Happening(change, reasons.get(change.version) if change.verb in _STEPS else None)
        for change in changes
    )


def _reasons(tx: Transaction, organization_id: str) -> dict[int | None, str | None]:
    """Return why the organization had its status in each version of which something is left."""
    query = select(Revision.version, Revision.content).where(
        Revision.organization_id == organization_id, Revision.content.is_not(None)
    )
    found = tx.session.execute(query)
    return {version: content.get("status_reason") for version, content in found}
