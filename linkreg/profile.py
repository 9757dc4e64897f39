"""What an organization says of itself, as one frozen value.

A ``Profile`` carries no identity, status or version: those belong to the stored organization. It is
what registration and correction hand in (already checked by ``linkreg.schemas``), what a revision
keeps, and what search and eligibility read. No field may hold a NIK, a home address or anything else
that Law 27/2022 keeps private.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from linkreg.vocabulary import (
    AccountabilityStandard,
    BeneficiaryGroup,
    IdentifierScheme,
    LegalForm,
    Sdg,
    Service,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the institution (never a private person)."""

    email: str | None = None
    phone: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True)
class BoardMember:
    """A member of the board (*pengurus*) by name and position."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class BySex:
    """Head counts; ``None`` means not stated, which is not zero."""

    male: int | None = None
    female: int | None = None


@dataclass(frozen=True, slots=True)
class Personnel:
    """Permanent staff, as head counts; ``None`` means not stated, which is not zero."""

    permanent: int | None = None
    by_sex: BySex = field(default_factory=BySex)


@dataclass(frozen=True, slots=True)
class Experience:
    """One piece of work done, by calendar years, both included.

    Without ``end_year`` it began and ended in ``start_year``. ``value`` is in rupiah.
    """

    title: str
    start_year: int
    end_year: int | None = None
    partner: str | None = None
    urusan: tuple[str, ...] = ()
    region: str | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Strengths:
    """What speaks for the organization without being a requirement.

    ``audited_years`` are fiscal years with an audited financial statement, earliest first;
    ``open_government_commitments`` stand in an action plan of Open Government Indonesia.
    """

    audited_years: tuple[int, ...] = ()
    accountability_standards: tuple[AccountabilityStandard, ...] = ()
    open_government_commitments: tuple[str, ...] = ()
    catalogue_url: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number in a scheme, in the scheme's normal form."""

    scheme: IdentifierScheme
    id: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything an organization declares; codes refer to ``linkreg.reference``."""

    name: str
    region: str
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    legal_form: LegalForm | None = None
    founded_on: date | None = None
    description: str | None = None
    address: str | None = None
    contact: Contact = field(default_factory=Contact)
    urusan: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    operating_regions: tuple[str, ...] = ()
    beneficiaries: tuple[BeneficiaryGroup, ...] = ()
    sdgs: tuple[Sdg, ...] = ()
    board: tuple[BoardMember, ...] = ()
    personnel: Personnel = field(default_factory=Personnel)
    experiences: tuple[Experience, ...] = ()
    strengths: Strengths = field(default_factory=Strengths)
    identifiers: tuple[Identifier, ...] = ()

    def identifier(self, scheme: IdentifierScheme) -> str | None:
        """Return the identifier of that scheme, or ``None``."""
        return next((i.id for i in self.identifiers if i.scheme == scheme), None)


def to_plain(profile: Profile) -> dict[str, Any]:
    """Return the profile as JSON-ready values; what is empty or not stated is left out."""
    plain = _plain(profile)
    assert isinstance(plain, dict)  # noqa: S101 - a dataclass always becomes a dict
    return plain


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        parts = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {name: part for name, part in parts.items() if part not in _EMPTY}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


_EMPTY: tuple[object, ...] = (None, [], {})


def from_plain(plain: Mapping[str, Any]) -> Profile:
    """Return the profile that ``to_plain`` was given; for stored data only, nothing is checked."""
    read = {name: _READERS.get(name, _as_is)(value) for name, value in plain.items()}
    return Profile(**read)


def _as_is(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _experience(value: Mapping[str, Any]) -> Experience:
    return Experience(**{**value, "urusan": tuple(value.get("urusan", ()))})


def _strengths(value: Mapping[str, Any]) -> Strengths:
    """Read strengths; an early revision, which cannot be altered, may name standards in free text."""
    read = {name: _as_is(part) for name, part in value.items()}
    stated = map(_STANDARDS.get, read.get("accountability_standards", ()))
    return Strengths(**{**read, "accountability_standards": tuple(filter(None, stated))})


_STANDARDS = {member.value: member for member in AccountabilityStandard}


def _each(build: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: tuple(map(build, values))


Member = TypeVar("Member", bound=StrEnum)


def _member(codes: type[Member]) -> Callable[[str], Member]:
    """Return what finds a member by its code: many times faster than calling the enumeration."""
    return {member.value: member for member in codes}.__getitem__


_scheme = _member(IdentifierScheme)

_READERS: Mapping[str, Callable[[Any], Any]] = {
    "legal_form": _member(LegalForm),
    "founded_on": date.fromisoformat,
    "contact": lambda value: Contact(**value),
    "services": _each(_member(Service)),
    "beneficiaries": _each(_member(BeneficiaryGroup)),
    "sdgs": _each(_member(Sdg)),
    "board": _each(lambda value: BoardMember(**value)),
    "personnel": lambda v: Personnel(v.get("permanent"), BySex(**v.get("by_sex", {}))),
    "experiences": _each(_experience),
    "strengths": _strengths,
    "identifiers": _each(lambda v: Identifier(_scheme(v["scheme"]), v["id"])),
}
