"""The tables' history, run from code: there is no ``alembic.ini`` to find.

What runs it is loaded when it is needed: a server that starts only asks which version the tables have.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, inspect, select

from linkreg.database import WRITING, explained_errors
from linkreg.errors import NotMigrated

#: The newest of ``versions/``.
HEAD = "0009"

#: Where alembic keeps which version the tables have.
_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32)))


def upgrade(engine: Engine) -> str:
    """Bring the database to this version's tables; return the revision. Idempotent.

    Raise ``NotMigrated`` for one that a newer version has been at.
    """
    with (
        explained_errors(),
        engine.execution_options(**{WRITING: True}).begin() as connection,
    ):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")  # tables may be large
        found = _version_of(connection)
        if found != HEAD:
            _require_known(found)
            _upgrade(connection)
    return HEAD


def _upgrade(connection: Connection) -> None:
    from linkreg.migrations import running  # noqa: PLC0415 - on demand, as said above

    running.upgrade(connection)


def require_current(engine: Engine) -> None:
    """Raise ``NotMigrated`` unless the database has exactly this version's tables."""
    with explained_errors(), engine.connect() as connection:
        found = _version_of(connection)
    if found is None:
        raise NotMigrated("Basis data belum disiapkan. Jalankan `linkreg init`.")
    if found == HEAD:
        return
    _require_known(found)
    raise NotMigrated(f"Basis data masih versi {found}. Jalankan `linkreg init`.")


def _require_known(found: str | None) -> None:
    from linkreg.migrations import running  # noqa: PLC0415 - on demand, as said above

    if found is not None and found not in running.known():
        raise NotMigrated(
            f"Basis data (versi {found}) lebih baru daripada linkreg ini. Perbarui linkreg."
        )


def _version_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(select(_VERSION.c.version_num))
