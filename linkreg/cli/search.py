"""``linkreg search``: find organizations from the command line."""

from __future__ import annotations

import json
from typing import Any

import click

from linkreg.actor import SYSTEM
from linkreg.cli.opening import opened_registry
from linkreg.reference import display_name, resolve_region
from linkreg.schemas.organization_views import Presented, present_organization
from linkreg.schemas.query import dump_query
from linkreg.services.catalogue import Result, ResultPage


@click.command()
@click.argument("query", default="")
@click.option("--region", "regions", multiple=True, help="Kode atau nama wilayah; boleh berulang.")
@click.option("--urusan", multiple=True, help="Kode urusan, misalnya 1.02; boleh berulang.")
@click.option("--strength", multiple=True, help="Kelebihan, misalnya audited; boleh berulang.")
@click.option("--qualified-on", metavar="TANGGAL", help="Memenuhi syarat pada tanggal ini.")
@click.option("--basis", help="declared atau verified (bawaan).")
@click.option("--limit", default=20, show_default=True, help="Jumlah hasil, paling banyak 100.")
@click.option("--json", "as_json", is_flag=True, help="Keluarkan JSON.")
def search(  # noqa: PLR0917 - click passes options by name
    query: str,
    regions: tuple[str, ...],
    urusan: tuple[str, ...],
    strength: tuple[str, ...],
    qualified_on: str | None,
    basis: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Cari organisasi dengan kata, "frasa", atau -kata yang tidak diinginkan."""
    parameters: dict[str, Any] = {
        "region": [resolve_region(region).code for region in regions],
        "urusan": list(urusan),
        "strength": list(strength),
        "limit": limit,
    }
    given = {"qualified_on": qualified_on, "basis": basis}
    parameters |= {name: value for name, value in given.items() if value}
    with opened_registry() as registry:
        page = registry.search(query, actor=SYSTEM, **parameters)
    click.echo(_as_json(page) if as_json else _as_text(page))


def _as_json(page: ResultPage) -> str:
    items = [
        present_organization(Presented(result.record, result.assessment), officer=False)
        for result in page.results
    ]
    whole = {"total": page.page.total, "query": dump_query(page.query), "items": items}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _as_text(page: ResultPage) -> str:
    lines = [f"{page.page.total} organisasi ditemukan."]
    if page.page.corrected:
        lines = [
            f"Kata yang diketik tidak ditemukan; ini hasil untuk: {page.page.corrected}",
            *lines,
        ]
    lines += [_line(result) for result in page.results]
    if page.page.suggestions and not page.page.corrected:
        lines.append(f"Mungkin maksudnya: {', '.join(page.page.suggestions)}")
    return "\n".join(lines)


def _line(result: Result) -> str:
    record = result.record
    place = display_name(record.profile.region)
    return f"{record.id}  {result.assessment.verdict.label:<22}  {record.profile.name} ({place})"
