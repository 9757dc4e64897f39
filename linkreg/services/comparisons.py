"""Put organizations side by side, by their verdicts and by what they say of themselves.

Everything is as it stood at the end of the day asked for, and as the caller may see it. What cannot be
shown is told, and hinders nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from linkreg.eligibility import Assessment, Criterion, Ruleset, RulesetLibrary
from linkreg.errors import NotFound
from linkreg.profile import Profile
from linkreg.records import OrganizationRecord
from linkreg.schemas.fields import IN_ADDRESSES
from linkreg.services import accesses, gate, history
from linkreg.services.assessments import assess_record
from linkreg.strengths import strengths_of, years_worked
from linkreg.transaction import Transaction
from linkreg.vocabulary import Basis, OrganizationStatus, Verdict
from linkreg.vocabulary.comparison import Aspect, AspectGroup

#: How many stand side by side, and how many are looked for among those that cannot.
AT_LEAST, AT_MOST, LOOKED_FOR = 2, 5, 20

_ID = re.compile(IN_ADDRESSES)


@dataclass(frozen=True, slots=True)
class Compared:
    """One organization as the caller may see it, with its verdict."""

    record: OrganizationRecord
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Absent:
    """An organization that cannot be shown, and why."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect of every organization, in their order; ``None`` and empty mean *not stated*.

    The values of a criterion are ``Finding``, those of sanctions tuples of ``SanctionFact``.
    """

    group: AspectGroup
    aspect: Aspect
    values: tuple[Any, ...]
    criterion: Criterion | None = None

    @property
    def differs(self) -> bool:
        """Say whether the organizations differ in it; the order of a list is no difference."""
        return len({_comparable(self.aspect, value) for value in self.values}) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Up to five organizations side by side; ``beyond`` had no room, ``absent`` cannot be shown."""

    on: date
    basis: Basis
    ruleset: Ruleset
    compared: tuple[Compared, ...]
    rows: tuple[Row, ...]
    absent: tuple[Absent, ...] = ()
    beyond: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[AspectGroup, tuple[Row, ...]], ...]:
        """Return the rows by their groups."""
        grouped = groupby(self.rows, key=attrgetter("group"))
        return tuple((group, tuple(rows)) for group, rows in grouped)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of those shown."""
        return tuple(it.record.id for it in self.compared)


def compare(
    tx: Transaction,
    rulesets: RulesetLibrary,
    ids: Iterable[str],
    *,
    on: date | None = None,
    basis: Basis = Basis.VERIFIED,
) -> Comparison:
    """Compare organizations on a day (today), each once, in the order of their ids.

    Raise ``InvalidInput`` for a day without law, and for nothing else.
    """
    day = on or tx.today
    ruleset = rulesets.in_force(day)
    wanted = list(dict.fromkeys(ids))
    compared: list[Compared] = []
    absent: list[Absent] = []
    looked_for = 0
    for looked_for, organization_id in enumerate(wanted[:LOOKED_FOR], start=1):  # noqa: B007
        try:
            compared.append(_find(tx, rulesets, organization_id, day, basis))
        except NotFound as error:
            absent.append(Absent(organization_id, error.message))
        if len(compared) == AT_MOST:
            break
    rows = tuple(_rows(compared)) if compared else ()
    beyond = tuple(wanted[looked_for:])
    return Comparison(day, basis, ruleset, tuple(compared), rows, tuple(absent), beyond)


def _find(
    tx: Transaction, rulesets: RulesetLibrary, organization_id: str, day: date, basis: Basis
) -> Compared:
    if not _ID.fullmatch(organization_id):
        raise gate.not_found(organization_id)
    reading = history.read(tx, organization_id, day)
    accesses.note_profile(tx, reading.current)
    assessment = assess_record(reading.record, rulesets, day, basis=basis)
    return Compared(gate.shown_to(tx.actor, reading.record, reading.current), assessment)


def _rows(compared: Sequence[Compared]) -> Iterator[Row]:
    if any(it.record.status is not OrganizationStatus.PUBLISHED for it in compared):
        yield _row(AspectGroup.ASSESSMENT, Aspect.STATUS, compared, lambda it: it.record.status)
    yield _row(AspectGroup.ASSESSMENT, Aspect.VERDICT, compared, lambda it: it.assessment.verdict)
    yield _row(AspectGroup.ASSESSMENT, Aspect.HOLDS_UNTIL, compared, _holds_until)
    for findings in zip(*(it.assessment.findings for it in compared), strict=True):
        criterion = findings[0].criterion
        yield Row(AspectGroup.ASSESSMENT, Aspect.CRITERION, findings, criterion)
    yield _row(AspectGroup.ASSESSMENT, Aspect.SANCTIONS, compared, lambda it: it.assessment.bars)
    for group, aspects in _STATED.items():
        for aspect, read in aspects.items():
            yield Row(group, aspect, tuple(read(it.record.profile) for it in compared))


def _row(
    group: AspectGroup,
    aspect: Aspect,
    compared: Sequence[Compared],
    read: Callable[[Compared], Any],
) -> Row:
    return Row(group, aspect, tuple(map(read, compared)))


def _holds_until(it: Compared) -> date | None:
    return it.assessment.holds.end if it.assessment.verdict is Verdict.QUALIFIED else None


def _last_worked(profile: Profile) -> int | None:
    return max(years_worked(profile), default=None)


def _largest_work(profile: Profile) -> int | None:
    return max((work.value for work in profile.experiences if work.value), default=None)


#: What an organization says of itself; all of it is public.
_STATED: Mapping[AspectGroup, Mapping[Aspect, Callable[[Profile], Any]]] = MappingProxyType(
    {
        AspectGroup.FIELDS: {
            Aspect.URUSAN: lambda profile: profile.urusan,
            Aspect.SERVICES: lambda profile: profile.services,
            Aspect.BENEFICIARIES: lambda profile: profile.beneficiaries,
            Aspect.REGION: lambda profile: profile.region,
            Aspect.OPERATING_REGIONS: lambda profile: profile.operating_regions,
        },
        AspectGroup.CAPACITY: {
            Aspect.LEGAL_FORM: lambda profile: profile.legal_form,
            Aspect.FOUNDED_ON: lambda profile: profile.founded_on,
            Aspect.YEARS_WORKED: lambda profile: len(years_worked(profile)),
            Aspect.LAST_WORKED: _last_worked,
            Aspect.WORKS: lambda profile: len(profile.experiences),
            Aspect.LARGEST_WORK: _largest_work,
            Aspect.STAFF: lambda profile: profile.personnel.permanent,
            Aspect.WOMEN: lambda profile: profile.personnel.by_sex.female,
            Aspect.MEN: lambda profile: profile.personnel.by_sex.male,
            Aspect.STRENGTHS: strengths_of,
        },
    }
)


def _comparable(aspect: Aspect, value: Any) -> Any:
    if aspect is Aspect.CRITERION:
        return value.outcome
    if aspect is Aspect.SANCTIONS:
        return frozenset((it.days, it.scope, it.reason, it.source) for it in value)
    return frozenset(value) if isinstance(value, tuple) else value
