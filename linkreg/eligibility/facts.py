"""What an assessment looks at: plain frozen values, taken from wherever they are stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from linkreg.dates import ALWAYS, DateRange
from linkreg.vocabulary import EvidenceKind, EvidenceState, LegalForm

#: Documents that speak for their year of issue only. A KSWP print-out shows the tax status of the
#: day it was made; practice rechecks it every fiscal year. The last day is kept with each document:
#: another rule needs a migration that works it out anew.
VALID_UNTIL_YEAR_END = frozenset({EvidenceKind.KSWP})


def validity(
    kind: EvidenceKind,
    issued_on: date | None,
    valid_from: date | None,
    valid_until: date | None,
) -> DateRange:
    """Return the days on which a document proves something, by its dates and its kind's own rule."""
    if kind not in VALID_UNTIL_YEAR_END:
        return DateRange(valid_from or issued_on, valid_until)
    start = issued_on or valid_from
    if start is None:
        return DateRange(None, valid_until)
    year_end = date(start.year, 12, 31)
    return DateRange(start, min(valid_until or year_end, year_end))


class EvidenceFact(NamedTuple):
    """A document: what it is, when it holds, and what an officer said of it.

    Ten are made for each organization assessed: a named tuple, as in ``judgement``.
    """

    id: str
    kind: EvidenceKind
    state: EvidenceState = EvidenceState.PENDING
    valid: DateRange = ALWAYS
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class ExperienceFact:
    """Work done from one calendar year to another, both included."""

    start_year: int
    end_year: int
    urusan: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """The package against which field and personnel are judged."""

    urusan: frozenset[str]
    rup_code: str | None = None
    partnering: bool = False


@dataclass(frozen=True, slots=True)
class SanctionFact:
    """A sanction, and on which days it bars; ``scope`` is a region code, ``None`` is everywhere."""

    id: str
    days: DateRange
    scope: str | None
    reason: str
    source: str


class Facts:
    """Everything an assessment may use; ``None`` and empty mean *not known*.

    ``permanent_staff`` is a head count. ``package`` is ``None`` when the organization is assessed by
    itself. ``sanctions`` never change a verdict: being barred is another question than being capable.
    Immutable; evidence is grouped by kind once, because every criterion asks by kind.
    """

    __slots__ = (
        "evidence",
        "experiences",
        "legal_form",
        "package",
        "permanent_staff",
        "sanctions",
        "urusan",
    )

    def __init__(
        self,
        *,
        legal_form: LegalForm | None = None,
        permanent_staff: int | None = None,
        urusan: Iterable[str] = (),
        experiences: Iterable[ExperienceFact] = (),
        evidence: Iterable[EvidenceFact] = (),
        package: PackageFacts | None = None,
        sanctions: Iterable[SanctionFact] = (),
    ) -> None:
        self.legal_form = legal_form
        self.permanent_staff = permanent_staff
        self.urusan = frozenset(urusan)
        self.experiences = tuple(experiences)
        self.package = package
        self.sanctions = tuple(sanctions)
        by_kind: dict[EvidenceKind, tuple[EvidenceFact, ...]] = {}
        for fact in evidence:
            by_kind[fact.kind] = (*by_kind.get(fact.kind, ()), fact)
        self.evidence = MappingProxyType(by_kind)

    @property
    def documents(self) -> tuple[EvidenceFact, ...]:
        """Every document, kind by kind."""
        return tuple(fact for group in self.evidence.values() for fact in group)

    def replace(self, **changes: Any) -> Facts:
        """Return facts that differ in what is named, as for ``dataclasses.replace``."""
        kept = {name: getattr(self, name) for name in self.__slots__}
        return Facts(**{**kept, "evidence": self.documents, **changes})
