"""``linkreg restore``: a registry again from what ``linkreg backup`` wrote, unless it is damaged.

All is copied and read through beside the places where it is to be; only then does it get its names.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
from sqlalchemy import make_url

from linkreg import journal, migrations
from linkreg.cli.backup import DATABASE, FILES
from linkreg.cli.opening import opened_registry
from linkreg.errors import LinkregError
from linkreg.registry import open_registry
from linkreg.services import file_check
from linkreg.settings import load_settings

#: What SQLite may have left beside a database.
_BESIDE = ("", "-wal", "-shm", "-journal")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def restore(folder: Path) -> None:
    """Pulihkan registri SQLite dari FOLDER yang dibuat `linkreg backup`.

    LINKREG_DATABASE_URL dan LINKREG_FILES_DIR harus masih kosong: tidak ada yang ditimpa. Cadangan
    diperiksa seluruhnya dahulu (basis data, rantai jurnal, setiap berkas); bila ada yang rusak, tidak
    ada yang dipulihkan. Sesudahnya indeks dibangun. PostgreSQL dipulihkan dengan pg_restore.
    """
    database, files = _places()
    if not (folder / DATABASE).is_file() or not (folder / FILES).is_dir():
        raise click.ClickException(f"{folder} bukan cadangan: {DATABASE} dan {FILES}/ tidak ada.")
    with _beside(database) as new_database, _beside(files) as new_files:
        try:
            _copy(folder / DATABASE, new_database)
            shutil.copytree(folder / FILES, new_files)
            entries, count = _verify(new_database, new_files)
            if files.exists():
                files.rmdir()
            new_files.rename(files)
            new_database.rename(database)
        except OSError as error:
            raise click.ClickException(
                f"Cadangan tidak dapat disalin ({error.strerror}); tidak ada yang dipulihkan."
            ) from error
    click.echo(f"Dipulihkan: {entries} catatan jurnal dan {count} berkas, semuanya utuh.")
    with opened_registry() as registry:
        click.echo(f"Indeks dibangun: {registry.rebuild_index()} organisasi.")
    click.echo(
        "Semuanya kembali seperti saat cadangan dibuat. Ulangi penghapusan data orang sesudah itu, "
        "dan periksa akun serta tokennya: yang dicabut sesudah itu berlaku lagi."
    )


def _places() -> tuple[Path, Path]:
    """Return where database and files go; nothing may be there."""
    settings = load_settings(os.environ)
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise click.ClickException(
            "LINKREG_DATABASE_URL bukan berkas SQLite. PostgreSQL dipulihkan dengan pg_restore; lihat "
            "docs/deployment.md."
        )
    database, files = Path(url.database), settings.files_dir
    for path in (database.with_name(database.name + suffix) for suffix in _BESIDE):
        if path.exists():
            raise _in_the_way(path)
    if files.exists() and (not files.is_dir() or any(files.iterdir())):
        raise _in_the_way(files)
    return database, files


def _in_the_way(path: Path) -> click.ClickException:
    return click.ClickException(
        f"{path} sudah berisi; tidak ada yang ditimpa. Hentikan layanan dan pindahkan dahulu."
    )


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Yield a passing name next to a place; whatever still bears it afterwards is removed."""
    passing = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        yield passing
    except OSError as error:
        raise click.ClickException(
            f"{place.parent} tidak dapat ditulis ({error.strerror}); tidak ada yang dipulihkan."
        ) from error
    finally:
        shutil.rmtree(passing, ignore_errors=True)
        for suffix in _BESIDE:
            passing.with_name(passing.name + suffix).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a file for its owner alone, and see to it that it outlives a power cut."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as copy, source.open("rb") as original:
        shutil.copyfileobj(original, copy)
        copy.flush()
        os.fsync(copy.fileno())


def _verify(database: Path, files: Path) -> tuple[int, int]:
    """Return how many journal entries and files there are, all of them sound; or say what is not."""
    if not _is_sound(database):
        raise _damaged("berkas basis datanya rusak atau terpotong.")
    registry = open_registry(
        f"sqlite:///{database}", index_dir=database.with_name("unused"), files_dir=files
    )
    try:
        migrations.upgrade(registry.database)
        with registry.reading() as tx:
            entries = journal.verify(tx.session)
            report = file_check.check_files(tx, registry.files)
    except LinkregError as error:
        raise _damaged(error.message) from error
    finally:
        registry.close()
    if report.faults:
        gone = sum(fault.missing for fault in report.faults)
        raise _damaged(f"{gone} berkas hilang, {len(report.faults) - gone} berkas berubah.")
    return entries, report.read


def _is_sound(database: Path) -> bool:
    """Let SQLite read every page of what is a registry."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            checked = connection.execute("PRAGMA integrity_check").fetchall()
            return bool(version) and checked == [("ok",)]
    except sqlite3.DatabaseError:
        return False


def _damaged(what: str) -> click.ClickException:
    return click.ClickException(f"Cadangan ini tidak dipulihkan: {what} Pakai cadangan lain.")
