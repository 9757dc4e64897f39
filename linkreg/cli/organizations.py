"""``linkreg organizations``: take lists in and write them out; the steps of one profile."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import click

from linkreg.actor import SYSTEM
from linkreg.cli.history import history
from linkreg.cli.lifecycle import archive, missing, publish, send_back, submit, suspend
from linkreg.cli.opening import opened_registry
from linkreg.errors import InvalidInput
from linkreg.search import SearchQuery, Sort
from linkreg.services import intake
from linkreg.services.exports import ExportFormat
from linkreg.services.mapping import ColumnMapping, load_mapping, mapping_of
from linkreg.services.table import read_table
from linkreg.vocabulary import OrganizationStatus

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SHOWN = 20


@click.group()
def organizations() -> None:
    """Impor dan ekspor organisasi; langkah sebuah profil."""


for _command in (submit, missing, publish, send_back, suspend, archive, history):
    organizations.add_command(_command)


@organizations.command("import")
@click.argument("file", type=_FILE)
@click.option("--mapping", "mapping_file", type=_FILE, help="Berkas YAML pemetaan kolom.")
@click.option(
    "--column", "columns", multiple=True, metavar="ISIAN=KOLOM", help="Pemetaan satu kolom."
)
@click.option("--draft", is_flag=True, help="Simpan sebagai draf; tanpa ini langsung tayang.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tulis baris yang ditolak ke berkas CSV ini.",
)
def import_(
    file: Path,
    mapping_file: Path | None,
    columns: tuple[str, ...],
    draft: bool,
    report_file: Path | None,
) -> None:
    """Impor FILE (CSV atau JSONL). Setiap baris masuk registri atau masuk laporan.

    Organisasi yang sudah ada tidak diubah: mengimpor ulang berkas yang sama tidak mengubah apa pun.
    Kode keluar 1 bila ada baris yang ditolak.
    """
    mapping = _mapping(mapping_file, columns)
    table = read_table(file)
    status = OrganizationStatus.DRAFT if draft else OrganizationStatus.PUBLISHED
    with opened_registry() as registry:
        report = intake.import_table(registry.transaction, table, mapping, status=status)
    _tell(report)
    if report_file is not None:
        _write_table(report_file, report.as_table())
        click.echo(f"Laporan ditulis ke {report_file}.")
    if report.refusals:
        raise click.exceptions.Exit(1)


def _mapping(file: Path | None, columns: tuple[str, ...]) -> ColumnMapping | None:
    if file is not None and columns:
        raise click.UsageError("Pakai --mapping atau --column, jangan keduanya.")
    if file is not None:
        return load_mapping(file.read_text("utf-8"), file.name)
    if not columns:
        return None
    pairs = [column.partition("=") for column in columns]
    if not all(target and name for target, _, name in pairs):
        raise click.UsageError(
            "--column ditulis ISIAN=KOLOM, misalnya --column name=nama_organisasi."
        )
    return mapping_of([(target, name) for target, _, name in pairs])


def _tell(report: intake.Report) -> None:
    click.echo(
        f"{report.read} baris dibaca: {report.added} ditambahkan, {report.present} sudah ada, "
        f"{report.refused} ditolak."
    )
    if report.unused_columns:
        click.echo(f"Kolom yang tidak dipakai: {', '.join(report.unused_columns)}.")
    for refusal in report.refusals[:_SHOWN]:
        where = f"{refusal.column}={refusal.value!r}: " if refusal.column else ""
        click.echo(f"  baris {refusal.row}: {where}{refusal.reason}")
    rest = len(report.refusals) - _SHOWN
    if rest > 0:
        click.echo(f"  ... dan {rest} lagi; lihat semuanya dengan --report BERKAS.csv")


def _write_table(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


@organizations.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--status",
    type=click.Choice([status.value for status in OrganizationStatus]),
    default=OrganizationStatus.PUBLISHED.value,
    show_default=True,
    help="Status yang diekspor.",
)
def export(file: Path, status: str) -> None:
    """Ekspor ke FILE: .csv atau .xlsx untuk lembar kerja, .jsonl untuk diimpor kembali utuh."""
    suffixes = {f".{form.value}": form for form in ExportFormat}
    if file.suffix.lower() not in suffixes:
        raise InvalidInput(f"{file.name}: akhiran harus {', '.join(suffixes)}.")
    query = SearchQuery(statuses=(OrganizationStatus(status),), sort=Sort.NAME)
    with opened_registry() as registry:
        export = registry.export(query, suffixes[file.suffix.lower()], actor=SYSTEM)
        with closing(export):
            _write_whole(file, export)
    click.echo(f"{export.count} organisasi ditulis ke {file}.")


def _write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write beside the file and rename: a full disk or a killed process leaves the old one whole."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.writelines(pieces)
        temporary.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path} tidak dapat ditulis: {error.strerror}.") from error
    finally:
        temporary.unlink(missing_ok=True)
