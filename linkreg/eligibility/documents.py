"""Checks that ask for documents: valid on the day, or one for each of the last years.

A document that an officer rejected proves nothing. A document whose time has run out is a known
failure; a document nobody has shown is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from linkreg.dates import DateRange, day_after, stretch_around
from linkreg.eligibility.facts import EvidenceFact, Facts
from linkreg.eligibility.judgement import Held, Judgement, Reason
from linkreg.eligibility.remedy import Need, Remedy, document_remedies
from linkreg.eligibility.what_if import Accepted, Change, Supplied
from linkreg.vocabulary import Action, Basis, EvidenceKind, EvidenceState, Outcome, ReasonCode
from linkreg.wording import Wording

#: Years that fail alike, what that comes to, and what would help.
_FailingYears = tuple[set[int], Outcome, ReasonCode, Action]

_ACCEPTED, _REJECTED = EvidenceState.ACCEPTED, EvidenceState.REJECTED


@dataclass(frozen=True, slots=True)
class DocumentsCheck:
    """For each group, a document of one of its kinds is valid on the day."""

    each_of: tuple[tuple[EvidenceKind, ...], ...]
    needs_package: ClassVar[bool] = False

    @property
    def documents(self) -> tuple[tuple[EvidenceKind, ...], ...]:
        """Every group, any one kind of each."""
        return self.each_of

    def judge(self, facts: Facts, on: date, basis: Basis) -> Iterator[Judgement]:
        """Yield one judgement per group."""
        held = facts.evidence
        for kinds in self.each_of:
            if len(kinds) == 1:
                group: Sequence[EvidenceFact] = held.get(kinds[0], ())
            else:
                group = [fact for kind in kinds if kind in held for fact in held[kind]]
            yield _judge_group(kinds, group, on, basis)

    def needs(self, facts: Facts, on: date, basis: Basis) -> Iterator[Need]:
        """Yield one need per group that fails: each of its kinds would do."""
        held = facts.evidence
        for kinds, judged in zip(self.each_of, self.judge(facts, on, basis), strict=True):
            if judged.outcome is not Outcome.MET:
                yield tuple(
                    remedy
                    for kind in kinds
                    for remedy in document_remedies(kind, held.get(kind, ()), on, basis)
                )


@dataclass(frozen=True, slots=True)
class YearlyDocumentsCheck:
    """There is a document of the kind for each of the complete calendar years before the day."""

    kind: EvidenceKind
    years: int
    needs_package: ClassVar[bool] = False

    @property
    def documents(self) -> tuple[tuple[EvidenceKind, ...], ...]:
        """The one kind asked for."""
        return ((self.kind,),)

    def judge(self, facts: Facts, on: date, basis: Basis) -> Iterator[Judgement]:
        """Yield judgements, which hold for the calendar year of the day."""
        held = self._held(facts, on)
        failing = self._failing(held, on, basis)
        for years, outcome, code, _ in failing:
            yield self._judgement(outcome, code, years, on, held)
        if not failing:
            wanted = self._wanted(on)
            yield self._judgement(Outcome.MET, ReasonCode.YEARS_COVERED, wanted, on, held)

    def needs(self, facts: Facts, on: date, basis: Basis) -> Iterator[Need]:
        """Yield one need per judgement that fails: all its years are asked for at once."""
        held = self._held(facts, on)
        for years, _, _, action in self._failing(held, on, basis):
            changes: list[Change] = [
                Supplied(self.kind, fiscal_year=year) for year in sorted(years)
            ]
            if action is Action.VERIFY:
                waiting = (fact for fact in held if fact.state is EvidenceState.PENDING)
                changes = [Accepted(fact.id) for fact in waiting if fact.fiscal_year in years]
            detail = Wording("tahun {years}", years=_listed(years))
            yield (Remedy(action, tuple(changes), (self.kind,), detail=detail),)

    def _wanted(self, on: date) -> set[int]:
        return set(range(on.year - self.years, on.year))

    def _held(self, facts: Facts, on: date) -> list[EvidenceFact]:
        wanted = self._wanted(on)
        return [f for f in facts.evidence.get(self.kind, ()) if f.fiscal_year in wanted]

    def _failing(self, held: Sequence[EvidenceFact], on: date, basis: Basis) -> list[_FailingYears]:
        accepted = _years(held, EvidenceState.ACCEPTED)
        pending = _years(held, EvidenceState.PENDING)
        rejected = _years(held, EvidenceState.REJECTED) - accepted - pending
        missing = self._wanted(on) - accepted - pending - rejected
        waiting = pending - accepted if basis is Basis.VERIFIED else set()
        sorted_out = (
            (rejected, Outcome.NOT_MET, ReasonCode.YEARS_REJECTED, Action.REPLACE),
            (missing, Outcome.UNKNOWN, ReasonCode.YEARS_MISSING, Action.SUPPLY),
            (waiting, Outcome.UNKNOWN, ReasonCode.YEARS_UNVERIFIED, Action.VERIFY),
        )
        return [found for found in sorted_out if found[0]]

    def _judgement(
        self,
        outcome: Outcome,
        code: ReasonCode,
        years: set[int],
        on: date,
        held: Sequence[EvidenceFact],
    ) -> Judgement:
        reason = Reason(code, {"documents": self.kind, "years": _listed(years)})
        year = DateRange(date(on.year, 1, 1), date(on.year, 12, 31))
        used = _ids([fact for fact in held if fact.fiscal_year in years])
        return Judgement(outcome, reason, year, used)


def _judge_group(
    kinds: tuple[EvidenceKind, ...], held: Sequence[EvidenceFact], on: date, basis: Basis
) -> Judgement:
    if len(held) == 1 and held[0].state is _ACCEPTED and held[0].valid.contains(on):
        return _valid(held, held[0].valid)  # as most are
    usable = [fact for fact in held if fact.state is not _REJECTED]
    if not usable:
        return _nothing_usable(kinds, held)
    covered, holds = stretch_around([fact.valid for fact in usable], on)
    if not covered:
        return _nothing_current(usable, on, holds)
    if basis is Basis.VERIFIED:
        accepted = [fact for fact in usable if fact.state is _ACCEPTED]
        if len(accepted) < len(usable):
            proven, proven_holds = stretch_around([fact.valid for fact in accepted], on)
            if not proven:
                overlap = holds.intersect(proven_holds) or holds
                return _unverified(_current(usable, on), overlap)
            usable, holds = accepted, proven_holds
    return _valid(_current(usable, on), holds)


def _current(facts: Sequence[EvidenceFact], on: date) -> Sequence[EvidenceFact]:
    """Return the documents valid on the day; a single one was found to be."""
    return facts if len(facts) == 1 else [fact for fact in facts if fact.valid.contains(on)]


def _nothing_usable(kinds: tuple[EvidenceKind, ...], held: Sequence[EvidenceFact]) -> Judgement:
    if not held:
        reason = Reason(ReasonCode.DOCUMENT_MISSING, {"documents": kinds})
        return Judgement(Outcome.UNKNOWN, reason)
    reason = Reason(ReasonCode.DOCUMENT_REJECTED, {"documents": _kinds(held)})
    return Judgement(Outcome.NOT_MET, reason, evidence=_ids(held))


def _nothing_current(usable: Sequence[EvidenceFact], on: date, gap: DateRange) -> Judgement:
    lapsed = [(fact.valid.end, fact) for fact in usable if fact.valid.end and fact.valid.end < on]
    if lapsed:
        end, last = max(lapsed, key=lambda pair: pair[0])
        reason = Reason(ReasonCode.DOCUMENT_LAPSED, {"documents": last.kind, "date": end})
        return Judgement(Outcome.NOT_MET, reason, gap, (last.id,))
    starts = day_after(gap.end) or on
    coming = [fact for fact in usable if fact.valid.start == starts]
    values = {"documents": _kinds(coming), "date": starts}
    reason = Reason(ReasonCode.DOCUMENT_NOT_YET_VALID, values)
    return Judgement(Outcome.UNKNOWN, reason, gap, _ids(coming))


def _unverified(waiting: Sequence[EvidenceFact], holds: DateRange) -> Judgement:
    reason = Reason(ReasonCode.DOCUMENT_UNVERIFIED, {"documents": _kinds(waiting)})
    return Judgement(Outcome.UNKNOWN, reason, holds, _ids(waiting))


def _valid(current: Sequence[EvidenceFact], holds: DateRange) -> Judgement:
    code = ReasonCode.DOCUMENT_VALID_UNTIL if holds.end else ReasonCode.DOCUMENT_VALID
    reason = Reason(code, {"documents": _kinds(current), "date": holds.end})
    return Judgement(Outcome.MET, reason, holds, _ids(current))


def _years(held: Sequence[EvidenceFact], state: EvidenceState) -> set[int]:
    return {f.fiscal_year for f in held if f.state is state and f.fiscal_year is not None}


def _listed(years: set[int]) -> str:
    return ", ".join(str(year) for year in sorted(years))


def _kinds(facts: Sequence[EvidenceFact]) -> Held:
    if len(facts) == 1:
        return _ALONE[facts[0].kind]
    return Held(dict.fromkeys([fact.kind for fact in facts]))


def _ids(facts: Sequence[EvidenceFact]) -> tuple[str, ...]:
    return (facts[0].id,) if len(facts) == 1 else tuple([fact.id for fact in facts])


_ALONE = {kind: Held((kind,)) for kind in EvidenceKind}
