"""Remind organizations of documents that run out: each of each stage once.

A stage lasts until the next begins, so a day on which nobody sent costs nothing. Sending takes three
steps, and no lock is held while the mail server is spoken to: ``claim`` (committed), the letter, then
``confirm`` with its journal entry or, when the letter was refused, ``release``. A process killed in
between leaves a claim, which ends by itself after ``CLAIM_LASTS``: an organization may then read the
same letter twice, which is better than never.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, or_, select, update

from linkreg import journal
from linkreg.eligibility import Ruleset, RulesetLibrary
from linkreg.models import Organization, SentReminder
from linkreg.records import OrganizationRecord
from linkreg.services import gate, organizations
from linkreg.services.expiry import RunningOut, ending_between, running_out, window
from linkreg.services.permissions import Verb
from linkreg.services.recipients import CLAIM_LASTS, recipients_of
from linkreg.transaction import Transaction
from linkreg.vocabulary import OrganizationStatus

#: Who is reminded: whoever is, or soon may be, shown to offices that look for organizations.
REMINDED = (OrganizationStatus.SUBMITTED, OrganizationStatus.PUBLISHED)

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one organization is to be told on a day, soonest first, and at which addresses.

    ``recipients`` is empty when no address is known: it is listed, and cannot be sent.
    """

    record: OrganizationRecord
    on: date
    documents: tuple[RunningOut, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A reminder that is ours to send, since an instant."""

    reminder: Reminder
    claimed_at: datetime


def list_due(
    tx: Transaction, rulesets: RulesetLibrary, on: date | None = None
) -> tuple[Reminder, ...]:
    """Return what is due on a day (today) and was neither sent nor just claimed, soonest first.

    For administrators. Raise ``InvalidInput`` for a day without law.
    """
    gate.require(tx.actor, Verb.READ_REMINDERS)
    on = on or tx.today
    ruleset = rulesets.in_force(on)
    first, last = window(on)
    found = ending_between(tx, first, last, Organization.status.in_(REMINDED))
    ids = list(dict.fromkeys(organization_id for organization_id, _ in found))
    due: list[Reminder] = []
    for start in range(0, len(ids), _BATCH):
        due.extend(_due(tx, ruleset, ids[start : start + _BATCH], on))
        tx.session.expunge_all()
    return tuple(sorted(due, key=lambda reminder: reminder.documents[0].ends_on))


def claim(
    tx: Transaction, rulesets: RulesetLibrary, organization_id: str, on: date
) -> Claim | None:
    """Take it upon this process to remind an organization of what is still due.

    Return ``None`` when nothing is (another process was faster, or the document has been replaced
    meanwhile) or when no address is known.
    """
    gate.require(tx.actor, Verb.SEND_LETTERS)
    organization = tx.session.get_one(Organization, organization_id, with_for_update=True)
    if organization.status not in REMINDED:
        return None
    reminder = next(_due(tx, rulesets.in_force(on), [organization_id], on), None)
    if reminder is None or not reminder.recipients:
        return None
    for document in reminder.documents:
        row = SentReminder(
            evidence_id=document.evidence.id,
            stage=document.stage,
            organization_id=organization_id,
            claimed_at=tx.now,
            sent_at=None,
        )
        tx.session.merge(row)
    return Claim(reminder, tx.now)


def confirm(tx: Transaction, claimed: Claim) -> None:
    """Record that the reminder was sent, and in the journal that the organization was reminded."""
    record = claimed.reminder.record
    for document in claimed.reminder.documents:
        tx.session.execute(update(SentReminder).where(*_is(document)).values(sent_at=tx.now))
    kinds = dict.fromkeys(document.evidence.kind.value for document in claimed.reminder.documents)
    tx.record("reminder_sent", journal.ORGANIZATION + record.id, ("evidence", *kinds))


def release(tx: Transaction, claimed: Claim) -> None:
    """Give a claim back, so that the reminder is due at once; what others claimed since stays."""
    for document in claimed.reminder.documents:
        tx.session.execute(
            delete(SentReminder).where(
                *_is(document),
                SentReminder.claimed_at == claimed.claimed_at,
                SentReminder.sent_at.is_(None),
            )
        )


def _is(document: RunningOut) -> tuple[ColumnElement[bool], ...]:
    return (
        SentReminder.evidence_id == document.evidence.id,
        SentReminder.stage == document.stage,
    )


def _due(tx: Transaction, ruleset: Ruleset, ids: Sequence[str], on: date) -> Iterator[Reminder]:
    taken, records = _taken(tx, ids), organizations.get_many(tx, ids)
    recipients = recipients_of(tx, records)
    for record in records:
        documents = tuple(
            document
            for document in running_out(record, ruleset, on)
            if (document.evidence.id, document.stage) not in taken
        )
        if documents:
            yield Reminder(record, on, documents, recipients[record.id])


def _taken(tx: Transaction, ids: Sequence[str]) -> set[tuple[str, int]]:
    """Return the documents and stages that were sent, or that somebody is sending right now."""
    query = select(SentReminder.evidence_id, SentReminder.stage).where(
        SentReminder.organization_id.in_(ids),
        or_(SentReminder.sent_at.is_not(None), SentReminder.claimed_at > tx.now - CLAIM_LASTS),
    )
    return {(evidence_id, stage) for evidence_id, stage in tx.session.execute(query)}
