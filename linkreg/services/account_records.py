"""Accounts as administrators keep them: found, listed, disabled, given other rights."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from linkreg.errors import Conflict, InvalidInput, Mistake, NotFound, StaleVersion
from linkreg.models import Account
from linkreg.records import AccountRecord
from linkreg.services import accounts, credentials, drafts, gate
from linkreg.services.credentials import Purpose
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
    role: Role | None = None,
    region: str | None = None,
) -> AccountRecord:
    """Disable an account or enable it again, or give it another role or region; administrators may.

    Other rights end its sessions and tokens, disabling all that it has open, for good. Nobody does it
    to the own account, and an administrator who can log in is left. Raise ``StaleVersion``,
    ``Conflict``, ``InvalidInput``.
    """
    gate.require(tx.actor, Verb.KEEP_ACCOUNTS)
    others = _administrators(tx) - {
        account_id
    }  # locked before the account: two cannot wait in a ring
    account = _get(tx, account_id, to_change=True)
    if seen_version not in {None, account.version}:
        raise StaleVersion(seen_version or 0, account.version)
    was_administrator = account.role is Role.ADMINISTRATOR and account.disabled_at is None
    if role is not None or region is not None:
        _give_rights(tx, account, role or account.role, region)
    if disabled is not None and disabled is not (account.disabled_at is not None):
        _switch(tx, account, disabled=disabled)
    is_administrator = account.role is Role.ADMINISTRATOR and account.disabled_at is None
    if was_administrator and not is_administrator and not others:
        raise Conflict("Ini administrator terakhir yang dapat masuk. Tambahkan dahulu yang lain.")
    tx.session.flush()
    return record_of(account)


def _administrators(tx: Transaction) -> set[str]:
    """Return who can log in as an administrator; nobody else changes that meanwhile."""
    query = select(Account.id).where(
        Account.role == Role.ADMINISTRATOR,
        Account.disabled_at.is_(None),
        Account.password_hash != NO_PASSWORD,
    )
    return set(tx.session.scalars(query.order_by(Account.id).with_for_update()))


def _switch(tx: Transaction, account: Account, *, disabled: bool) -> None:
    _require_another_s(tx, account)
    account.disabled_at = tx.now if disabled else None
    account.version += 1
    tx.record("account_disabled" if disabled else "account_enabled", f"account/{account.id}")
    if disabled:
        credentials.end_all(tx, account.id)
        drafts.forget_account(tx, account.id)


def _give_rights(tx: Transaction, account: Account, role: Role, region: str | None) -> None:
    """Give an account a role, and as an officer a region; one that it has stays if none is named."""
    if role is Role.OFFICER:
        accounts.require_region(region := region or account.region)
    elif region is not None:
        message = "Hanya petugas yang mempunyai wilayah tugas."
        raise InvalidInput(message, [Mistake("/region", "inconsistent", message)])
    wanted = {"role": role, "region": region}
    changed = tuple(name for name, value in wanted.items() if getattr(account, name) != value)
    if not changed:
        return
    _require_another_s(tx, account)
    account.role, account.region = role, region
    account.version += 1
    tx.record("account_changed", f"account/{account.id}", changed)
    for purpose in (Purpose.SESSION, Purpose.TOKEN):
        credentials.end_all(tx, account.id, purpose)


def _require_another_s(tx: Transaction, account: Account) -> None:
    if account.id == tx.actor.name:
        raise Conflict("Akun sendiri tidak dapat diubah. Mintakan administrator lain.")


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
