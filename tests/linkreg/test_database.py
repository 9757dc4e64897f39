"""Databases that are missing, old, locked, full or broken: clear words, nothing lost."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from linkreg import Registry, journal, migrations, open_registry
from linkreg.database import open_database
from linkreg.errors import DatabaseUnavailable, InvalidSettings, NotMigrated
from linkreg.migrations.running import configuration
from linkreg.models import Base

_PROFILE = {"name": "Yayasan Contoh", "region": "73.71"}


def test_the_migrated_tables_are_those_of_the_models(empty_database_url: str) -> None:
    engine = open_database(empty_database_url)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_version_that_is_asked_for_is_the_newest_there_is() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert scripts.get_heads() == [migrations.HEAD]


def test_migrating_twice_changes_nothing(empty_database_url: str) -> None:
    engine = open_database(empty_database_url)
    assert migrations.upgrade(engine) == migrations.upgrade(engine)
    migrations.require_current(engine)
    engine.dispose()


def test_a_database_that_was_never_initialized_says_what_to_run(
    make_registry: Callable[..., Registry], empty_database_url: str
) -> None:
    registry = make_registry(empty_database_url)
    with pytest.raises(NotMigrated, match="linkreg init"):
        registry.register(_PROFILE)
    with pytest.raises(NotMigrated, match="linkreg init"):
        registry.search("x")


@pytest.mark.parametrize(("found", "said"), [("9999", "lebih baru"), ("", "masih versi")])
def test_tables_of_another_version_are_refused(
    registry: Registry, make_registry: Callable[..., Registry], found: str, said: str, monkeypatch
) -> None:
    if found:
        with registry.database.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": found})
    else:
        monkeypatch.setattr(migrations, "HEAD", "9999")
    with pytest.raises(NotMigrated, match=said):
        make_registry().register(_PROFILE)


def test_preparing_what_a_newer_version_has_been_at_is_refused(
    make_registry: Callable[..., Registry], empty_database_url: str
) -> None:
    registry = make_registry(empty_database_url)
    registry.initialize()
    with registry.database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotMigrated, match="lebih baru"):
        registry.initialize()


@pytest.mark.parametrize("url", ["nonsense", "sqlite:/x", "oracle://x", ""])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InvalidSettings, match="LINKREG_DATABASE_URL"):
        open_database(url)


def test_a_file_that_is_no_database_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "catatan.sqlite3"
    path.write_bytes(b"ini bukan basis data, hanya teks biasa" * 100)
    with pytest.raises(DatabaseUnavailable, match="rusak atau bukan SQLite"):
        open_registry(f"sqlite:///{path}", index_dir=tmp_path / "index").initialize()


def test_a_path_through_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    with pytest.raises(DatabaseUnavailable, match="tidak dapat dibuat"):
        open_database(f"sqlite:///{tmp_path}/berkas/a.sqlite3")


def _register_often(registry: Registry, profile: dict[str, Any]) -> None:
    for n in range(200):
        registry.register(profile | {"short_name": str(n)})


def test_a_full_disk_saves_nothing_and_says_so(registry: Registry) -> None:
    registry.register(_PROFILE)
    with registry.database.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.commit()
    aliases = [f"Nama lain {n} " + "x" * 180 for n in range(20)]
    large = _PROFILE | {"description": "Keterangan panjang. " * 240, "aliases": aliases}
    with pytest.raises(DatabaseUnavailable, match="Disk penuh; tidak ada yang tersimpan"):
        _register_often(registry, large)
    with registry.reading() as tx:
        whole = journal.verify(tx.session)
    assert whole == registry.journal_position()


def test_a_writer_that_holds_on_too_long_is_waited_for_and_then_told(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = registry.database.url.database
    assert path
    with registry.database.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DatabaseUnavailable, match="sedang dipakai proses lain"):
            registry.register(_PROFILE)
    finally:
        other.rollback()
        other.close()
    assert registry.register(_PROFILE).version == 1


def test_readers_are_not_held_up_by_a_writer(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    with registry.transaction() as tx:
        tx.record("noted", "account/x")
        seen: list[str] = []
        reader = threading.Thread(target=lambda: seen.append(registry.get(record.id).id))
        reader.start()
        reader.join(5)
    assert seen == [record.id]


def test_an_error_in_the_log_names_no_value(
    empty_database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    values = {"email": "ketua@contoh.example"}
    engine = open_database(empty_database_url)
    with engine.connect() as connection:
        try:
            connection.execute(text("SELECT not_there(:email)"), values)
        except DatabaseError:
            logging.getLogger("linkreg").exception("failed")
    engine.dispose()
    assert "not_there" in caplog.text
    assert "ketua@" not in caplog.text


@pytest.mark.postgres
def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://linkreg@/linkreg?host={tmp_path}"
    registry = open_registry(url, index_dir=tmp_path / "index")
    with pytest.raises(DatabaseUnavailable, match="tidak menjawab"):
        registry.register(_PROFILE)
