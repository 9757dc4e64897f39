"""Links in letters: to a new account, and to another password. Each works once, and not for long.

Whoever follows one has shown that letters to the account's address reach them; nothing else is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from linkreg.errors import Conflict, NotFound
from linkreg.models import Account
from linkreg.services import account_records, accounts, credentials, gate, proofs
from linkreg.services.credentials import IssuedSecret, Purpose
from linkreg.services.passwords import NO_PASSWORD, PasswordHash
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role

#: The folders of the addresses that links lead to.
FOLDERS = {Purpose.INVITATION: "undangan", Purpose.RESET: "kata-sandi-baru"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link for an account, at the only moment it can be read; ``path`` is below the site's root."""

    purpose: Purpose
    id: str
    account_id: str
    email: str
    path: str = field(repr=False)
    sent_at: datetime
    expires_at: datetime


def invite(
    tx: Transaction,
    email: str,
    role: Role,
    *,
    region: str | None = None,
    organization_id: str | None = None,
) -> Link:
    """Add an account without a password, and return the link by which its owner chooses one.

    Whoever was invited and has not come yet is invited anew. Raise as ``accounts.add_account`` does.
    """
    accounts.require_adding(tx, role, organization_id)
    account = accounts.find_by_email(tx, email)
    if account is None:
        added = accounts.add_account(
            tx, email, NO_PASSWORD, role, region=region, organization_id=organization_id
        )
        account = tx.session.get_one(Account, added)
    elif not _waits_as(account, role, region, organization_id):
        raise Conflict("Surel ini sudah mempunyai akun.")
    return _link(tx, account, Purpose.INVITATION)


def request_reset(tx: Transaction, email: str) -> Link | None:
    """Return the link to another password; ``None`` where there is no account in use.

    Who asks is not known: tell them the same either way.
    """
    account = accounts.find_by_email(tx, email)
    if account is None or account.disabled_at or account.password_hash == NO_PASSWORD:
        return None
    return _link(tx, account, Purpose.RESET)


def issue_reset(tx: Transaction, email: str) -> Link | None:
    """Like ``request_reset``, for administrators; raise ``NotFound`` for an address nobody has."""
    gate.require(tx.actor, Verb.KEEP_ACCOUNTS)
    account_records.get_by_email(tx, email)
    return request_reset(tx, email)


def read_email(tx: Transaction, secret: str, purpose: Purpose) -> str:
    """Return whose account a link is for, without using it up; raise ``NotFound``."""
    return _found(credentials.find_account(tx, secret, purpose)).email


def follow(tx: Transaction, secret: str, purpose: Purpose, password_hash: PasswordHash) -> str:
    """Use a link up for a password, and return the account's address; raise ``NotFound``.

    All else that the account had open ends.
    """
    account = _found(credentials.find_account(tx, secret, purpose, to_use=True))
    proofs.set_password(tx, account.id, password_hash)
    return account.email


def _waits_as(
    account: Account, role: Role, region: str | None, organization_id: str | None
) -> bool:
    """Say whether it is the account that somebody was invited to and has not come to yet."""
    same = (account.role, account.region, account.organization_id) == (
        role,
        region,
        organization_id,
    )
    return same and account.password_hash == NO_PASSWORD and account.disabled_at is None


def _link(tx: Transaction, account: Account, purpose: Purpose) -> Link:
    issued: IssuedSecret = credentials.issue_link(tx, account.id, purpose)
    return Link(
        purpose,
        issued.id,
        account.id,
        account.email,
        f"/{FOLDERS[purpose]}/{issued.secret}",
        tx.now,
        issued.expires_at,
    )


def _found(account: Account | None) -> Account:
    if account is None:
        raise NotFound("Tautan ini tidak dikenal, sudah dipakai, atau sudah berakhir.")
    return account
