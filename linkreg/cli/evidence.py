"""``linkreg evidence``: prove that the files of documents are all there, as they were sent."""

from __future__ import annotations

import click

from linkreg.cli.opening import opened_registry
from linkreg.services import file_check
from linkreg.services.file_check import FileFault


@click.group()
def evidence() -> None:
    """Berkas dokumen organisasi."""


@evidence.command()
def check() -> None:
    """Baca setiap berkas dan bandingkan dengan basis data. Kode keluar 1 bila ada yang rusak.

    Berkas yang pernah diganti ikut diperiksa: versi lama profil masih menunjuk kepadanya.
    """
    with opened_registry() as registry, registry.reading() as tx:
        report = file_check.check_files(tx, registry.files)
    click.echo(f"{report.read} berkas diperiksa, {len(report.faults)} kesalahan.")
    for fault in report.faults:
        click.echo(f"  {_told(fault)}")
    if report.unreferred:
        click.echo(f"{report.unreferred} berkas tidak dipakai dokumen mana pun.")
    if report.faults:
        click.echo("Pulihkan dari cadangan ke LINKREG_FILES_DIR, lalu periksa lagi.")
        raise click.exceptions.Exit(1)


def _told(fault: FileFault) -> str:
    reference = fault.reference
    state = "hilang" if fault.missing else "berubah"
    return (
        f"organisasi {reference.organization_id}, dokumen {reference.evidence_id}: {state} "
        f"({reference.sha256}, {reference.size} bita)"
    )
