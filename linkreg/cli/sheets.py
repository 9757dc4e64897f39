"""Verdicts as somebody at a terminal reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from linkreg.eligibility import PeriodVerdict, Stretch, next_steps
from linkreg.eligibility.judgement import day_in_words
from linkreg.records import OrganizationRecord
from linkreg.schemas.organization_views import Presented
from linkreg.vocabulary import Basis, Outcome

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
