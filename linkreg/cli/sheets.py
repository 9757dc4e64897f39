"""Verdicts as somebody at a terminal reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from linkreg.eligibility import PackageFacts, PeriodVerdict, SanctionFact, Stretch, next_steps
from linkreg.records import OrganizationRecord
from linkreg.reference import display_name, get_urusan
from linkreg.schemas.organization_views import Presented
from linkreg.vocabulary import Basis, Outcome
from linkreg.wording import day_in_words

_MARKS = {
    Outcome.MET: "[v]",
    Outcome.NOT_MET: "[x]",
    Outcome.UNKNOWN: "[?]",
    Outcome.NOT_APPLICABLE: "[-]",
}


def sheet(presented: Presented) -> Iterator[str]:
    """Yield the lines of a verification sheet."""
    record, assessment = presented.record, presented.assessment
    unconfirmed = "" if assessment.ruleset.confirmed else " (naskah belum dikonfirmasi)"
    yield f"{record.profile.name}: {assessment.verdict.label.upper()}{_until(assessment.holds.end)}"
    yield f"Per {day_in_words(assessment.on)}, dasar: {assessment.basis.label.lower()}"
    yield f"{assessment.ruleset.instrument}{unconfirmed}"
    if assessment.facts.package:
        yield f"Terhadap paket: {_package(assessment.facts.package)}"
    yield from _bars(assessment.bars, "pada tanggal itu")
    if presented.period:
        yield from _period(presented.period)
    yield ""
    for finding in assessment.findings:
        citation = finding.criterion.citation
        yield f"{_MARKS[finding.outcome]} {finding.criterion.label}: {finding.outcome.label}"
        yield f"    {finding.reason_text}"
        yield f"    {citation.instrument}, {citation.article}"
    steps = next_steps(assessment)
    if steps:
        yield from ("", "Yang perlu dilakukan:")
    for step in steps:
        yield f"  - {step.remedy.text}"
        yield from (f"    {criterion.citation.article}" for criterion in step.criteria)


def _period(period: PeriodVerdict) -> Iterator[str]:
    if period.fails_on is None:
        yield f"Memenuhi syarat sepanjang periode{_until(period.period.end)}."
    else:
        yield f"Tidak sepanjang periode: {period.reason_text}"
        yield f"    Hari pertama yang tidak memenuhi syarat: {day_in_words(period.fails_on)}"
    yield from _bars(period.bars, "dalam periode itu")


def _package(package: PackageFacts) -> str:
    fields = [f"{code} {get_urusan(code).name}" for code in sorted(package.urusan)]
    told = "; ".join(fields) or "bidang urusan belum disebut"
    return f"{told}; bermitra" if package.partnering else told


def _bars(bars: Sequence[SanctionFact], when: str) -> Iterator[str]:
    """Yield what bars the organization; being barred is another question than being capable."""
    if not bars:
        yield f"Tidak ada sanksi yang berlaku {when}."
        return
    yield f"ADA SANKSI yang berlaku {when}, terlepas dari hasil penilaian:"
    for bar in bars:
        place = display_name(bar.scope) if bar.scope else "seluruh Indonesia"
        since = day_in_words(bar.days.start or date.min)
        yield f"  ! {place}, {since}{_until(bar.days.end)}: {bar.reason} ({bar.source})"


def timeline(
    record: OrganizationRecord, basis: Basis, stretches: Sequence[Stretch]
) -> Iterator[str]:
    """Yield the lines that say when the verdict changes, and why."""
    yield f"{record.profile.name}: perubahan hasil, dasar: {basis.label.lower()}"
    for stretch in stretches:
        yield ""
        since = day_in_words(stretch.days.start or date.min)
        yield f"Sejak {since}{_until(stretch.days.end)}: {stretch.verdict.label}"
        yield f"    Menurut {stretch.ruleset.instrument}"
        for change in stretch.changes:
            finding = change.finding
            yield (
                f"    {_MARKS[finding.outcome]} {finding.criterion.label}: {finding.reason_text}"
            )


def _until(end: date | None) -> str:
    return f" sampai {day_in_words(end)}" if end else ""
