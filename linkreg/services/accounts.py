"""Accounts, browser sessions and tokens. Passwords are argon2id; secrets are kept as hashes only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from linkreg.actor import Actor
from linkreg.errors import Conflict, InvalidInput, Mistake, NotAuthenticated, NotFound, NotPermitted
from linkreg.models import Account, Credential, new_id
from linkreg.profile import Profile
from linkreg.records import OrganizationRecord
from linkreg.reference import display_name, get_region
from linkreg.services import gate, organizations
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role, TokenScope

PASSWORD_MIN, PASSWORD_MAX = 12, 128
SESSION_LIFETIME = timedelta(hours=12)
TOKEN_LIFETIME = timedelta(days=90)

#: OWASP's second recommendation for argon2id: 19 MiB, two passes, about 20 ms.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_WRONG = "Surel atau kata sandi salah."


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


def add_account(
    tx: Transaction,
    email: str,
    password: str,
    role: Role,
    *,
    region: str | None = None,
    organization_id: str | None = None,
) -> str:
    """Add an account and return its id; only administrators may.

    Raise ``Conflict`` when the address has one, ``InvalidInput`` for a short password, for an officer
    without a region, or for an organization's account without an organization.
    """
    gate.require_administrator(tx.actor)
    if role is Role.OFFICER:
        if region is None:
            raise _invalid("/region", "required", "Petugas memerlukan kode wilayah.")
        get_region(region)
    if role is Role.ORGANIZATION and organization_id is not None:
        organizations.get(tx, organization_id)
    return _add(tx, email, password, role, region=region, organization_id=organization_id).id


def register_with_account(
    tx: Transaction, email: str, password: str, profile: Profile
) -> tuple[OrganizationRecord, str]:
    """Add an organization together with the account that keeps it; return it and the account's id.

    Open to everybody: the profile is not public before an officer publishes it.
    """
    account = _add(tx, email, password, Role.ORGANIZATION)
    tx.actor = _actor(account, None)
    return organizations.register(tx, profile), account.id


def mistakes_in_account(email: str, password: str) -> tuple[Mistake, ...]:
    """Return what is wrong with the address and the password of a new account, both at once."""
    mistakes: list[Mistake] = []
    for check, value in ((_address, email), (_checked, password)):
        try:
            check(value)
        except InvalidInput as error:
            mistakes.extend(error.mistakes)
    return tuple(mistakes)


def log_in(tx: Transaction, email: str, password: str) -> IssuedSecret:
    """Open a session; raise ``NotAuthenticated`` without saying which half was wrong."""
    return _issue(tx, _authenticate(tx, email, password), Purpose.SESSION, SESSION_LIFETIME)


def open_session(tx: Transaction, account_id: str) -> IssuedSecret:
    """Open a session for an account that was made just now."""
    return _issue(tx, tx.session.get_one(Account, account_id), Purpose.SESSION, SESSION_LIFETIME)


def issue_token(
    tx: Transaction,
    email: str,
    password: str,
    *,
    label: str | None = None,
    scopes: tuple[str, ...] | None = None,
    lifetime: timedelta = TOKEN_LIFETIME,
) -> IssuedSecret:
    """Issue an API token to whoever knows the account's password; it is shown once."""
    account = _authenticate(tx, email, password)
    unknown = [scope for scope in scopes or () if scope not in set(TokenScope)]
    if unknown:
        known = ", ".join(TokenScope)
        raise _invalid("/scopes", "unknown_code", f"Cakupan tidak dikenal; yang ada: {known}.")
    return _issue(tx, account, Purpose.TOKEN, lifetime, label=label, scopes=scopes)


def revoke(tx: Transaction, credential_id: str) -> None:
    """End a session or token; its account and administrators may. Raise ``NotFound``."""
    query = select(Credential).where(Credential.id == credential_id)
    credential = tx.session.scalars(query).first()
    gate.require_keeper(tx.actor, credential.account_id if credential else "")
    if credential is None:
        raise NotFound("Token tidak ditemukan. Periksa nomornya.")
    if credential.revoked_at is None:
        credential.revoked_at = tx.now
        tx.record("credential_revoked", f"account/{credential.account_id}")


def log_out(tx: Transaction, secret: str) -> None:
    """End the session of that secret; unknown ones are passed over."""
    credential = tx.session.get(Credential, _digest(secret))
    if credential is not None and credential.revoked_at is None:
        credential.revoked_at = tx.now
        tx.record("credential_revoked", f"account/{credential.account_id}")


def describe(tx: Transaction, names: Collection[str]) -> dict[str, str]:
    """Say in Indonesian what each account is, by what the journal calls it; never whose it is."""
    query = select(Account.id, Account.role, Account.region).where(Account.id.in_(names))
    found = {row.id: _described(row.role, row.region) for row in tx.session.execute(query)}
    return {name: found.get(name, "Pengelola sistem") for name in names}


def _described(role: Role, region: str | None) -> str:
    return f"{role.label} {display_name(region)}" if region else role.label


def find_actor(tx: Transaction, secret: str, purpose: Purpose) -> Actor | None:
    """Return who a secret stands for now; ``None`` when it is unknown, ended or revoked."""
    credential = tx.session.get(Credential, _digest(secret))
    if credential is None or credential.purpose != purpose or credential.revoked_at is not None:
        return None
    account = tx.session.get_one(Account, credential.account_id)
    if credential.expires_at <= tx.now or account.disabled_at is not None:
        return None
    return _actor(account, credential.scopes)


def _add(
    tx: Transaction,
    email: str,
    password: str,
    role: Role,
    *,
    region: str | None = None,
    organization_id: str | None = None,
) -> Account:
    address = _address(email)
    if tx.session.scalars(select(Account.id).where(Account.email == address)).first():
        raise Conflict("Surel ini sudah mempunyai akun. Masuk dengan akun itu.")
    account = Account(
        id=new_id(),
        email=address,
        password_hash=_HASHER.hash(_checked(password)),
        role=role,
        region=region,
        organization_id=organization_id,
        created_at=tx.now,
    )
    tx.session.add(account)
    tx.record("account_added", f"account/{account.id}", ("email", "role"))
    tx.session.flush()
    return account


def _address(email: str) -> str:
    address = email.strip().casefold()
    local, _, domain = address.rpartition("@")
    fits = len(address) <= 254  # noqa: PLR2004 - RFC 5321's limit
    if not local or "." not in domain or not address.isprintable() or " " in address or not fits:
        raise _invalid("/email", "invalid_email", "Bukan alamat surel yang sah.")
    return address


def _checked(password: str) -> str:
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        message = f"Kata sandi {PASSWORD_MIN} sampai {PASSWORD_MAX} huruf; kalimat pendek pun baik."
        raise _invalid("/password", "out_of_range", message)
    return password


def _invalid(pointer: str, code: str, message: str) -> InvalidInput:
    return InvalidInput(message, [Mistake(pointer, code, message)])


def _authenticate(tx: Transaction, email: str, password: str) -> Account:
    address = email.strip().casefold()
    query = select(Account).where(Account.email == address)
    account = tx.session.scalars(query).first() if address.isprintable() else None
    stored = account.password_hash if account else _dummy_hash()
    if not _matches(stored, password) or account is None:
        raise NotAuthenticated(_WRONG)
    if account.disabled_at is not None:
        raise NotPermitted("Akun ini dinonaktifkan. Hubungi administrator.")
    return account


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _dummy_hash() -> str:
    """Return a hash to compare with when there is no account, so that both take as long."""
    return (
        "$argon2id$v=19$m=19456,t=2,p=1$"
        "c29tZXNhbHRzb21lc2FsdA$Ck8CHtQAZqHCMMjBQ6U9cKyaQhnhRgyWvEWQBlXA8kk"
    )


def _issue(
    tx: Transaction,
    account: Account,
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
        account_id=account.id,
        purpose=purpose,
        label=label,
        scopes=None if scopes is None else list(scopes),
        created_at=tx.now,
        expires_at=tx.now + lifetime,
    )
    tx.session.add(credential)
    tx.record(f"{purpose}_opened", f"account/{account.id}")
    return IssuedSecret(credential.id, secret, credential.expires_at)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _actor(account: Account, scopes: list[str] | None) -> Actor:
    return Actor(
        name=account.id,
        role=account.role,
        region=account.region,
        organization_id=account.organization_id,
        scopes=None if scopes is None else frozenset(scopes),
    )
