"""The one organization that a text names without doubt: by its number, or by its whole name."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from linkreg.errors import InvalidInput
from linkreg.identifiers import normalize, without_label
from linkreg.models import Organization, OrganizationIdentifier
from linkreg.search.analysis import name_key
from linkreg.transaction import Transaction
from linkreg.vocabulary import IdentifierScheme, OrganizationStatus

#: Texts with fewer digits are no number: the shortest decree still has its year.
_FEWEST_DIGITS = 6

#: As long as the column that keeps it.
_NAME_LENGTH = 300

_PUBLISHED = select(Organization.id).where(Organization.status == OrganizationStatus.PUBLISHED)


def find_exact(tx: Transaction, text: str) -> str | None:
    """Return the id of the only published organization that bears the text as number or name.

    Numbers are read as their schemes write them: an NPWP with dots and dashes, in its old form of 15
    digits too; a decree in any case. ``None`` when nobody does, or more than one.
    """
    found = _bearing_number(tx, text) if _has_number(text) else ()
    key = name_key(text)[:_NAME_LENGTH]
    if not found and key:
        found = _first_two(tx, _PUBLISHED.where(Organization.name_key == key))
    return found[0] if len(found) == 1 else None


def _bearing_number(tx: Transaction, text: str) -> tuple[str, ...]:
    """Start from the few rows of the number: from all organizations it takes 600 times as long."""
    of_number = select(OrganizationIdentifier.organization_id).where(or_(false(), *_claims(text)))
    return _first_two(tx, _PUBLISHED.where(Organization.id.in_(of_number)))


def _first_two(tx: Transaction, query: Select[str]) -> tuple[str, ...]:
    return tuple(tx.session.connection().scalars(query.limit(2)))


def _has_number(text: str) -> bool:
    return sum(character.isdigit() for character in text) >= _FEWEST_DIGITS


def _claims(text: str) -> Iterator[ColumnElement[bool]]:
    """Yield for each scheme that can read the text what a row must hold."""
    typed = without_label(text)
    for scheme in IdentifierScheme:
        try:
            number = normalize(scheme, typed)
        except InvalidInput:
            continue
        yield and_(OrganizationIdentifier.scheme == scheme, OrganizationIdentifier.value == number)
