"""The numbers organizations bear: written for lookup, and unique where the law makes them so."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from linkreg.errors import Conflict, DuplicateIdentifier
from linkreg.models import OrganizationIdentifier
from linkreg.profile import Identifier, Profile
from linkreg.transaction import Transaction
from linkreg.vocabulary import IdentifierScheme

#: Numbers that belong to one organization only.
UNIQUE_SCHEMES = frozenset({IdentifierScheme.NPWP, IdentifierScheme.ROR})


def find_by_identifier(tx: Transaction, scheme: IdentifierScheme, value: str) -> str | None:
    """Return the id of an organization that bears the number, or ``None``."""
    query = select(OrganizationIdentifier.organization_id).where(
        OrganizationIdentifier.scheme == scheme, OrganizationIdentifier.value == value
    )
    return tx.session.scalars(query.limit(1)).first()


def require_unclaimed(tx: Transaction, organization_id: str, profile: Profile) -> None:
    """Raise ``DuplicateIdentifier`` when a unique number is another organization's."""
    keys = _unique_keys(profile)
    if not keys:
        return
    query = select(OrganizationIdentifier.unique_key).where(
        OrganizationIdentifier.unique_key.in_(keys),
        OrganizationIdentifier.organization_id != organization_id,
    )
    with tx.session.no_autoflush:  # numbers are written at once: see add_identifiers
        taken = tx.session.scalars(query.limit(1)).first()
    if taken is not None:
        identifier = keys[taken]
        raise DuplicateIdentifier(identifier.scheme, identifier.scheme.label, identifier.id)


def drop_identifiers(tx: Transaction, organization_id: str) -> None:
    """Take away every number of an organization."""
    held = delete(OrganizationIdentifier).where(
        OrganizationIdentifier.organization_id == organization_id
    )
    tx.session.execute(held)


def add_identifiers(tx: Transaction, organization_id: str, profile: Profile) -> None:
    """Write the numbers; of two writers with one NPWP at once, the table refuses the second."""
    unique = {identifier: key for key, identifier in _unique_keys(profile).items()}
    tx.session.add_all(
        OrganizationIdentifier(
            organization_id=organization_id,
            scheme=identifier.scheme,
            value=identifier.id,
            unique_key=unique.get(identifier),
        )
        for identifier in profile.identifiers
    )
    try:
        tx.session.flush()
    except IntegrityError as error:
        raise Conflict(
            "Nomor identitas itu baru saja didaftarkan pada organisasi lain. Muat ulang dan periksa."
        ) from error


def _unique_keys(profile: Profile) -> dict[str, Identifier]:
    return {
        f"{identifier.scheme}:{identifier.id}": identifier
        for identifier in profile.identifiers
        if identifier.scheme in UNIQUE_SCHEMES
    }
