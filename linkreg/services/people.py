"""The people of an organization: the accounts that keep its profile."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from linkreg.errors import Conflict, NotFound
from linkreg.models import Account
from linkreg.records import AccountRecord
from linkreg.services import account_records, credentials, drafts, gate, organizations
from linkreg.services.passwords import NO_PASSWORD
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role


def list_people(tx: Transaction, organization_id: str) -> Sequence[AccountRecord]:
    """Return who keeps the profile, first come first; to themselves and to administrators."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.READ_PEOPLE, record)
    return [account_records.record_of(account) for account in _people(tx, organization_id)]


def remove(tx: Transaction, organization_id: str, account_id: str) -> None:
    """Take somebody off, whose account is disabled; also oneself, but not the last who can log in.

    Raise ``NotFound``, ``Conflict``.
    """
    gate.require(tx.actor, Verb.KEEP_PEOPLE, organizations.get(tx, organization_id))
    organizations.lock_row(tx, organization_id)  # of two who remove each other one is told
    people = {account.id: account for account in _people(tx, organization_id)}
    if account_id not in people:
        raise NotFound("Orang itu tidak ada pada organisasi ini. Muat ulang halamannya.")
    others = [it for it in people.values() if it.id != account_id]
    if all(other.password_hash == NO_PASSWORD for other in others):
        raise Conflict("Harus ada seorang lain yang dapat masuk. Undang dahulu penggantinya.")
    people[account_id].disabled_at = tx.now
    people[account_id].version += 1
    tx.record("account_disabled", f"account/{account_id}")
    credentials.end_all(tx, account_id)
    drafts.forget_account(tx, account_id)


def _people(tx: Transaction, organization_id: str) -> Sequence[Account]:
    query = select(Account).where(
        Account.organization_id == organization_id,
        Account.role == Role.ORGANIZATION,
        Account.disabled_at.is_(None),
    )
    return tx.session.scalars(query.order_by(Account.created_at, Account.id)).all()
