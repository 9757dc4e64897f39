"""``linkreg assess``: the verdict on one organization, with its reasons, on a day or through time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import click

from linkreg.cli import sheets
from linkreg.cli.opening import opened_registry
from linkreg.cli.options import DAY, basis_option, on_option
from linkreg.registry import Registry
from linkreg.schemas.assessment import AssessmentQuery, load_assessment_query
from linkreg.schemas.assessment_views import present_assessment
from linkreg.schemas.organization_views import Presented
from linkreg.schemas.timeline_view import present_timeline
from linkreg.vocabulary import Basis


@click.command()
@click.argument("organization_id", metavar="ID")
@on_option
@click.option("--until", type=DAY, help="Nilai juga tiap hari sampai ini.")
@click.option("--ruleset", help="Kunci aturan; bawaan yang berlaku pada tanggal itu.")
@basis_option
@click.option(
    "--package-urusan",
    multiple=True,
    metavar="KODE",
    help="Urusan paket, misalnya 1.02; boleh berulang. Bidang dan pengalaman ikut dinilai.",
)
@click.option("--partnering", is_flag=True, help="Paket dikerjakan bermitra.")
@click.option("--timeline", is_flag=True, help="Sebutkan kapan hasil berubah dan mengapa.")
@click.option("--json", "as_json", is_flag=True, help="Keluarkan JSON.")
def assess(
    *,
    organization_id: str,
    on: datetime | None,
    until: datetime | None,
    ruleset: str | None,
    basis: str,
    package_urusan: tuple[str, ...],
    partnering: bool,
    timeline: bool,
    as_json: bool,
) -> None:
    """Nilai organisasi ID terhadap persyaratan, dengan alasan dan dasar hukumnya.

    Tanggal yang sudah lewat dinilai menurut isi registri pada akhir hari itu.
    """
    package = {"package_urusan": list(package_urusan), "partnering": partnering}
    if timeline and (on or until or ruleset or any(package.values())):
        raise click.UsageError(
            "--timeline memuat semua tanggal dan aturan, tanpa paket; jangan beri yang lain."
        )
    with opened_registry() as registry:
        if timeline:
            plain, lines = _timeline(registry, organization_id, Basis(basis))
        else:
            asked = replace(
                load_assessment_query({"basis": basis, **package}),
                on=_day(on),
                until=_day(until),
                ruleset=ruleset,
            )
            plain, lines = _sheet(registry, organization_id, asked)
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


_Told = tuple[Mapping[str, Any], Iterable[str]]


def _day(instant: datetime | None) -> date | None:
    return instant.date() if instant else None


def _sheet(registry: Registry, organization_id: str, asked: AssessmentQuery) -> _Told:
    by: dict[str, Any] = {
        "ruleset": asked.ruleset,
        "basis": asked.basis,
        "package": asked.package,
    }
    assessment = registry.assess(organization_id, on=asked.on, **by)
    record = registry.get(organization_id, on=asked.on)
    period = None
    if asked.until is not None:
        period = registry.assess_period(organization_id, assessment.on, asked.until, **by)
    presented = Presented(record, assessment, period)
    return present_assessment(presented, officer=True), sheets.sheet(presented)


def _timeline(registry: Registry, organization_id: str, basis: Basis) -> _Told:
    record = registry.get(organization_id)
    stretches = registry.timeline(organization_id, basis=basis)
    plain = present_timeline(record, basis, stretches)
    return plain, sheets.timeline(record, basis, stretches)
