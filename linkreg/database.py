"""Open a database so that nothing is lost: one writer at a time on SQLite, errors in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from linkreg.errors import (
    DatabaseUnavailable,
    InvalidSettings,
    LinkregError,
    NotMigrated,
    NotReady,
)

#: Execution option of connections that will write.
WRITING = "linkreg_writing"

#: How long a writer waits for another, on either database.
_BUSY_SECONDS = 10

#: How long PostgreSQL may work on one statement; what reads everything asks for it in stretches.
_STATEMENT_SECONDS = 60


def open_database(url: str) -> Engine:
    """Return an engine for ``sqlite:///...`` or ``postgresql+psycopg://...``.

    SQLite runs in WAL mode and a writing transaction begins IMMEDIATE: with WAL alone, transactions
    that read and then write overwrite each other. The folder of a SQLite file is made when missing.
    PostgreSQL gives up what takes too long; an address with ``options`` sets its own limits.
    Errors name no values: they are personal data, and errors end up in logs.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _open_sqlite(url, parsed.database)
        return _open_postgresql(parsed)
    except (ArgumentError, NoSuchModuleError) as error:
        raise InvalidSettings(["LINKREG_DATABASE_URL: bukan alamat basis data yang sah"]) from error
    except ModuleNotFoundError as error:
        raise InvalidSettings(
            ["LINKREG_DATABASE_URL: PostgreSQL memerlukan: pip install 'linkreg[postgres]'"]
        ) from error


def _open_postgresql(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if "options" not in url.query:
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, entry: ConnectionPoolEntry) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(_BUSY_SECONDS * 1000)}")
        cursor.execute(f"SET statement_timeout = {int(_STATEMENT_SECONDS * 1000)}")
    connection.commit()


def _open_sqlite(url: str, database: str | None) -> Engine:
    if database and database != ":memory:":
        try:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnavailable(
                f"Folder basis data tidak dapat dibuat ({error.strerror}). Periksa izin menulis."
            ) from error
    engine = create_engine(
        url,
        connect_args={"timeout": _BUSY_SECONDS},
        hide_parameters=True,
        json_deserializer=orjson.loads,  # three times as fast; each row of a list holds a profile
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # SQLAlchemy's BEGIN is ours: see _begin_sqlite
    # secure_delete: what was erased must not be found in the file's free pages
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def flush_log(engine: Engine) -> None:
    """Move what SQLite's log holds into the database and empty the log; elsewhere do nothing.

    Until then the log may hold older states of pages. A reader at work puts it off silently.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_sqlite(engine: Engine, target: Path) -> None:
    """Write the database as it stands at one moment into a new file, while others read and write.

    Raise ``NotReady`` where it is not SQLite, ``DatabaseUnavailable`` when it cannot be copied.
    """
    if engine.dialect.name != "sqlite":
        raise NotReady("PostgreSQL dicadangkan dengan pg_dump. Lihat docs/deployment.md.")
    try:
        with closing(engine.raw_connection()) as source, closing(sqlite3.connect(target)) as copy:
            driver = source.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - told by the dialect
            driver.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
    except sqlite3.Error as error:
        raise DatabaseUnavailable(
            "Basis data tidak dapat disalin; cadangan tidak dibuat. Periksa ruang disk dan izinnya."
        ) from error


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


_UNAVAILABLE = (
    "Basis data tidak menjawab; tidak ada yang tersimpan. Periksa LINKREG_DATABASE_URL dan apakah "
    "basis datanya berjalan."
)

_BUSY = "Basis data sedang dipakai proses lain; tidak ada yang tersimpan. Coba lagi sebentar."

#: What a driver says, in part, and what we say instead; what names a table it waits for comes first.
_EXPLANATIONS: tuple[tuple[str, type[LinkregError], str], ...] = (
    ("no such table", NotMigrated, "Basis data belum disiapkan. Jalankan `linkreg init`."),
    ("no such column", NotMigrated, "Basis data belum diperbarui. Jalankan `linkreg init`."),
    (
        "deadlock",
        DatabaseUnavailable,
        "Dua perubahan saling menunggu; tidak ada yang tersimpan. Coba lagi.",
    ),
    ("lock timeout", DatabaseUnavailable, _BUSY),
    ("locked", DatabaseUnavailable, _BUSY),
    (
        "statement timeout",
        DatabaseUnavailable,
        "Basis data terlalu lama mengerjakannya; tidak ada yang tersimpan. Coba lagi.",
    ),
    ("relation", NotMigrated, "Basis data belum disiapkan. Jalankan `linkreg init`."),
    ("full", DatabaseUnavailable, "Disk penuh; tidak ada yang tersimpan. Kosongkan ruang disk."),
    ("readonly", DatabaseUnavailable, "Basis data hanya dapat dibaca. Periksa izin menulis."),
    (
        "not a database",
        DatabaseUnavailable,
        "Berkas basis data rusak atau bukan SQLite. Pulihkan dari cadangan.",
    ),
    ("malformed", DatabaseUnavailable, "Berkas basis data rusak. Pulihkan dari cadangan."),
    ("unable to open", DatabaseUnavailable, _UNAVAILABLE),
    ("disk i/o", DatabaseUnavailable, _UNAVAILABLE),
    ("connection", DatabaseUnavailable, _UNAVAILABLE),
)


@contextmanager
def explained_errors() -> Iterator[None]:
    """Turn a driver's error into ours, with the next step and without the driver's text.

    What is not recognized passes unchanged: it is a defect of ours and must look like one.
    """
    try:
        yield
    except DatabaseError as error:
        said = str(error.orig).lower()
        for part, kind, message in _EXPLANATIONS:
            if part in said and not isinstance(error, IntegrityError):
                raise kind(message) from error
        raise
