"""The tables' history, run from code: there is no ``alembic.ini`` to find."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from linkreg.database import WRITING, explained_errors
from linkreg.errors import NotMigrated


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
        _require_known(MigrationContext.configure(connection).get_current_revision())
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return _head()


def require_current(engine: Engine) -> None:
    """Raise ``NotMigrated`` unless the database has exactly this version's tables."""
    with explained_errors(), engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        raise NotMigrated("Basis data belum disiapkan. Jalankan `linkreg init`.")
    if found == _head():
        return
    _require_known(found)
    raise NotMigrated(f"Basis data masih versi {found}. Jalankan `linkreg init`.")


def _require_known(found: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise NotMigrated(
            f"Basis data (versi {found}) lebih baru daripada linkreg ini. Perbarui linkreg."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _head() -> str:
    return _scripts().get_current_head() or ""
