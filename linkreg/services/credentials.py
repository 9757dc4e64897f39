"""What stands for an account: browser sessions and API tokens, kept as hashes only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, select, update

from linkreg.actor import Actor
from linkreg.errors import InvalidInput, Mistake, NotFound
from linkreg.models import Account, Credential, new_id
from linkreg.records import CredentialRecord
from linkreg.services import accounts, gate
from linkreg.services.permissions import PERMISSIONS, Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role, TokenScope
from linkreg.wording import Wording

SESSION_LIFETIME = timedelta(hours=12)
TOKEN_LIFETIME = timedelta(days=90)

#: How long a link in a letter is good: to a new account, and to another password.
LINK_LIFETIMES = {"invitation": timedelta(hours=72), "reset": timedelta(hours=1)}

#: What a secret begins with: a token so that one that leaked can be recognized, a link so that it is a
#: word in an address.
_PREFIXES = {"session": "", "token": "lr_", "invitation": "u", "reset": "k"}

#: Unused so long, the session of somebody who has others' data in hand ends (NIST SP 800-63B, AAL2).
IDLE_LIMIT = timedelta(minutes=30)
_ENDS_IDLE = frozenset({Role.OFFICER, Role.ADMINISTRATOR})

#: How often the use of a session is written down at most, and of a token: by as much a session that
#: ends idle may end early.
_SESSION_NOTED = timedelta(minutes=1)
_TOKEN_NOTED = timedelta(minutes=15)


class Purpose(StrEnum):
    """What a credential is for; one never serves as the other."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - not a password
    INVITATION = "invitation"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class IssuedSecret:
    """A secret at the only moment it can be read."""

    id: str
    secret: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a secret stands for; ``unnoted``: that it is in use is not written down of late."""

    actor: Actor
    credential_id: str
    unnoted: bool


def open_session(tx: Transaction, account_id: str, *, agent: str | None = None) -> IssuedSecret:
    """Open a session for an account that was made just now, or that somebody proved to be theirs.

    ``agent`` names the kind of browser.
    """
    return _issue(tx, account_id, Purpose.SESSION, SESSION_LIFETIME, agent=agent)


def issue_token(
    tx: Transaction,
    account_id: str,
    *,
    label: str | None = None,
    scopes: tuple[str, ...] | None = None,
    lifetime: timedelta = TOKEN_LIFETIME,
) -> IssuedSecret:
    """Issue an API token for an account that somebody proved to be theirs; it is shown once.

    Raise ``InvalidInput`` for a scope.
    """
    unknown = [scope for scope in scopes or () if scope not in set(TokenScope)]
    if unknown:
        message = Wording("Cakupan tidak dikenal; yang ada: {known}.", known=", ".join(TokenScope))
        raise InvalidInput(message, [Mistake("/scopes", "unknown_code", message)])
    return _issue(tx, account_id, Purpose.TOKEN, lifetime, label=label, scopes=scopes)


def issue_link(tx: Transaction, account_id: str, purpose: Purpose) -> IssuedSecret:
    """Issue what a letter to the account's address leads to; those sent before end."""
    end_all(tx, account_id, purpose)
    return _issue(tx, account_id, purpose, LINK_LIFETIMES[purpose])


def find_account(
    tx: Transaction, secret: str, purpose: Purpose, *, to_use: bool = False
) -> Account | None:
    """Return the account that a secret is good for now; ``None`` when it is not, or disabled.

    ``to_use``: nobody else uses it up before the end of this transaction.
    """
    row = tx.session.get(Credential, _digest(secret), with_for_update=to_use)
    if row is None or row.purpose != purpose or row.revoked_at is not None:
        return None
    account = tx.session.get_one(Account, row.account_id)
    return account if row.expires_at > tx.now and account.disabled_at is None else None


def issue_for_service(
    tx: Transaction,
    account_id: str,
    *,
    label: str | None = None,
    scopes: tuple[str, ...] | None = None,
    lifetime: timedelta = TOKEN_LIFETIME,
) -> IssuedSecret:
    """Issue a token for a service, whose password nobody needs to know; administrators may.

    For anybody else they may not: it would let them act in another's name. Raise ``InvalidInput``.
    """
    gate.require(tx.actor, Verb.ISSUE_FOR_SERVICE)
    account = tx.session.get(Account, account_id)
    if account is None or account.role is not Role.SERVICE or account.disabled_at is not None:
        message = "Bukan akun layanan yang aktif; hanya untuk itu administrator menerbitkan token."
        raise InvalidInput(message, [Mistake("/account", "unknown_code", message)])
    return issue_token(tx, account_id, label=label, scopes=scopes, lifetime=lifetime)


def list_open(
    tx: Transaction, account_id: str, purpose: Purpose, *, asking: str = ""
) -> Sequence[CredentialRecord]:
    """Return what an account has open, newest first; to itself and to administrators.

    ``asking`` is the secret of the session that asks.
    """
    gate.require(tx.actor, Verb.READ_CREDENTIALS, account_id=account_id)
    query = _open(tx, account_id, purpose)
    newest = query.order_by(Credential.created_at.desc(), Credential.id)
    found = tx.session.scalars(newest).all()
    account = tx.session.get(Account, account_id)
    return [_record(it, asking) for it in found if account and not _is_idle(tx, account, it)]


def revoke(tx: Transaction, credential_id: str, purpose: Purpose | None = None) -> None:
    """End a session or token; its account and administrators may. Raise ``NotFound``."""
    query = select(Credential).where(Credential.id == credential_id)
    credential = tx.session.scalars(query).first()
    gate.require(tx.actor, Verb.REVOKE, account_id=credential.account_id if credential else None)
    if credential is None or purpose not in {None, credential.purpose}:
        raise NotFound(PERMISSIONS[Verb.REVOKE].refusal)
    _end(tx, credential)


def revoke_all(
    tx: Transaction, account_id: str, purpose: Purpose | None = None, *, keep: str = ""
) -> int:
    """End everything an account has open but the session of ``keep``; return how many that were."""
    gate.require(tx.actor, Verb.REVOKE, account_id=account_id)
    return end_all(tx, account_id, purpose, keep=keep)


def end_all(
    tx: Transaction, account_id: str, purpose: Purpose | None = None, *, keep: str = ""
) -> int:
    """Like ``revoke_all``, for whoever has asked the gate already."""
    query = _open(tx, account_id, purpose).where(Credential.secret_hash != _digest(keep))
    ended = tx.session.scalars(query).all()
    for credential in ended:
        _end(tx, credential)
    return len(ended)


def log_out(tx: Transaction, secret: str) -> None:
    """End the session of that secret; unknown ones are passed over."""
    credential = tx.session.get(Credential, _digest(secret))
    if credential is not None:
        _end(tx, credential)


def find_bearer(tx: Transaction, secret: str, purpose: Purpose) -> Bearer | None:
    """Return whom a secret stands for now; ``None`` when it is unknown, ended, idle or revoked."""
    account = find_account(tx, secret, purpose)
    if account is None:
        return None
    credential = tx.session.get_one(Credential, _digest(secret))
    if _is_idle(tx, account, credential):
        return None
    often = _SESSION_NOTED if purpose is Purpose.SESSION else _TOKEN_NOTED
    actor = accounts.actor_of(account, credential.scopes)
    return Bearer(actor, credential.id, _last_use(credential) <= tx.now - often)


def note_use(tx: Transaction, bearer: Bearer) -> None:
    """Write down that a session or token is in use; it is no change that anybody follows."""
    tx.session.execute(
        update(Credential).where(Credential.id == bearer.credential_id).values(last_used_at=tx.now)
    )


def _is_idle(tx: Transaction, account: Account, credential: Credential) -> bool:
    """Say whether it is a session that ended because nobody used it; a token never does."""
    if credential.purpose != Purpose.SESSION or account.role not in _ENDS_IDLE:
        return False
    return _last_use(credential) <= tx.now - IDLE_LIMIT


def _last_use(credential: Credential) -> datetime:
    return credential.last_used_at or credential.created_at


def _open(tx: Transaction, account_id: str, purpose: Purpose | None) -> Select[Credential]:
    query = select(Credential).where(
        Credential.account_id == account_id,
        Credential.revoked_at.is_(None),
        Credential.expires_at > tx.now,
    )
    return query if purpose is None else query.where(Credential.purpose == purpose)


def _record(credential: Credential, asking: str) -> CredentialRecord:
    return CredentialRecord(
        id=credential.id,
        label=credential.label,
        scopes=None if credential.scopes is None else tuple(credential.scopes),
        agent=credential.agent,
        created_at=credential.created_at,
        expires_at=credential.expires_at,
        last_used_at=credential.last_used_at,
        current=credential.secret_hash == _digest(asking),
    )


def _end(tx: Transaction, credential: Credential) -> None:
    if credential.revoked_at is None:
        credential.revoked_at = tx.now
        tx.record("credential_revoked", f"account/{credential.account_id}")


def _issue(
    tx: Transaction,
    account_id: str,
    purpose: Purpose,
    lifetime: timedelta,
    *,
    label: str | None = None,
    scopes: tuple[str, ...] | None = None,
    agent: str | None = None,
) -> IssuedSecret:
    secret = _PREFIXES[purpose] + secrets.token_urlsafe(32)
    credential = Credential(
        secret_hash=_digest(secret),
        id=new_id(),
        account_id=account_id,
        purpose=purpose,
        label=label,
        scopes=None if scopes is None else list(scopes),
        created_at=tx.now,
        expires_at=tx.now + lifetime,
        agent=agent,
    )
    tx.session.add(credential)
    tx.record(f"{purpose}_opened", f"account/{account_id}")
    return IssuedSecret(credential.id, secret, credential.expires_at)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
