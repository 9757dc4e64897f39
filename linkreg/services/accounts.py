"""Accounts: who they are, how one is made, and whether somebody knows its password."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from linkreg.actor import Actor
from linkreg.errors import Conflict, InvalidInput, Mistake, NotAuthenticated, NotPermitted
from linkreg.models import Account, new_id
from linkreg.profile import Profile
from linkreg.records import OrganizationRecord
from linkreg.reference import display_name, get_region
from linkreg.services import gate, organizations
from linkreg.services.passwords import (
    NOBODYS_HASH,
    PasswordHash,
    check_password,
    hash_password,
    matches,
)
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role

_WRONG = "Surel atau kata sandi salah."
_TAKEN = "Surel ini sudah mempunyai akun. Masuk dengan akun itu."


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody knew an account's password when ``password_hash`` was what is stored of it."""

    account_id: str
    password_hash: str = field(repr=False)


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
    gate.require(tx.actor, Verb.ADD_ACCOUNT)
    if role is Role.OFFICER:
        if region is None:
            raise _invalid("/region", "required", "Petugas memerlukan kode wilayah.")
        get_region(region)
    if role is Role.ORGANIZATION and organization_id is not None:
        organizations.get(tx, organization_id)
    address, hashed = _address(email), hash_password(password)
    return _add(tx, address, hashed, role, region=region, organization_id=organization_id).id


def register_with_account(
    tx: Transaction, email: str, password_hash: PasswordHash, profile: Profile
) -> tuple[OrganizationRecord, str]:
    """Add an organization together with the account that keeps it; return it and the account's id.

    Open to everybody: the profile is not public before an officer publishes it. Raise ``Conflict`` when
    the address has an account.
    """
    account = _add(tx, _address(email), password_hash, Role.ORGANIZATION)
    tx.actor = actor_of(account)
    return organizations.register(tx, profile), account.id


def mistakes_in_account(email: str, password: str) -> tuple[Mistake, ...]:
    """Return what is wrong with the address and the password of a new account, both at once."""
    mistakes: list[Mistake] = []
    for check, value in ((_address, email), (check_password, password)):
        try:
            check(value)
        except InvalidInput as error:
            mistakes.extend(error.mistakes)
    return tuple(mistakes)


def authenticate(tx: Transaction, email: str, password: str) -> Proof:
    """Check a password; raise ``NotAuthenticated`` without saying which half was wrong.

    It takes 20 ms: only while reading. Whoever then writes asks ``confirm`` first.
    """
    address = email.strip().casefold()
    query = select(Account).where(Account.email == address)
    account = tx.session.scalars(query).first() if address.isprintable() else None
    stored = account.password_hash if account else NOBODYS_HASH
    if not matches(stored, password) or account is None:
        raise NotAuthenticated(_WRONG)
    _require_enabled(account)
    return Proof(account.id, stored)


def confirm(tx: Transaction, proof: Proof) -> str:
    """Return whose the proof is, if it holds still; raise as ``authenticate`` does."""
    account = tx.session.get(Account, proof.account_id)
    if account is None or account.password_hash != proof.password_hash:
        raise NotAuthenticated(_WRONG)
    _require_enabled(account)
    return account.id


def actor_of(account: Account, scopes: Collection[str] | None = None) -> Actor:
    """Return the account as it acts; ``scopes`` bound what its token may do."""
    return Actor(
        name=account.id,
        role=account.role,
        region=account.region,
        organization_id=account.organization_id,
        scopes=None if scopes is None else frozenset(scopes),
    )


def describe(tx: Transaction, names: Collection[str]) -> dict[str, str]:
    """Say in Indonesian what each account is, by what the journal calls it; never whose it is."""
    query = select(Account.id, Account.role, Account.region).where(Account.id.in_(names))
    found = {row.id: _described(row.role, row.region) for row in tx.session.execute(query)}
    return {name: found.get(name, "Pengelola sistem") for name in names}


def _described(role: Role, region: str | None) -> str:
    return f"{role.label} {display_name(region)}" if region else role.label


def _require_enabled(account: Account) -> None:
    if account.disabled_at is not None:
        raise NotPermitted("Akun ini dinonaktifkan. Hubungi administrator.")


def _add(
    tx: Transaction,
    address: str,
    password_hash: PasswordHash,
    role: Role,
    *,
    region: str | None = None,
    organization_id: str | None = None,
) -> Account:
    if tx.session.scalars(select(Account.id).where(Account.email == address)).first():
        raise Conflict(_TAKEN)
    account = Account(
        id=new_id(),
        email=address,
        password_hash=password_hash,
        role=role,
        region=region,
        organization_id=organization_id,
        created_at=tx.now,
    )
    tx.session.add(account)
    tx.record("account_added", f"account/{account.id}", ("email", "role"))
    try:
        tx.session.flush()
    except IntegrityError as error:  # of two at once, the table refuses the second
        raise Conflict(_TAKEN) from error
    return account


def _address(email: str) -> str:
    address = email.strip().casefold()
    local, _, domain = address.rpartition("@")
    fits = len(address) <= 254  # noqa: PLR2004 - RFC 5321's limit
    if not local or "." not in domain or not address.isprintable() or " " in address or not fits:
        raise _invalid("/email", "invalid_email", "Bukan alamat surel yang sah.")
    return address


def _invalid(pointer: str, code: str, message: str) -> InvalidInput:
    return InvalidInput(message, [Mistake(pointer, code, message)])
