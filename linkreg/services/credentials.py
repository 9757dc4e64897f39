"""What stands for an account: browser sessions and API tokens, kept as hashes only."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from linkreg.actor import Actor
from linkreg.errors import InvalidInput, Mistake, NotFound
from linkreg.models import Account, Credential, new_id
from linkreg.services import accounts, gate
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import TokenScope

SESSION_LIFETIME = timedelta(hours=12)
TOKEN_LIFETIME = timedelta(days=90)


class Purpose(StrEnum):
    """What a credential is for; one never serves as the other."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - not a password


@dataclass(frozen=True, slots=True)
class IssuedSecret:
    """A secret at the only moment it can be read."""

    id: str
    secret: str
    expires_at: datetime


def open_session(tx: Transaction, account_id: str) -> IssuedSecret:
    """Open a session for an account that was made just now, or that somebody proved to be theirs."""
    return _issue(tx, account_id, Purpose.SESSION, SESSION_LIFETIME)


def issue_token(
    tx: Transaction,
    account_id: str,
    *,
    label: str | None = None,
    scopes: tuple[str, ...] | None = None,
    lifetime: timedelta = TOKEN_LIFETIME,
) -> IssuedSecret:
    """Issue an API token for an account; it is shown once. Raise ``InvalidInput`` for a scope."""
    unknown = [scope for scope in scopes or () if scope not in set(TokenScope)]
    if unknown:
        message = f"Cakupan tidak dikenal; yang ada: {', '.join(TokenScope)}."
        raise InvalidInput(message, [Mistake("/scopes", "unknown_code", message)])
    return _issue(tx, account_id, Purpose.TOKEN, lifetime, label=label, scopes=scopes)


def revoke(tx: Transaction, credential_id: str) -> None:
    """End a session or token; its account and administrators may. Raise ``NotFound``."""
    query = select(Credential).where(Credential.id == credential_id)
    credential = tx.session.scalars(query).first()
    gate.require(tx.actor, Verb.REVOKE, account_id=credential.account_id if credential else None)
    if credential is None:
        raise NotFound("Token tidak ditemukan. Periksa nomornya.")
    _end(tx, credential)


def log_out(tx: Transaction, secret: str) -> None:
    """End the session of that secret; unknown ones are passed over."""
    credential = tx.session.get(Credential, _digest(secret))
    if credential is not None:
        _end(tx, credential)


def find_actor(tx: Transaction, secret: str, purpose: Purpose) -> Actor | None:
    """Return who a secret stands for now; ``None`` when it is unknown, ended or revoked."""
    credential = tx.session.get(Credential, _digest(secret))
    if credential is None or credential.purpose != purpose or credential.revoked_at is not None:
        return None
    account = tx.session.get_one(Account, credential.account_id)
    if credential.expires_at <= tx.now or account.disabled_at is not None:
        return None
    return accounts.actor_of(account, credential.scopes)


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
) -> IssuedSecret:
    secret = secrets.token_urlsafe(32)
    credential = Credential(
        secret_hash=_digest(secret),
        id=new_id(),
        account_id=account_id,
        purpose=purpose,
        label=label,
        scopes=None if scopes is None else list(scopes),
        created_at=tx.now,
        expires_at=tx.now + lifetime,
    )
    tx.session.add(credential)
    tx.record(f"{purpose}_opened", f"account/{account_id}")
    return IssuedSecret(credential.id, secret, credential.expires_at)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
