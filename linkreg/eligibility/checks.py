"""The closed list of things a criterion can ask. A ruleset file picks from these and adds no code.

Each check is a frozen value with two methods: ``judge`` looks at facts on a day and says what it finds,
``needs`` says what would help where that fails. Only the first is for walks over a whole registry. A
check with ``needs_package`` is asked only when there is a package to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from linkreg.dates import DateRange, stretch_around
from linkreg.eligibility.facts import ExperienceFact, Facts
from linkreg.eligibility.judgement import Judgement, Reason
from linkreg.eligibility.remedy import Need, Remedy
from linkreg.eligibility.what_if import PackageStated, Stated
from linkreg.vocabulary import Action, Basis, EvidenceKind, LegalForm, Outcome, ReasonCode
from linkreg.wording import Wording, either

#: Documents asked for: every group, any one kind of each.
DocumentGroups = tuple[tuple[EvidenceKind, ...], ...]

#: Stands for a government affair that nobody has named yet, neither organization nor package.
_SOME_FIELD = "?"


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

    def needs(self, facts: Facts, on: date, basis: Basis) -> Iterator[Need]:
        """Yield what would help each judgement that is not met; after all of it the check is met."""


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
            yield Judgement(Outcome.UNKNOWN, Reason(ReasonCode.LEGAL_FORM_UNKNOWN))
        elif form in self.any_of:
            yield Judgement(Outcome.MET, Reason(ReasonCode.LEGAL_FORM_FITS, {"form": form}))
        else:
            yield Judgement(Outcome.NOT_MET, Reason(ReasonCode.LEGAL_FORM_UNFIT, {"form": form}))

    def needs(self, facts: Facts, on: date, basis: Basis) -> Iterator[Need]:
        """Ask for any one of the forms."""
        if facts.legal_form in self.any_of:
            return
        action, what = Action.STATE, Wording("bentuk badan hukum")
        if facts.legal_form is not None:
            wanted = either(allowed.label for allowed in self.any_of)
            action = Action.CHANGE
            what = Wording("badan hukum berbentuk {forms}", forms=wanted)
        yield tuple(Remedy(action, (Stated(legal_form=f),), what=what) for f in self.any_of)


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
            yield Judgement(Outcome.UNKNOWN, Reason(ReasonCode.STAFF_UNKNOWN))
        elif count >= self.at_least:
            yield Judgement(Outcome.MET, Reason(ReasonCode.STAFF_ENOUGH, {"count": count}))
        else:
            reason = Reason(ReasonCode.STAFF_TOO_FEW, {"count": count, "wanted": self.at_least})
            yield Judgement(Outcome.NOT_MET, reason)

    def needs(self, facts: Facts, on: date, basis: Basis) -> Iterator[Need]:
        """Ask for the fewest staff that are enough."""
        count = facts.permanent_staff
        changes = (Stated(permanent_staff=self.at_least),)
        if count is None:
            yield (Remedy(Action.STATE, changes, what=Wording("jumlah tenaga tetap")),)
        elif count < self.at_least:
            what = Wording("tenaga tetap paling sedikit {count} orang", count=self.at_least)
            yield (Remedy(Action.CHANGE, changes, what=what),)


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
        yield Judgement(Outcome.UNKNOWN, Reason(code, {"years": since}), holds)

    def needs(self, facts: Facts, on: date, basis: Basis) -> Iterator[Need]:
        """Ask for the oldest work that still counts; in the package's field, to serve other checks too.

        A package whose field is unknown may turn out to lie in a field of work known already.
        """
        recent = [w for w in facts.experiences if self._counts_during(w).contains(on)]
        if any(self._fits(work, facts) for work in recent):
            return
        if self.similar and not (facts.package and facts.package.urusan):
            yield _package_field(facts)
            if any(work.urusan for work in recent):
                return
        since = on.year - self.within_years
        year = max(since, date.min.year)
        work = ExperienceFact(year, year, _field(facts) if facts.package else frozenset())
        changes = (Stated(experiences=(work,)),)
        what = Wording("pengalaman kerja sejak tahun {year}", year=since)
        yield (Remedy(Action.STATE, changes, what=what),)

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
            yield Judgement(Outcome.UNKNOWN, Reason(ReasonCode.PACKAGE_FIELD_UNKNOWN))
        elif shared:
            yield Judgement(Outcome.MET, Reason(ReasonCode.FIELD_SHARED, {"fields": shared}))
        elif not facts.urusan:
            yield Judgement(Outcome.UNKNOWN, Reason(ReasonCode.FIELD_UNKNOWN))
        else:
            fields = ", ".join(sorted(wanted))
            yield Judgement(Outcome.NOT_MET, Reason(ReasonCode.FIELD_DIFFERS, {"fields": fields}))

    def needs(self, facts: Facts, on: date, basis: Basis) -> Iterator[Need]:
        """Ask for whichever field is not stated, or for one that the articles do not have yet."""
        wanted = facts.package.urusan if facts.package else frozenset()
        changes = (Stated(urusan=_field(facts)),)
        if not wanted:
            yield _package_field(facts)
        if not facts.urusan:
            yield (Remedy(Action.STATE, changes, what=Wording("bidang kegiatan (urusan)")),)
        elif wanted and not facts.urusan & wanted:
            fields = ", ".join(sorted(wanted))
            what = Wording("bidang kegiatan dalam AD/ART mencakup {fields}", fields=fields)
            yield (Remedy(Action.CHANGE, changes, what=what),)


def _field(facts: Facts) -> frozenset[str]:
    """Return the field of the package; when unknown, whatever would suit what else is known."""
    if facts.package and facts.package.urusan:
        return facts.package.urusan
    known = facts.urusan.union(*(work.urusan for work in facts.experiences))
    return known or frozenset({_SOME_FIELD})


def _package_field(facts: Facts) -> Need:
    changes = (PackageStated(_field(facts)),)
    return (Remedy(Action.STATE, changes, what=Wording("bidang urusan paket")),)
