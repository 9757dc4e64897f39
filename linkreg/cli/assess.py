"""``linkreg assess``: the verdict on one organization, with its reasons, on a day or through time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import click

from linkreg.cli import sheets
from linkreg.cli.opening import opened_registry
from linkreg.registry import Registry
from linkreg.schemas.assessment_views import present_assessment
from linkreg.schemas.organization_views import Presented
from linkreg.schemas.timeline_view import present_timeline
from linkreg.vocabulary import Basis


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
@click.option("--timeline", is_flag=True, help="Sebutkan kapan hasil berubah dan mengapa.")
@click.option("--json", "as_json", is_flag=True, help="Keluarkan JSON.")
def assess(
    *,
    organization_id: str,
    on: datetime | None,
    ruleset: str | None,
    basis: str,
    timeline: bool,
    as_json: bool,
) -> None:
    """Nilai organisasi ID terhadap persyaratan, dengan alasan dan dasar hukumnya.

    Tanggal yang sudah lewat dinilai menurut isi registri pada akhir hari itu.
    """
    if timeline and (on or ruleset):
        raise click.UsageError("--timeline memuat semua tanggal dan aturan; jangan beri yang lain.")
    with opened_registry() as registry:
        if timeline:
            plain, lines = _timeline(registry, organization_id, Basis(basis))
        else:
            plain, lines = _sheet(registry, organization_id, on, ruleset, Basis(basis))
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


_Told = tuple[Mapping[str, Any], Iterable[str]]


def _sheet(
    registry: Registry,
    organization_id: str,
    on: datetime | None,
    ruleset: str | None,
    basis: Basis,
) -> _Told:
    day = on.date() if on else None
    assessment = registry.assess(organization_id, on=day, ruleset=ruleset, basis=basis)
    record = registry.get(organization_id, on=day)
    plain = present_assessment(Presented(record, assessment), officer=True)
    return plain, sheets.sheet(record, assessment)


def _timeline(registry: Registry, organization_id: str, basis: Basis) -> _Told:
    record = registry.get(organization_id)
    stretches = registry.timeline(organization_id, basis=basis)
    plain = present_timeline(record, basis, stretches)
    return plain, sheets.timeline(record, basis, stretches)
