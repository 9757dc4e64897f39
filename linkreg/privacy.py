"""Who may see which field of an organization: written once, for API, pages, exports and history.

Every field of what is stored has one class. ``PUBLIC``: everybody. ``CONSENTED``: everybody, while the
organization's consent to publish it stands. ``CONCERNED``: the organization itself and those in charge
of its region. A fourth class has no field at all, because such data is refused wherever it is typed
and never stored: NIK, KTP, KK, home address, birth date, private telephone, private bank account,
religion (Law 27/2022; see ``linkreg.identifiers.nik``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from linkreg.profile import Profile
from linkreg.records import FlagRecord, OrganizationRecord
from linkreg.vocabulary import FlagKind, OrganizationStatus


class Visibility(StrEnum):
    """The classes of fields."""

    PUBLIC = "public"
    CONSENTED = "consented"
    CONCERNED = "concerned"


_PUBLIC, _CONSENTED, _CONCERNED = Visibility.PUBLIC, Visibility.CONSENTED, Visibility.CONCERNED

#: What an organization says of itself. Only the board names persons.
PROFILE: Mapping[str, Visibility] = MappingProxyType(
    {
        "name": _PUBLIC,
        "region": _PUBLIC,
        "short_name": _PUBLIC,
        "aliases": _PUBLIC,
        "legal_form": _PUBLIC,
        "founded_on": _PUBLIC,
        "description": _PUBLIC,
        "address": _PUBLIC,
        "contact": _PUBLIC,
        "urusan": _PUBLIC,
        "services": _PUBLIC,
        "operating_regions": _PUBLIC,
        "beneficiaries": _PUBLIC,
        "sdgs": _PUBLIC,
        "board": _CONSENTED,
        "personnel": _PUBLIC,
        "experiences": _PUBLIC,
        "strengths": _PUBLIC,
        "identifiers": _PUBLIC,
    }
)

#: What the registry holds of it. Of flags the public sees sanctions: see ``_public_flags``.
RECORD: Mapping[str, Visibility] = MappingProxyType(
    {
        "id": _PUBLIC,
        "version": _PUBLIC,
        "status": _PUBLIC,
        "profile": _PUBLIC,
        "created_at": _PUBLIC,
        "updated_at": _PUBLIC,
        "evidence": _CONCERNED,
        "flags": _PUBLIC,
        "status_since": _PUBLIC,
        "status_reason": _PUBLIC,
        "consented": _PUBLIC,
    }
)

#: Why a profile is suspended or archived everybody may read; why it was sent back is between the two.
_EXPLAINED = frozenset({OrganizationStatus.SUSPENDED, OrganizationStatus.ARCHIVED})


def public_part(record: OrganizationRecord, *, consented: bool) -> OrganizationRecord:
    """Return the record as the public sees it, everything else as if it had never been stated.

    ``consented``: whether the consent stands now, whatever the version of the record.
    """
    reason = record.status_reason if record.status in _EXPLAINED else None
    return replace(
        record,
        profile=public_profile(record.profile, consented=consented),
        flags=_public_flags(record.flags),
        status_reason=reason,
        **_blanks(OrganizationRecord, frozenset({_CONCERNED})),
    )


def public_profile(profile: Profile, *, consented: bool) -> Profile:
    """Return the profile as the public sees it."""
    hidden = {_CONCERNED} if consented else {_CONCERNED, _CONSENTED}
    blanks = _blanks(Profile, frozenset(hidden))
    return replace(profile, **blanks) if blanks else profile


def _public_flags(flags: tuple[FlagRecord, ...]) -> tuple[FlagRecord, ...]:
    """Return the sanctions, without the account that raised each: accounts are named to no public."""
    sanctions = (flag for flag in flags if flag.kind is FlagKind.SANCTION)
    return tuple(replace(flag, raised_by="") for flag in sanctions)


@cache
def _blanks(kind: type[Any], hidden: frozenset[Visibility]) -> Mapping[str, Any]:
    """Return the value of each hidden field that means: not stated."""
    classes = {Profile: PROFILE, OrganizationRecord: RECORD}[kind]
    return {field.name: _blank(field) for field in fields(kind) if classes[field.name] in hidden}


def _blank(field: Any) -> Any:
    return field.default if field.default is not MISSING else field.default_factory()
