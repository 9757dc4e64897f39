"""The second thing an account may ask for besides its password: a code that an application shows.

Whoever chose it logs in and gets tokens with both. Codes count once; eight on paper stand in for a lost
telephone. The secret lies in the database as it is, for without it no code can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from linkreg.errors import Conflict, InvalidInput, Mistake, NotAuthenticated
from linkreg.models import Account
from linkreg.services import account_records, gate, one_time_codes
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction

_NEEDED = "Sertakan kode sekali pakai dari aplikasi Anda, atau kode cadangan."
_WRONG = "Kode sekali pakai salah atau sudah dipakai."


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an application is told, at the only moment it can be read."""

    secret: str = field(repr=False)
    address: str = field(repr=False)


def begin(tx: Transaction) -> Enrolment:
    """Give the actor's own account a secret; it asks for codes once ``confirm`` has seen one."""
    account = _own(tx)
    if account.totp_confirmed_at is not None:
        raise Conflict("Kode sekali pakai sudah aktif. Matikan dahulu untuk menggantinya.")
    account.totp_secret = one_time_codes.new_secret()
    address = one_time_codes.address_of(account.totp_secret, account.email)
    return Enrolment(account.totp_secret, address)


def confirm(tx: Transaction, code: str) -> tuple[str, ...]:
    """Ask for codes from now on, if that is one; return those for paper, shown this once."""
    account = _own(tx)
    if account.totp_secret is None or account.totp_confirmed_at is not None:
        raise Conflict("Mulailah dari awal: minta kunci yang baru.")
    step = one_time_codes.matching_step(account.totp_secret, code, tx.now)
    if step is None:
        raise _wrong()
    paper = one_time_codes.new_paper_codes()
    account.totp_confirmed_at, account.totp_last_step = tx.now, step
    account.paper_codes = [one_time_codes.hash_of(it) for it in paper]
    tx.record("totp_enabled", f"account/{account.id}")
    return paper


def remove(tx: Transaction, code: str) -> None:
    """Ask for no codes any more, if that is one; raise ``InvalidInput``."""
    account = _own(tx)
    if not _uses_up(tx, account, code):
        raise _wrong()
    _clear(tx, account)


def remove_for(tx: Transaction, account_id: str) -> None:
    """Ask an account for no codes any more, whose owner lost them all; administrators may."""
    gate.require(tx.actor, Verb.KEEP_ACCOUNTS)
    _clear(tx, tx.session.get_one(Account, account_id, with_for_update=True))


def require(tx: Transaction, account_id: str, code: str | None) -> None:
    """Let in by a code, or where none is asked for; raise ``NotAuthenticated``."""
    account = tx.session.get_one(Account, account_id, with_for_update=True)
    if account.totp_confirmed_at is None:
        return
    if not code:
        raise NotAuthenticated(_NEEDED)
    if not _uses_up(tx, account, code):
        raise NotAuthenticated(_WRONG)


def _uses_up(tx: Transaction, account: Account, code: str) -> bool:
    """Say whether that is a code of the account, which then counts no more."""
    if account.totp_secret is None or account.totp_confirmed_at is None:
        return False
    last = -1 if account.totp_last_step is None else account.totp_last_step
    step = one_time_codes.matching_step(account.totp_secret, code, tx.now, after=last)
    if step is not None:
        account.totp_last_step = step
        return True
    left = one_time_codes.without(account.paper_codes or [], code)
    if left is not None:
        account.paper_codes = left
    return left is not None


def _clear(tx: Transaction, account: Account) -> None:
    if account.totp_confirmed_at is not None:
        tx.record("totp_removed", f"account/{account.id}")
    account.totp_secret = account.totp_confirmed_at = account.totp_last_step = None
    account.paper_codes = None


def _own(tx: Transaction) -> Account:
    own = account_records.get_own(tx)
    return tx.session.get_one(Account, own.id, with_for_update=True)


def _wrong() -> InvalidInput:
    return InvalidInput(_WRONG, [Mistake("/code", "wrong_code", _WRONG)])
