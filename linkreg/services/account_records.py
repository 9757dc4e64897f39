"""Accounts as administrators keep them: found, listed, disabled, given another region."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from linkreg.errors import Conflict, InvalidInput, Mistake, NotFound, StaleVersion
from linkreg.models import Account
from linkreg.records import AccountRecord
from linkreg.services import accounts, credentials, gate
from linkreg.services.passwords import NO_PASSWORD
from linkreg.services.permissions import PERMISSIONS, Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role


def get_account(tx: Transaction, account_id: str) -> AccountRecord:
    """Return an account, to itself and to administrators; raise ``NotFound`` to others."""
    gate.require(tx.actor, Verb.READ_ACCOUNT, account_id=account_id)
    return record_of(_get(tx, account_id))


def get_own(tx: Transaction) -> AccountRecord:
    """Return the actor's own account, for it to be changed; raise ``NotFound`` where there is none."""
    gate.require(tx.actor, Verb.KEEP_OWN_ACCOUNT, account_id=tx.actor.name)
    return record_of(_get(tx, tx.actor.name))


def get_by_email(tx: Transaction, email: str) -> AccountRecord:
    """Return the account of an address, to administrators; raise ``NotFound``."""
    gate.require(tx.actor, Verb.LIST_ACCOUNTS)
    account = accounts.find_by_email(tx, email)
    if account is None:
        raise NotFound("Tidak ada akun dengan surel itu. Periksa ejaannya.")
    return record_of(account)


def list_accounts(
    tx: Transaction, *, limit: int, offset: int = 0
) -> tuple[Sequence[AccountRecord], int]:
    """Return accounts by their address, and how many there are; to administrators."""
    gate.require(tx.actor, Verb.LIST_ACCOUNTS)
    query = select(Account).order_by(Account.email).limit(limit).offset(offset)
    total = tx.session.scalar(select(func.count()).select_from(Account)) or 0
    return [record_of(account) for account in tx.session.scalars(query)], total


def change_account(
    tx: Transaction,
    account_id: str,
    *,
    seen_version: int | None = None,
    disabled: bool | None = None,
    region: str | None = None,
) -> AccountRecord:
    """Disable an account or enable it again, or give an officer another region; administrators may.

    Disabling ends what the account has open, for good. Nobody disables the own account. Raise
    ``StaleVersion``, ``Conflict``, ``InvalidInput``.
    """
    gate.require(tx.actor, Verb.KEEP_ACCOUNTS)
    account = _get(tx, account_id, to_change=True)
    if seen_version not in {None, account.version}:
        raise StaleVersion(seen_version or 0, account.version)
    if region not in {None, account.region}:
        _move(tx, account, region)
    if disabled is not None and disabled is not (account.disabled_at is not None):
        _switch(tx, account, disabled=disabled)
    tx.session.flush()
    return record_of(account)


def _switch(tx: Transaction, account: Account, *, disabled: bool) -> None:
    if account.id == tx.actor.name:
        raise Conflict("Akun sendiri tidak dapat dinonaktifkan. Mintakan administrator lain.")
    account.disabled_at = tx.now if disabled else None
    account.version += 1
    tx.record("account_disabled" if disabled else "account_enabled", f"account/{account.id}")
    if disabled:
        credentials.end_all(tx, account.id)


def _move(tx: Transaction, account: Account, region: str | None) -> None:
    if account.role is not Role.OFFICER:
        message = "Hanya petugas yang mempunyai wilayah tugas."
        raise InvalidInput(message, [Mistake("/region", "inconsistent", message)])
    accounts.require_region(region)
    account.region = region
    account.version += 1
    tx.record("account_changed", f"account/{account.id}", ("region",))


def _get(tx: Transaction, account_id: str, *, to_change: bool = False) -> Account:
    account = tx.session.get(Account, account_id, with_for_update=to_change)
    if account is None:
        raise NotFound(PERMISSIONS[Verb.READ_ACCOUNT].refusal)
    return account


def record_of(account: Account) -> AccountRecord:
    """Return an account as it is handed out."""
    return AccountRecord(
        id=account.id,
        email=account.email,
        role=account.role,
        region=account.region,
        organization_id=account.organization_id,
        created_at=account.created_at,
        disabled_at=account.disabled_at,
        version=account.version,
        is_invited=account.password_hash == NO_PASSWORD,
        asks_for_codes=account.totp_confirmed_at is not None,
    )
