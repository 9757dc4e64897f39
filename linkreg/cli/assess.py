"""``linkreg assess``: the verdict on one organization, with its reasons."""

from __future__ import annotations

import json
from datetime import date, datetime

import click

from linkreg.cli.opening import opened_registry
from linkreg.eligibility import Assessment, next_steps
from linkreg.eligibility.judgement import day_in_words
from linkreg.records import OrganizationRecord
from linkreg.schemas.assessment_views import present_assessment
from linkreg.schemas.organization_views import Presented
from linkreg.vocabulary import Basis, Outcome

_MARKS = {
    Outcome.MET: "[v]",
    Outcome.NOT_MET: "[x]",
    Outcome.UNKNOWN: "[?]",
    Outcome.NOT_APPLICABLE: "[-]",
}


@click.command()
@click.argument("organization_id", metavar="ID")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal penilaian; bawaan hari ini.")
@click.option("--ruleset", help="Kunci aturan; bawaan yang berlaku pada tanggal itu.")
@click.option(
    "--basis",
    type=click.Choice([basis.value for basis in Basis]),
    default=Basis.VERIFIED.value,
    show_default=True,
    help="Atas dasar apa dinilai.",
)
@click.option("--json", "as_json", is_flag=True, help="Keluarkan JSON.")
def assess(
    organization_id: str, on: datetime | None, ruleset: str | None, basis: str, as_json: bool
) -> None:
    """Nilai organisasi ID terhadap persyaratan, dengan alasan dan dasar hukumnya."""
    day = on.date() if on else None
    with opened_registry() as registry:
        assessment = registry.assess(organization_id, on=day, ruleset=ruleset, basis=Basis(basis))
        record = registry.get(organization_id, on=day)
    if as_json:
        plain = present_assessment(Presented(record, assessment), officer=True)
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        click.echo(_as_text(record, assessment))


def _as_text(record: OrganizationRecord, assessment: Assessment) -> str:
    unconfirmed = "" if assessment.ruleset.confirmed else " (naskah belum dikonfirmasi)"
    lines = [
        f"{record.profile.name}: {assessment.verdict.label.upper()}{_until(assessment.holds.end)}",
        f"Per {day_in_words(assessment.on)}, dasar: {assessment.basis.label.lower()}",
        f"{assessment.ruleset.instrument}{unconfirmed}",
        "",
    ]
    for finding in assessment.findings:
        lines.append(
            f"{_MARKS[finding.outcome]} {finding.criterion.label}: {finding.outcome.label}"
        )
        lines.append(f"    {finding.reason_text}")
        citation = finding.criterion.citation
        lines.append(f"    {citation.instrument}, {citation.article}")
    steps = next_steps(assessment)
    if steps:
        lines += ["", "Yang perlu dilakukan:"]
        lines += [f"  - {step.remedy.text}" for step in steps]
    return "\n".join(lines)


def _until(end: date | None) -> str:
    return f" sampai {day_in_words(end)}" if end else ""
