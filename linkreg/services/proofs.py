"""Whether somebody knows an account's password, and what is stored of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from linkreg.errors import NotAuthenticated, NotPermitted
from linkreg.models import Account
from linkreg.services import accounts, credentials
from linkreg.services.passwords import NOBODYS_HASH, PasswordHash, matches, renewed
from linkreg.transaction import Transaction

_WRONG = "Surel atau kata sandi salah."


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody knew an account's password when ``password_hash`` was what is stored of it.

    ``renewed``: what is to be stored of it from now on, if that is something else.
    """

    account_id: str
    password_hash: str = field(repr=False)
    renewed: PasswordHash | None = field(default=None, repr=False)


def authenticate(tx: Transaction, email: str, password: str) -> Proof:
    """Check a password; raise ``NotAuthenticated`` without saying which half was wrong.

    It takes 20 ms: only while reading. Whoever then writes asks ``confirm`` first.
    """
    account = accounts.find_by_email(tx, email)
    stored = account.password_hash if account else NOBODYS_HASH
    if not matches(stored, password) or account is None:
        raise NotAuthenticated(_WRONG)
    _require_enabled(account)
    return Proof(account.id, stored, renewed(stored, password))


def confirm(tx: Transaction, proof: Proof) -> str:
    """Return whose the proof is, if it holds still; raise as ``authenticate`` does."""
    account = tx.session.get(Account, proof.account_id, with_for_update=True)
    if account is None or account.password_hash != proof.password_hash:
        raise NotAuthenticated(_WRONG)
    _require_enabled(account)
    if proof.renewed is not None:
        account.password_hash = proof.renewed
    return account.id


def set_password(tx: Transaction, account_id: str, password_hash: PasswordHash) -> None:
    """Store a new password, and end every session and token that the account has open."""
    account = tx.session.get_one(Account, account_id, with_for_update=True)
    account.password_hash = password_hash
    tx.record("password_changed", f"account/{account_id}", ("password",))
    credentials.end_all(tx, account_id)


def _require_enabled(account: Account) -> None:
    if account.disabled_at is not None:
        raise NotPermitted("Akun ini dinonaktifkan. Hubungi administrator.")
