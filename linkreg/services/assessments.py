"""Assess stored organizations: gather facts, pick the ruleset, judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from linkreg.dates import ALWAYS, DateRange
from linkreg.eligibility import (
    Assessment,
    EvidenceFact,
    ExperienceFact,
    Facts,
    PackageFacts,
    PeriodVerdict,
    Ruleset,
    RulesetLibrary,
    SanctionFact,
    Stretch,
    assess,
    qualified_spans,
    qualified_throughout,
    stretches,
    validity,
)
from linkreg.errors import InvalidInput, Mistake
from linkreg.profile import Experience, Profile
from linkreg.records import EvidenceRecord, FlagRecord, OrganizationRecord
from linkreg.services import history, organizations
from linkreg.transaction import Transaction
from linkreg.vocabulary import Basis, FlagKind
from linkreg.wording import Wording


def assess_organization(
    tx: Transaction,
    rulesets: RulesetLibrary,
    organization_id: str,
    *,
    on: date | None = None,
    ruleset: str | None = None,
    basis: Basis = Basis.VERIFIED,
    package: PackageFacts | None = None,
) -> tuple[history.Reading, Assessment]:
    """Assess an organization the caller may see, by default today under the text in force then.

    A past day is judged by what the registry held at its end, today and later by all it holds now.
    Raise ``NotFound`` for an unknown organization or ruleset, ``InvalidInput`` for a day without law,
    and as ``history.read`` for a past day.
    """
    day = on or tx.today
    chosen = _chosen(rulesets, day, ruleset)
    reading = history.read(tx, organization_id, day)
    return reading, assess(facts_of(reading.record, package), chosen, day, basis)


def assess_record(
    record: OrganizationRecord,
    rulesets: RulesetLibrary,
    on: date,
    *,
    ruleset: str | None = None,
    basis: Basis = Basis.VERIFIED,
    package: PackageFacts | None = None,
) -> Assessment:
    """Assess an organization as it was read, whatever the day."""
    return assess(facts_of(record, package), _chosen(rulesets, on, ruleset), on, basis)


def assess_period(
    record: OrganizationRecord,
    rulesets: RulesetLibrary,
    start: date,
    end: date,
    *,
    ruleset: str | None = None,
    basis: Basis = Basis.VERIFIED,
    package: PackageFacts | None = None,
) -> PeriodVerdict:
    """Say whether an organization as it was read qualifies on every day of a period.

    Each day is judged by the text in force on it, or all by the one named. Raise ``InvalidInput`` for
    a period that ends before it begins.
    """
    if end < start:
        message = Wording(
            "Periode berakhir pada {end}, sebelum mulai pada {start}. Pilih tanggal akhir yang "
            "sama atau sesudahnya.",
            end=end,
            start=start,
        )
        raise InvalidInput(message, [Mistake("/until", "inconsistent", message)])
    if ruleset is not None:
        rulesets = RulesetLibrary([replace(rulesets.get(ruleset), in_force=ALWAYS)])
    period = DateRange(start, end)
    return qualified_throughout(facts_of(record, package), rulesets, period, basis)


def _chosen(rulesets: RulesetLibrary, on: date, key: str | None) -> Ruleset:
    return rulesets.get(key) if key else rulesets.in_force(on)


def trace_organization(
    tx: Transaction, rulesets: RulesetLibrary, organization_id: str, basis: Basis = Basis.VERIFIED
) -> tuple[OrganizationRecord, tuple[Stretch, ...]]:
    """Return an organization the caller may see, and when its verdict changes by what is known now."""
    record = organizations.get(tx, organization_id)
    return record, stretches(facts_of(record), rulesets, basis)


def spans_of(
    record: OrganizationRecord, rulesets: RulesetLibrary
) -> dict[Basis, tuple[DateRange, ...]]:
    """Return for each basis the days on which the organization qualifies, for the search index."""
    facts = facts_of(record)
    return {basis: qualified_spans(facts, rulesets, basis) for basis in Basis}


def facts_of(record: OrganizationRecord, package: PackageFacts | None = None) -> Facts:
    """Return what an assessment may use of an organization."""
    return stated_facts(
        record.profile,
        [_evidence(document) for document in record.evidence if document.counts],
        package=package,
        sanctions=sanctions_of(record.flags),
    )


def sanctions_of(flags: Iterable[FlagRecord]) -> list[SanctionFact]:
    """Return the sanctions that count, on whatever days."""
    return [
        SanctionFact(flag.id, flag.days, flag.scope, flag.reason, flag.source)
        for flag in flags
        if flag.kind is FlagKind.SANCTION and flag.days
    ]


def stated_facts(
    profile: Profile,
    evidence: Iterable[EvidenceFact],
    *,
    package: PackageFacts | None = None,
    sanctions: Iterable[SanctionFact] = (),
) -> Facts:
    """Return what a profile and documents that count say; without sanctions the verdict is the same."""
    return Facts(
        legal_form=profile.legal_form,
        permanent_staff=profile.personnel.permanent,
        urusan=profile.urusan,
        experiences=[_experience(work) for work in profile.experiences],
        evidence=evidence,
        package=package,
        sanctions=sanctions,
    )


def _experience(work: Experience) -> ExperienceFact:
    end_year = work.start_year if work.end_year is None else work.end_year
    return ExperienceFact(work.start_year, end_year, frozenset(work.urusan))


def _evidence(document: EvidenceRecord) -> EvidenceFact:
    valid = validity(document.kind, document.issued_on, document.valid_from, document.valid_until)
    return EvidenceFact(document.id, document.kind, document.state, valid, document.fiscal_year)
