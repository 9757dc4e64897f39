"""Tell organizations by mail of notices, as soon as somebody runs it: their time to answer is running.

As with reminders: ``claim`` (committed), the letter, then ``confirm`` or ``release``. A claim whose
process died ends by itself, so a letter may come twice but never not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import ColumnElement, or_, select

from linkreg import journal
from linkreg.models import Notice
from linkreg.records import NoticeRecord, OrganizationRecord
from linkreg.services import gate, organizations
from linkreg.services.letters import write_notice
from linkreg.services.permissions import Verb
from linkreg.services.recipients import CLAIM_LASTS, recipients_of
from linkreg.services.sending import Opener, Post, deliver
from linkreg.transaction import Transaction


@dataclass(frozen=True, slots=True)
class UnsentNotice:
    """An open notice that its organization was not written about; ``recipients`` may be empty."""

    notice: NoticeRecord
    record: OrganizationRecord
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeDelivery:
    """What became of one letter; neither sent nor a problem: no address is known."""

    unsent: UnsentNotice
    sent: bool
    problem: str = ""


def list_unsent(tx: Transaction) -> tuple[UnsentNotice, ...]:
    """Return open notices nobody has written about or is writing about, oldest first.

    For administrators.
    """
    gate.require(tx.actor, Verb.SEND_LETTERS)
    query = select(Notice).where(*_due(tx)).order_by(Notice.opened_at, Notice.id)
    rows = tx.session.scalars(query).all()
    ids = list(dict.fromkeys(row.organization_id for row in rows))
    records = {record.id: record for record in organizations.get_many(tx, ids)}
    addresses = recipients_of(tx, records.values())
    return tuple(
        UnsentNotice(
            organizations.read_row(NoticeRecord, row),
            records[row.organization_id],
            addresses[row.organization_id],
        )
        for row in rows
    )


def claim(tx: Transaction, unsent: UnsentNotice) -> bool:
    """Take it upon this process to write of a notice; say whether it still is to be written of."""
    gate.require(tx.actor, Verb.SEND_LETTERS)
    row = _row(tx, unsent, *_due(tx))
    if row is None:
        return False
    row.mail_claimed_at = tx.now
    return True


def send_unsent(
    read: Opener, write: Opener, post: Post, public_url: str
) -> Iterator[NoticeDelivery]:
    """Send a letter of each notice that has none yet, and yield what became of it.

    What another process sends at the same time is passed over. Raise what ``post`` raises, except
    ``MailRefused``.
    """
    with read() as tx:
        waiting = list_unsent(tx)
    for unsent in waiting:
        if not unsent.recipients:
            yield NoticeDelivery(unsent, sent=False)
            continue
        with write() as tx:
            ours, now = claim(tx, unsent), tx.now
        if ours:
            letter = write_notice(unsent.notice, unsent.record, unsent.recipients, now, public_url)
            settle = partial(_settle, write, unsent)
            sent, problem = deliver(post, letter, partial(settle, True), partial(settle, False))
            yield NoticeDelivery(unsent, sent, problem)


def _settle(write: Opener, unsent: UnsentNotice, sent: bool) -> None:
    """Record that the letter went out, or give the claim back."""
    with write() as tx:
        row = _row(tx, unsent)
        if row is None:
            return
        row.mail_claimed_at = None
        if sent:
            row.mailed_at = tx.now
            tx.record("notice_mailed", journal.ORGANIZATION + row.organization_id)


def _row(tx: Transaction, unsent: UnsentNotice, *conditions: ColumnElement[bool]) -> Notice | None:
    query = select(Notice).where(Notice.id == unsent.notice.id, *conditions)
    return tx.session.scalars(query.with_for_update()).first()


def _due(tx: Transaction) -> tuple[ColumnElement[bool], ...]:
    free = or_(Notice.mail_claimed_at.is_(None), Notice.mail_claimed_at <= tx.now - CLAIM_LASTS)
    return Notice.outcome.is_(None), Notice.mailed_at.is_(None), free
