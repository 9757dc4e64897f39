"""``linkreg rulesets``: whether ruleset files are sound, and what a draft would change."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import click

from linkreg.cli.opening import opened_registry
from linkreg.cli.options import basis_option, on_option
from linkreg.eligibility import Ruleset, RulesetLibrary, load_rulesets
from linkreg.eligibility.json_schema import ruleset_json_schema
from linkreg.eligibility.loading import load_library
from linkreg.errors import InvalidInput
from linkreg.services.impact import Impact, compare_rulesets
from linkreg.vocabulary import Basis

_SHOWN = 20


@click.group()
def rulesets() -> None:
    """Periksa berkas aturan dan akibatnya."""


@rulesets.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Periksa FILES; tanpa berkas, aturan yang terpasang. Setiap kesalahan disebut tempatnya."""
    library = _read(files) if files else load_rulesets()
    for ruleset in library.all:
        end = ruleset.in_force.end or "sekarang"
        confirmed = "dikonfirmasi" if ruleset.confirmed else "belum dikonfirmasi"
        click.echo(
            f"{ruleset.key}: {len(ruleset.criteria)} kriteria, berlaku {ruleset.in_force.start} "
            f"sampai {end}, {confirmed}. Sah."
        )


@rulesets.command()
def schema() -> None:
    """Keluarkan JSON Schema berkas aturan, untuk penyunting yang memeriksa sambil menulis."""
    click.echo(json.dumps(ruleset_json_schema(), ensure_ascii=False, indent=2))


@rulesets.command()
@click.argument("before")
@click.argument("after")
@on_option
@basis_option
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tulis semua perubahan beserta alasannya ke berkas CSV ini.",
)
def impact(before: str, after: str, on: datetime | None, basis: str, report: Path | None) -> None:
    """Bandingkan hasil semua organisasi tayang menurut BEFORE dan AFTER (kunci aturan atau berkas)."""
    texts = _find(before), _find(after)
    with opened_registry() as registry, registry.reading() as tx:
        found = compare_rulesets(tx, *texts, on.date() if on else tx.today, Basis(basis))
    click.echo(f"{found.assessed} organisasi dinilai; {len(found.shifts)} berubah.")
    for (old, new), count in sorted(found.counts.items()):
        click.echo(f"  {old.label} -> {new.label}: {count}")
    for shift in found.shifts[:_SHOWN]:
        click.echo(f"{'+' if shift.gains else '-'} {shift.name}: {shift.after.label.lower()}")
        for label, reason in shift.reasons:
            click.echo(f"    {label}: {reason}")
    if len(found.shifts) > _SHOWN:
        click.echo(f"... dan {len(found.shifts) - _SHOWN} lagi; lihat semuanya dengan --report.")
    if report is not None:
        _write(report, found)


def _write(path: Path, found: Impact) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("id", "nama", "sebelum", "sesudah", "kriteria", "alasan"))
        for s in found.shifts:
            for label, reason in s.reasons:
                lines.writerow((s.organization_id, s.name, s.before, s.after, label, reason))
    click.echo(f"Laporan ditulis ke {path}.")


def _find(key_or_file: str) -> Ruleset:
    path = Path(key_or_file)
    return _read((path,)).all[0] if path.is_file() else load_rulesets().get(key_or_file)


def _read(files: tuple[Path, ...]) -> RulesetLibrary:
    return load_library([(path.name, _text_of(path)) for path in files])


def _text_of(path: Path) -> str:
    written = path.read_bytes()
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"Berkas aturan {path.name} bukan teks UTF-8 (baris {line}). Simpan ulang sebagai UTF-8."
        ) from error
