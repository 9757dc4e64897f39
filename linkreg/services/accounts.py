"""Accounts: who they are, and how one is made."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from linkreg.actor import Actor
from linkreg.errors import Conflict, InvalidInput, Mistake
from linkreg.models import Account, new_id
from linkreg.profile import Profile
from linkreg.records import OrganizationRecord
from linkreg.reference import display_name, get_region
from linkreg.services import gate, organizations
from linkreg.services.passwords import PasswordHash, check_password
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import Role
from linkreg.wording import Wording, joined

#: Parts of letters and digits of any script, and hyphens between them: RFC 1123, RFC 5890.
_DOMAIN = re.compile(r"[^\W_]+(-+[^\W_]+)*(\.[^\W_]+(-+[^\W_]+)*)+")

_TAKEN = "Surel ini sudah mempunyai akun. Masuk dengan akun itu."


def add_account(
    tx: Transaction,
    email: str,
    password_hash: PasswordHash,
    role: Role,
    *,
    region: str | None = None,
    organization_id: str | None = None,
) -> str:
    """Add an account and return its id; administrators may, and an organization for its own people.

    Raise ``Conflict`` when the address has one, ``InvalidInput`` for an officer without a region,
    ``NotFound`` for an organization that is not there.
    """
    require_adding(tx, role, organization_id)
    if role is Role.OFFICER or region is not None:
        require_region(region)
    if organization_id is not None:
        organizations.get(tx, organization_id)
    address = _address(email)
    return _add(tx, address, password_hash, role, region=region, organization_id=organization_id).id


def require_adding(tx: Transaction, role: Role, organization_id: str | None) -> None:
    """Let administrators add accounts, and an organization those of its own people."""
    if role is Role.ORGANIZATION and organization_id and gate.keeps(tx.actor, organization_id):
        gate.require(tx.actor, Verb.KEEP_PEOPLE, organizations.get(tx, organization_id))
    else:
        gate.require(tx.actor, Verb.ADD_ACCOUNT)


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
    for check in (lambda: _address(email), lambda: check_password(password, email)):
        try:
            check()
        except InvalidInput as error:
            mistakes.extend(error.mistakes)
    return tuple(mistakes)


def find_by_email(tx: Transaction, email: str) -> Account | None:
    """Return the account of an address, however that is written."""
    address = email.strip().casefold()
    query = select(Account).where(Account.email == address)
    return tx.session.scalars(query).first() if address.isprintable() else None


def actor_of(account: Account, scopes: Collection[str] | None = None) -> Actor:
    """Return the account as it acts; ``scopes`` bound what its token may do."""
    return Actor(
        name=account.id,
        role=account.role,
        region=account.region,
        organization_id=account.organization_id,
        scopes=None if scopes is None else frozenset(scopes),
    )


_SYSTEM = Wording("Pengelola sistem")


def describe(tx: Transaction, names: Collection[str]) -> dict[str, Wording]:
    """Say what each account is, by what the journal calls it; never whose it is."""
    query = select(Account.id, Account.role, Account.region).where(Account.id.in_(names))
    found = {row.id: _described(row.role, row.region) for row in tx.session.execute(query)}
    return {name: found.get(name, _SYSTEM) for name in names}


def _described(role: Role, region: str | None) -> Wording:
    return joined(" ", (role.label, display_name(region))) if region else role.label


def require_region(region: str | None) -> None:
    """Raise ``InvalidInput`` or ``UnknownCode`` for an officer's region that is none."""
    if region is None:
        raise _invalid("/region", "required", "Petugas memerlukan wilayah tugas.")
    get_region(region)


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
    sound = address.isprintable() and " " not in address and _DOMAIN.fullmatch(domain)
    if not local or not sound or not fits:
        message = "Bukan alamat surel yang sah; tulis misalnya info@contoh.or.id."
        raise _invalid("/email", "invalid_email", message)
    return address


def _invalid(pointer: str, code: str, message: str) -> InvalidInput:
    return InvalidInput(message, [Mistake(pointer, code, message)])
