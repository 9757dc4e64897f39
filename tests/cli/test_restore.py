"""``linkreg restore``: what a backup holds is a registry again; a damaged one gives back nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from linkreg.cli.opening import opened_registry
from linkreg.vocabulary import Role
from tests import samples
from tests.cli.conftest import Desk, Run

#: What came after version 0005: columns by table, and whole tables.
_COLUMNS_SINCE = {
    "credentials": ("agent", "last_used_at"),
    "evidence": ("ends_on",),
    "accounts": ("paper_codes", "totp_last_step", "totp_confirmed_at", "totp_secret", "version"),
}
_INDEXES_SINCE = (
    *("ix_organizations_place", "ix_evidence_ends_on", "ix_evidence_of"),
    *("ix_evidence_waiting_of", "ix_evidence_waiting_since"),
)
_INDEXES_UNTIL = {
    "ix_organizations_region": "organizations (region)",
    "ix_evidence_organization_id": "evidence (organization_id)",
}
_TABLES_SINCE = ("attempts", "typed_drafts", "saved_searches")
_PASSWORD = "kambing makan kawat berduri"


@pytest.fixture
def saved(published: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A registry with a document and an account, backed up; commands look for another now."""
    document = published.supply()
    published.registry.attach_file(published.organization, document, samples.pdf())
    published.registry.add_account("petugas@contoh.example", _PASSWORD, Role.OFFICER, region="73")
    assert published("backup", "cadangan").exit_code == 0
    for name, value in (
        ("DATABASE_URL", f"sqlite:///{tmp_path}/baru/data/b.sqlite3"),
        ("INDEX_DIR", str(tmp_path / "baru/index")),
        ("FILES_DIR", str(tmp_path / "baru/files")),
    ):
        monkeypatch.setenv(f"LINKREG_{name}", value)
    return published


def _files(folder: Path) -> list[str]:
    return sorted(str(it.relative_to(folder)) for it in folder.rglob("*") if it.is_file())


def test_all_of_it_is_there_again(saved: Desk, tmp_path: Path) -> None:
    told = saved("restore", "cadangan")
    assert told.exit_code == 0, told.output
    entries = saved.registry.journal_position()
    assert f"Dipulihkan: {entries} catatan jurnal dan 1 berkas, semuanya utuh." in told.output
    assert "Indeks dibangun: 1 organisasi." in told.output
    with opened_registry() as registry:
        assert registry.get(saved.organization) == saved.registry.get(saved.organization)
        assert registry.log_in("petugas@contoh.example", _PASSWORD)
    assert saved.json("search")["total"] == 1
    assert "1 berkas diperiksa, 0 kesalahan." in saved("evidence", "check").output
    assert saved("journal", "verify").exit_code == 0
    assert saved("index", "status").exit_code == 0
    assert (tmp_path / "baru/data/b.sqlite3").stat().st_mode & 0o077 == 0
    assert _files(tmp_path / "baru/data") == ["b.sqlite3"]
    assert not list((tmp_path / "baru").glob(".*"))


def test_a_restored_registry_is_backed_up_and_restored_the_same(
    saved: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert saved("restore", "cadangan").exit_code == 0
    assert saved("backup", "lagi").exit_code == 0
    assert _files(tmp_path / "lagi") == _files(tmp_path / "cadangan")
    monkeypatch.setenv("LINKREG_DATABASE_URL", f"sqlite:///{tmp_path}/ketiga.sqlite3")
    monkeypatch.setenv("LINKREG_FILES_DIR", str(tmp_path / "files3"))
    assert saved("restore", "lagi").exit_code == 0
    assert saved.json("search")["total"] == 1


def _cut(backup: Path) -> None:
    database = backup / "linkreg.sqlite3"
    database.write_bytes(database.read_bytes()[:-9000])


def _scratch(backup: Path) -> None:
    database = backup / "linkreg.sqlite3"
    content = bytearray(database.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    database.write_bytes(content)


def _empty(backup: Path) -> None:
    (backup / "linkreg.sqlite3").write_bytes(b"")


def _replace_by_text(backup: Path) -> None:
    (backup / "linkreg.sqlite3").write_text("ini bukan basis data" * 100)


def _execute(statement: str) -> Callable[[Path], None]:
    def change(backup: Path) -> None:
        with closing(sqlite3.connect(backup / "linkreg.sqlite3")) as connection:
            connection.execute(statement)
            connection.commit()

    return change


def _one_file(backup: Path) -> Path:
    (found,) = [it for it in (backup / "files").rglob("*") if it.is_file()]
    return found


def _lose_a_file(backup: Path) -> None:
    _one_file(backup).unlink()


def _alter_a_file(backup: Path) -> None:
    _one_file(backup).write_bytes(b"%PDF-1.7 lain")


def _cut_a_file(backup: Path) -> None:
    _one_file(backup).write_bytes(_one_file(backup).read_bytes()[:-1])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_cut, "rusak atau terpotong"),
        (_scratch, "rusak atau terpotong"),
        (_empty, "rusak atau terpotong"),
        (_replace_by_text, "rusak atau terpotong"),
        (_execute("DROP TABLE alembic_version"), "rusak atau terpotong"),
        (_execute("UPDATE journal SET verb = 'lain' WHERE seq = 2"), "Jurnal rusak pada catatan 2"),
        (_execute("DELETE FROM journal WHERE seq = 1"), "Jurnal rusak"),
        (_execute("UPDATE revisions SET content = '{}'"), "Jurnal rusak"),
        (_execute("UPDATE alembic_version SET version_num = '9999'"), "lebih baru"),
        (_lose_a_file, "1 berkas hilang, 0 berkas berubah"),
        (_alter_a_file, "0 berkas hilang, 1 berkas berubah"),
        (_cut_a_file, "0 berkas hilang, 1 berkas berubah"),
        (lambda backup: shutil.rmtree(backup / "files"), "bukan cadangan"),
        (lambda backup: (backup / "linkreg.sqlite3").unlink(), "bukan cadangan"),
    ],
)
def test_of_a_damaged_backup_nothing_is_given_back(
    saved: Desk, tmp_path: Path, damage: Callable[[Path], None], said: str
) -> None:
    damage(tmp_path / "cadangan")
    before = _files(tmp_path / "cadangan")
    refused = saved("restore", "cadangan")
    assert (refused.exit_code, said in refused.output) == (1, True), refused.output
    assert _files(tmp_path / "baru") == []
    assert _files(tmp_path / "cadangan") == before


@pytest.mark.parametrize(
    "there", ["data/b.sqlite3", "data/b.sqlite3-wal", "files/ab/x", "files/.half"]
)
def test_what_is_there_is_never_overwritten(saved: Desk, tmp_path: Path, there: str) -> None:
    path = tmp_path / "baru" / there
    path.parent.mkdir(parents=True)
    path.write_text("ada")
    refused = saved("restore", "cadangan")
    assert (refused.exit_code, "sudah berisi" in refused.output) == (1, True)
    assert _files(tmp_path / "baru") == [there]


def test_an_empty_folder_of_files_is_in_nobody_s_way(saved: Desk, tmp_path: Path) -> None:
    (tmp_path / "baru/files").mkdir(parents=True)
    assert saved("restore", "cadangan").exit_code == 0


def test_an_older_version_s_backup_is_brought_up_to_date(saved: Desk, tmp_path: Path) -> None:
    for index in _INDEXES_SINCE:
        _execute(f"DROP INDEX {index}")(tmp_path / "cadangan")
    for name, column in _INDEXES_UNTIL.items():
        _execute(f"CREATE INDEX {name} ON {column}")(tmp_path / "cadangan")
    for table, columns in _COLUMNS_SINCE.items():
        for column in columns:
            _execute(f"ALTER TABLE {table} DROP COLUMN {column}")(tmp_path / "cadangan")
    for table in _TABLES_SINCE:
        _execute(f"DROP TABLE {table}")(tmp_path / "cadangan")
    _execute("UPDATE alembic_version SET version_num = '0005'")(tmp_path / "cadangan")
    assert saved("restore", "cadangan").exit_code == 0
    with opened_registry() as registry:
        assert registry.log_in("petugas@contoh.example", _PASSWORD)


def test_postgresql_is_not_restored_this_way(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKREG_DATABASE_URL", "postgresql+psycopg://x@/linkreg")
    assert "pg_restore" in run("restore", "cadangan").output


def test_a_full_disk_leaves_nothing(
    saved: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    refused = saved("restore", "cadangan")
    assert (refused.exit_code, "tidak ada yang dipulihkan" in refused.output) == (1, True)
    assert _files(tmp_path / "baru") == []
