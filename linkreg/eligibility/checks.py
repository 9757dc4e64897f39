"""The closed list of things a criterion can ask. A ruleset file picks from these and adds no code.

Each check is a frozen value with one method, ``judge``, that looks at facts on a day and says what it
finds. A check with ``needs_package`` is asked only when there is a package to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from linkreg.dates import DateRange, stretch_around
from linkreg.eligibility.facts import ExperienceFact, Facts
from linkreg.eligibility.judgement import Judgement, Reason, Remedy
from linkreg.vocabulary import Action, Basis, EvidenceKind, LegalForm, Outcome, ReasonCode

#: Documents asked for: every group, any one kind of each.
DocumentGroups = tuple[tuple[EvidenceKind, ...], ...]


class Check(Protocol):
    """One question put to the facts."""

    @property
    def needs_package(self) -> bool:
        """Say whether the question makes sense only against a package."""

    @property
    def documents(self) -> DocumentGroups:
        """Return the documents asked for: every group, any one kind of each."""

    def judge(self, facts: Facts, on: date, basis: Basis) -> Iterator[Judgement]:
        """Yield what is found; every judgement must be met for the check to be met."""


@dataclass(frozen=True, slots=True)
class LegalFormCheck:
    """The organization has one of these legal forms; a documents check asks for the proof."""

    any_of: tuple[LegalForm, ...]
    needs_package: ClassVar[bool] = False
    documents: ClassVar[DocumentGroups] = ()

    def judge(self, facts: Facts, on: date, basis: Basis) -> Iterator[Judgement]:
        """Compare the declared legal form."""
        form = facts.legal_form
        if form is None:
            remedy = Remedy(Action.STATE, what="bentuk badan hukum")
            yield Judgement(Outcome.UNKNOWN, Reason(ReasonCode.LEGAL_FORM_UNKNOWN), remedy=remedy)
        elif form in self.any_of:
            reason = Reason(ReasonCode.LEGAL_FORM_FITS, {"form": form})
            yield Judgement(Outcome.MET, reason)
        else:
            wanted = " atau ".join(allowed.label for allowed in self.any_of)
            remedy = Remedy(Action.CHANGE, what=f"badan hukum berbentuk {wanted}")
            reason = Reason(ReasonCode.LEGAL_FORM_UNFIT, {"form": form})
            yield Judgement(Outcome.NOT_MET, reason, remedy=remedy)


@dataclass(frozen=True, slots=True)
class HeadcountCheck:
    """The organization has at least so many permanent staff."""

    at_least: int
    needs_package: ClassVar[bool] = False
    documents: ClassVar[DocumentGroups] = ()

    def judge(self, facts: Facts, on: date, basis: Basis) -> Iterator[Judgement]:
        """Compare the declared head count."""
        count = facts.permanent_staff
        if count is None:
            remedy = Remedy(Action.STATE, what="jumlah tenaga tetap")
            yield Judgement(Outcome.UNKNOWN, Reason(ReasonCode.STAFF_UNKNOWN), remedy=remedy)
        elif count >= self.at_least:
            yield Judgement(Outcome.MET, Reason(ReasonCode.STAFF_ENOUGH, {"count": count}))
        else:
            reason = Reason(ReasonCode.STAFF_TOO_FEW, {"count": count, "wanted": self.at_least})
            remedy = Remedy(
                Action.CHANGE, what=f"tenaga tetap paling sedikit {self.at_least} orang"
            )
            yield Judgement(Outcome.NOT_MET, reason, remedy=remedy)


@dataclass(frozen=True, slots=True)
class ExperienceCheck:
    """There is work done in the last calendar years; ``similar``: in a field of the package."""

    within_years: int
    similar: bool = False
    documents: ClassVar[DocumentGroups] = ()

    @property
    def needs_package(self) -> bool:
        """Only similarity needs a package."""
        return self.similar

    def judge(self, facts: Facts, on: date, basis: Basis) -> Iterator[Judgement]:
        """Look for work that ended no more than ``within_years`` calendar years before the day."""
        counted = [work for work in facts.experiences if self._fits(work, facts)]
        covered, holds = stretch_around([self._counts_during(work) for work in counted], on)
        if covered:
            latest = max(work.end_year for work in counted if work.start_year <= on.year)
            reason = Reason(ReasonCode.EXPERIENCE_FOUND, {"years": latest})
            yield Judgement(Outcome.MET, reason, holds)
            return
        code = (
            ReasonCode.SIMILAR_EXPERIENCE_UNKNOWN if self.similar else ReasonCode.EXPERIENCE_UNKNOWN
        )
        since = on.year - self.within_years
        remedy = Remedy(Action.STATE, what=f"pengalaman kerja sejak tahun {since}")
        yield Judgement(Outcome.UNKNOWN, Reason(code, {"years": since}), holds, remedy=remedy)

    def _fits(self, work: ExperienceFact, facts: Facts) -> bool:
        if not self.similar:
            return True
        return facts.package is not None and bool(work.urusan & facts.package.urusan)

    def _counts_during(self, work: ExperienceFact) -> DateRange:
        last_year = min(work.end_year + self.within_years, date.max.year)
        return DateRange(date(work.start_year, 1, 1), date(last_year, 12, 31))


@dataclass(frozen=True, slots=True)
class SharedFieldCheck:
    """The organization and the package share a government affair (*urusan*)."""

    needs_package: ClassVar[bool] = True
    documents: ClassVar[DocumentGroups] = ()

    def judge(self, facts: Facts, on: date, basis: Basis) -> Iterator[Judgement]:
        """Compare declared fields of activity with those of the package."""
        wanted = facts.package.urusan if facts.package else frozenset()
        shared = ", ".join(sorted(facts.urusan & wanted))
        if not wanted:
            remedy = Remedy(Action.STATE, what="bidang urusan paket")
            yield Judgement(
                Outcome.UNKNOWN, Reason(ReasonCode.PACKAGE_FIELD_UNKNOWN), remedy=remedy
            )
        elif shared:
            yield Judgement(Outcome.MET, Reason(ReasonCode.FIELD_SHARED, {"fields": shared}))
        elif not facts.urusan:
            remedy = Remedy(Action.STATE, what="bidang kegiatan (urusan)")
            yield Judgement(Outcome.UNKNOWN, Reason(ReasonCode.FIELD_UNKNOWN), remedy=remedy)
        else:
            fields = ", ".join(sorted(wanted))
            reason = Reason(ReasonCode.FIELD_DIFFERS, {"fields": fields})
            remedy = Remedy(Action.CHANGE, what=f"bidang kegiatan dalam AD/ART mencakup {fields}")
            yield Judgement(Outcome.NOT_MET, reason, remedy=remedy)
