"""``linkreg index``: where the search index stands, and how to bring it up to date."""

from __future__ import annotations

import os
from pathlib import Path

import click

from linkreg.cli.opening import opened_registry
from linkreg.search.synonyms import read_groups, read_synonyms
from linkreg.services import indexing
from linkreg.settings import load_settings
from linkreg.wiring import open_engine

_EVERY = 10_000


@click.group()
def index() -> None:
    """Keadaan indeks pencarian."""


@index.command()
def status() -> None:
    """Tunjukkan sampai catatan jurnal mana indeks telah menyusul. Kode keluar 1 bila tertinggal."""
    with opened_registry() as registry, registry.reading() as tx:
        lag = indexing.lag(tx, registry.engine)
    click.echo(
        f"{lag.index.documents} organisasi, {lag.index.segments} segmen, "
        f"{lag.index.bytes / 1e6:.1f} MB; catatan {lag.index.position} dari {lag.journal}."
    )
    if lag.entries:
        click.echo(f"Tertinggal {lag.entries} catatan. Jalankan `linkreg index catch-up`.")
        raise click.exceptions.Exit(1)


@index.command("catch-up")
def catch_up() -> None:
    """Susulkan indeks dengan jurnal."""
    with opened_registry() as registry:
        applied = registry.catch_up()
    click.echo(f"{applied} catatan disusulkan.")


def tell_progress(done: int) -> None:
    """Say now and then how far a rebuild has come."""
    if done % _EVERY == 0:
        click.echo(f"{done} organisasi ...", err=True)


@index.command()
def rebuild() -> None:
    """Bangun ulang seluruh indeks; pencarian tetap memakai yang lama sampai selesai."""
    with opened_registry() as registry:
        done = registry.rebuild_index(tell_progress)
    click.echo(f"{done} organisasi diindeks.")


@index.command("synonyms-check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def synonyms_check(file: Path) -> None:
    """Periksa daftar sinonim FILE. Setiap kesalahan disebut baris dan alasannya; kode keluar 1.

    Supaya dipakai, isi LINKREG_SYNONYMS dengan letaknya, lalu jalankan `linkreg index rebuild`.
    Kelompok yang memuat kata dari kelompok bawaan bergabung dengan kelompok itu.
    """
    settings = load_settings(os.environ)
    engine = open_engine(settings.search_engine, settings.index_dir, settings.search_cache_mb)
    text = read_synonyms(file)
    mistakes = engine.check_synonyms(text)
    for line, message in mistakes:
        click.echo(f"baris {line}: {message}")
    if mistakes:
        click.echo(f"{len(mistakes)} kesalahan dalam {file.name}.")
        raise click.exceptions.Exit(1)
    click.echo(f"{sum(1 for _ in read_groups(text))} kelompok. Sah.")
