"""To whom letters about an organization go, and how long a process may take to hand one in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from itertools import groupby

from sqlalchemy import select

from linkreg.models import Account
from linkreg.records import OrganizationRecord
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role

#: Longer than a mail server can take over one letter, all its time limits together.
CLAIM_LASTS = timedelta(minutes=15)


def recipients_of(
    tx: Transaction, records: Collection[OrganizationRecord]
) -> dict[str, tuple[str, ...]]:
    """Return the addresses of each organization: its accounts', or else its own; empty for none."""
    query = (
        select(Account.organization_id, Account.email)
        .where(
            Account.organization_id.in_([record.id for record in records]),
            Account.role == Role.ORGANIZATION,
            Account.disabled_at.is_(None),
        )
        .order_by(Account.organization_id, Account.created_at, Account.email)
    )
    found = {
        organization_id: tuple(email for _, email in rows)
        for organization_id, rows in groupby(tx.session.execute(query), key=lambda row: row[0])
    }
    return {record.id: found.get(record.id) or _own(record) for record in records}


def _own(record: OrganizationRecord) -> tuple[str, ...]:
    email = record.profile.contact.email
    return (email,) if email else ()
