"""``linkreg flags``: observations, warnings and sanctions about an organization."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

import click

from linkreg.cli.listing import json_option, print_list
from linkreg.cli.opening import opened_registry
from linkreg.cli.options import DAY
from linkreg.clock import date_in_indonesia
from linkreg.records import FlagRecord
from linkreg.reference import display_name, resolve_region
from linkreg.schemas.oversight_views import FlagListView
from linkreg.vocabulary import FlagKind
from linkreg.wording import day_in_words

_ID = click.argument("organization_id", metavar="ID")


@click.group()
def flags() -> None:
    """Catatan, peringatan, dan sanksi; tidak pernah mengubah hasil penilaian."""


@flags.command("list")
@_ID
@json_option
def list_(organization_id: str, as_json: bool) -> None:
    """Daftar tanda pada organisasi ID, yang tertua dahulu, beserta yang sudah berakhir."""
    with opened_registry() as registry:
        found = registry.get(organization_id).flags
        today = date_in_indonesia(registry.clock())
    print_list(found, FlagListView, _telling(today), as_json=as_json, empty="Tidak ada tanda.")


@flags.command()
@_ID
@click.option("--kind", type=click.Choice([kind.value for kind in FlagKind]), required=True)
@click.option("--reason", metavar="TEKS", required=True, help="Alasan.")
@click.option(
    "--source", metavar="TEKS", required=True, help="Dokumen dasarnya, misalnya nomor SK."
)
@click.option("--from", "start", type=DAY, required=True, help="Hari pertama berlaku.")
@click.option("--until", "end", type=DAY, required=True, help="Hari terakhir berlaku.")
@click.option("--region", help="Kode atau nama wilayah; tanpa ini seluruh Indonesia.")
def add(
    *,
    organization_id: str,
    kind: str,
    reason: str,
    source: str,
    start: datetime,
    end: datetime,
    region: str | None,
) -> None:
    """Catat tanda pada organisasi ID: di mana berlaku, berapa lama, atas dasar apa."""
    new = {
        "kind": kind,
        "reason": reason,
        "source": source,
        "starts_on": start.date().isoformat(),
        "ends_on": end.date().isoformat(),
        "scope": None if region is None else resolve_region(region).code,
    }
    with opened_registry() as registry:
        flag = registry.raise_flag(organization_id, new)
    click.echo(f"{flag.kind.label} {flag.id} dicatat: {_place(flag)}, {_days(flag)}.")


@flags.command()
@_ID
@click.argument("flag_id")
@click.option("--reason", metavar="TEKS", required=True, help="Alasan pencabutan.")
def lift(organization_id: str, flag_id: str, reason: str) -> None:
    """Cabut FLAG_ID pada organisasi ID sebelum hari terakhirnya; berlaku sampai kemarin."""
    with opened_registry() as registry:
        flag = registry.lift_flag(organization_id, flag_id, reason)
    click.echo(f"{flag.kind.label} {flag.id} dicabut.")


def _place(flag: FlagRecord) -> str:
    return display_name(flag.scope) if flag.scope else "seluruh Indonesia"


def _days(flag: FlagRecord) -> str:
    return f"{day_in_words(flag.starts_on)} sampai {day_in_words(flag.ends_on)}"


def _state(flag: FlagRecord, today: date) -> str:
    if flag.lifted_at is not None:
        return "dicabut"
    if flag.is_in_force(today):
        return "berlaku"
    return "belum berlaku" if today < flag.starts_on else "sudah berakhir"


def _telling(today: date) -> Callable[[FlagRecord], Iterator[str]]:
    def lines(flag: FlagRecord) -> Iterator[str]:
        yield f"{flag.id}  {flag.kind.label}, {_state(flag, today)}: {_place(flag)}, {_days(flag)}"
        yield f"    {flag.reason} ({flag.source})"
        if flag.lifting:
            yield f"    Dicabut: {flag.lifting}"

    return lines
