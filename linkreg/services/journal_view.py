"""What a caller may know of the journal: the same for the change feed and an organization's history."""

from __future__ import annotations

from dataclasses import dataclass

from linkreg import journal
from linkreg.actor import Actor
from linkreg.journal import Change
from linkreg.records import OrganizationRecord
from linkreg.services import gate
from linkreg.services.permissions import Verb


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry that the caller may know of; ``shows_actor``: and may know who did it."""

    change: Change
    shows_actor: bool


#: What nobody but the organization and those in charge may know of: it has no effect yet, or none
#: on anybody else.
_CONFIDENTIAL = frozenset(
    {
        "notice_opened",
        "notice_answered",
        "notice_closed",
        "notice_mailed",
        "observation_recorded",
        "observation_lifted",
        "warning_recorded",
        "warning_lifted",
    }
)


def entry_for(actor: Actor, change: Change, record: OrganizationRecord | None) -> Entry | None:
    """Return what the actor may know of an entry about an organization (``None``: something else)."""
    if record is None:
        return Entry(change, True) if gate.may(actor, Verb.READ_ACCOUNT_EVENTS) else None
    if not gate.is_visible(actor, record):
        return None
    concerned = gate.may(actor, Verb.READ_WHOLE, record)
    if change.verb in _CONFIDENTIAL and not concerned:
        return None
    return Entry(change, concerned)


def organization_id(change: Change) -> str:
    """Return which organization an entry is about; empty for none."""
    is_one = change.subject.startswith(journal.ORGANIZATION)
    return change.subject.removeprefix(journal.ORGANIZATION) if is_one else ""
