"""One entry for every scheme: which rule reads it and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from linkreg.errors import InvalidInput, Mistake
from linkreg.identifiers.decrees import check_letter, check_sk_ahu
from linkreg.identifiers.numbers import (
    check_nib,
    check_nitku,
    check_npwp,
    format_nitku,
    format_npwp,
)
from linkreg.identifiers.ror import check_ror
from linkreg.identifiers.text import Checked
from linkreg.vocabulary import IdentifierScheme

_RULES: Mapping[IdentifierScheme, Callable[[str], Checked]] = MappingProxyType(
    {
        IdentifierScheme.NPWP: check_npwp,
        IdentifierScheme.NITKU: check_nitku,
        IdentifierScheme.NIB: check_nib,
        IdentifierScheme.SK_AHU: check_sk_ahu,
        IdentifierScheme.SKT_ORMAS: check_letter,
        IdentifierScheme.SKT_PAJAK: check_letter,
        IdentifierScheme.ROR: check_ror,
    }
)

_FORMATS: Mapping[IdentifierScheme, Callable[[str], str]] = MappingProxyType(
    {IdentifierScheme.NPWP: format_npwp, IdentifierScheme.NITKU: format_nitku}
)


@dataclass(frozen=True, slots=True)
class CheckedIdentifier:
    """An identifier in its scheme's normal form, with what an officer should look at again.

    ``warnings`` have an empty pointer; they never block.
    """

    scheme: IdentifierScheme
    id: str
    warnings: tuple[Mistake, ...] = ()


def check_identifier(scheme: IdentifierScheme, text: str) -> CheckedIdentifier:
    """Return what was typed in the scheme's normal form, the one that is stored and compared.

    Raises ``InvalidInput`` with one ``Mistake`` (pointer empty) where the shape is fixed and broken,
    for blank text and control characters, and for a number that may be a person's.
    """
    normal, warnings = _RULES[scheme](text)
    return CheckedIdentifier(scheme, normal, warnings)


def normalize(scheme: IdentifierScheme, text: str) -> str:
    """Return the normal form alone; raises ``InvalidInput`` as ``check_identifier`` does."""
    return check_identifier(scheme, text).id


def is_valid(scheme: IdentifierScheme, text: str) -> bool:
    """Whether ``check_identifier`` accepts the text, with or without warnings."""
    try:
        check_identifier(scheme, text)
    except InvalidInput:
        return False
    return True


def format_identifier(scheme: IdentifierScheme, id: str) -> str:  # noqa: A002 (the word of the API)
    """Return a normal form the way people read it; ``check_identifier`` reads that back."""
    return _FORMATS.get(scheme, str)(id)
