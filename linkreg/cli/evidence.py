"""``linkreg evidence``: documents of organizations, those that wait, and whether their files stand."""

from __future__ import annotations

from collections.abc import Iterator

import click

from linkreg.cli.listing import json_option, moment, print_json, print_list
from linkreg.cli.opening import opened_registry
from linkreg.cli.verification import accept, reject
from linkreg.records import EvidenceRecord, VerificationRecord
from linkreg.schemas.lists import EvidenceListView
from linkreg.schemas.oversight_views import VerificationListView, WaitingListView
from linkreg.schemas.view import dumped
from linkreg.services import evidence as service
from linkreg.services import file_check, worklist
from linkreg.services.file_check import FileFault
from linkreg.vocabulary import VerificationQuestion
from linkreg.wording import day_in_words


@click.group()
def evidence() -> None:
    """Dokumen organisasi dan berkasnya."""


evidence.add_command(accept)
evidence.add_command(reject)


@evidence.command("list")
@click.argument("organization_id", metavar="ID")
@json_option
def list_(organization_id: str, as_json: bool) -> None:
    """Daftar dokumen organisasi ID, yang tertua dahulu."""
    with opened_registry() as registry, registry.reading() as tx:
        found = service.list_evidence(tx, organization_id)
    print_list(found, EvidenceListView, _lines, as_json=as_json, empty="Belum ada dokumen.")


@evidence.command()
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=worklist.AT_MOST,
    show_default=True,
    help="Jumlah yang ditampilkan.",
)
@json_option
def waiting(limit: int, as_json: bool) -> None:
    """Daftar dokumen yang menunggu keputusan, yang paling lama menunggu dahulu."""
    with opened_registry() as registry:
        queue = registry.list_documents_waiting(limit=limit)
    if as_json:
        print_json(dumped(WaitingListView(), queue))
        return
    click.echo(f"{queue.total} dokumen menunggu.")
    for it in queue.documents:
        click.echo(f"{_head(it.document)}, {it.record.profile.name} ({it.record.id})")


@evidence.command()
@click.argument("evidence_id")
@json_option
def history(evidence_id: str, as_json: bool) -> None:
    """Daftar keputusan atas EVIDENCE_ID, yang terbaru dahulu; yang terbaru berlaku."""
    with opened_registry() as registry:
        found = registry.list_verifications(evidence_id)
    empty = "Belum pernah diputuskan."
    print_list(found, VerificationListView, _decision, as_json=as_json, empty=empty)


@evidence.command()
def check() -> None:
    """Baca setiap berkas dan bandingkan dengan basis data. Kode keluar 1 bila ada yang rusak.

    Berkas yang pernah diganti ikut diperiksa: versi lama profil masih menunjuk kepadanya. Penghapusan
    data orang yang terputus di tengah jalan diselesaikan dahulu.
    """
    with opened_registry() as registry:
        removed = registry.finish_erasures()
        with registry.reading() as tx:
            report = file_check.check_files(tx, registry.files)
    if removed:
        click.echo(f"Penghapusan yang terputus diselesaikan: {removed} berkas dibuang.")
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


def _head(document: EvidenceRecord) -> str:
    number = f" {document.number}" if document.number else ""
    return f"{document.id}  {document.kind.label}{number}"


def _lines(document: EvidenceRecord) -> Iterator[str]:
    until = f", sampai {day_in_words(document.valid_until)}" if document.valid_until else ""
    replaced = ", digantikan" if document.replaced_by else ""
    yield f"{_head(document)}: {document.state.label.lower()}{until}{replaced}"
    if document.note:
        yield f"    {document.note}"


def _decision(decided: VerificationRecord) -> Iterator[str]:
    yield f"{moment(decided.decided_at)}  {decided.decided_by}: {decided.state.label.lower()}"
    for key, said in decided.answers.items():
        yield f"    {VerificationQuestion(key).label}: {'ya' if said else 'tidak'}"
    if decided.note:
        yield f"    {decided.note}"
