"""``linkreg privacy``: consent to publication, who read what, and erasing a person."""

from __future__ import annotations

from collections.abc import Iterator

import click

from linkreg.cli.erasure import erase, erasures
from linkreg.cli.listing import (
    ask,
    json_option,
    limit_option,
    moment,
    offset_option,
    print_json,
    print_lines,
)
from linkreg.cli.opening import opened_registry
from linkreg.consents import current_text
from linkreg.records import AccessRecord
from linkreg.schemas.oversight_views import present_accesses

_ID = click.argument("organization_id", metavar="ID")


@click.group()
def privacy() -> None:
    """Data orang: persetujuan, siapa membaca apa, penghapusan."""


privacy.add_command(erase)
privacy.add_command(erasures)


@privacy.command()
@_ID
@click.option("--yes", is_flag=True, help="Organisasi sudah menyetujui naskahnya; jangan bertanya.")
def consent(organization_id: str, yes: bool) -> None:
    """Catat persetujuan organisasi ID atas penayangan nama pengurusnya, misalnya dari surat."""
    asked = current_text()
    with opened_registry() as registry:
        record = registry.get(organization_id)
        click.echo(f"{record.profile.name}, naskah {asked.key}:\n")
        click.echo("\n\n".join(asked.paragraphs) + "\n")
        if not yes and not ask("Apakah organisasi menyetujui naskah ini?", "Beri --yes."):
            click.echo("Tidak ada yang dicatat.")
            return
        registry.give_consent(organization_id, text=asked.key)
    click.echo("Persetujuan dicatat; nama pengurus boleh tampil.")


@privacy.command()
@_ID
def withdraw(organization_id: str) -> None:
    """Catat bahwa organisasi ID menarik persetujuannya; nama pengurus tidak tampil lagi."""
    with opened_registry() as registry:
        registry.withdraw_consent(organization_id)
    click.echo("Persetujuan ditarik; nama pengurus tidak tampil lagi, juga pada versi lama.")


@privacy.command()
@_ID
@limit_option
@offset_option
@json_option
def accesses(organization_id: str, limit: int, offset: int, as_json: bool) -> None:
    """Daftar pembacaan data organisasi ID yang tidak terbuka untuk umum, yang terbaru dahulu."""
    with opened_registry() as registry:
        found, total = registry.list_accesses(organization_id, limit=limit, offset=offset)
    if as_json:
        print_json(present_accesses(found, total))
        return
    lines = (line for access in found for line in _lines(access))
    print_lines(lines, empty="Belum pernah dibaca petugas.")
    if len(found) < total:
        click.echo(f"{len(found)} dari {total}.", err=True)


def _lines(access: AccessRecord) -> Iterator[str]:
    about = f", dokumen {access.evidence_id}" if access.evidence_id else ""
    yield f"{moment(access.at)}  {access.actor}: {access.kind.label}{about}"
