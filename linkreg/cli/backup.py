"""``linkreg backup``: database and files in one folder, while the registry is in use.

The index is left out: it is built anew from the database.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click

from linkreg.cli.opening import opened_registry
from linkreg.database import copy_sqlite
from linkreg.settings import load_settings

#: What a backup is called inside its folder.
DATABASE = "linkreg.sqlite3"
FILES = "files"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """Cadangkan basis data SQLite dan berkas dokumen ke FOLDER yang baru, selagi registri dipakai.

    Indeks tidak ikut: ia dibangun ulang dari basis data. Cadangan memuat data orang; simpan seperti
    aslinya. PostgreSQL dicadangkan dengan pg_dump.
    """
    if folder.exists():
        raise click.ClickException(f"{folder} sudah ada. Pilih nama yang belum dipakai.")
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        temporary.mkdir(mode=0o700, parents=True)
        files = _fill(temporary)
        temporary.rename(folder)
    except OSError as error:
        raise click.ClickException(
            f"{folder} tidak dapat ditulis ({error.strerror}); cadangan tidak dibuat."
        ) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    click.echo(f"Basis data dan {files} berkas dicadangkan ke {folder}.")


def _fill(folder: Path) -> int:
    """Copy the database, then the files, which may only be more by then; return how many."""
    with opened_registry() as registry:
        registry.journal_position()  # a database without our tables is no registry
        copy_sqlite(registry.database, folder / DATABASE)
    return _copy_files(load_settings(os.environ).files_dir, folder / FILES)


def _copy_files(source: Path, target: Path) -> int:
    """Copy what is there under its own name; what an erasure removes meanwhile is left out."""
    target.mkdir()
    count = 0
    for path in sorted(source.rglob("*")):
        if path.name.startswith(".") or not path.is_file():
            continue
        copied = target / path.relative_to(source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, copied)
        except FileNotFoundError:
            continue
        count += 1
    return count
