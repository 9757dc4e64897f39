"""``linkreg backup``: what it writes is a registry again, whatever happens meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from linkreg import open_registry
from linkreg.schemas.profile import load_profile
from linkreg.services import organizations
from tests import samples
from tests.cli.conftest import COMPLETE, Desk, Run


def _restore(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a backup where the commands look, as ``docs/deployment.md`` says."""
    place = backup.parent / "restored"
    shutil.copytree(backup, place)
    monkeypatch.setenv("LINKREG_DATABASE_URL", f"sqlite:///{place}/linkreg.sqlite3")
    monkeypatch.setenv("LINKREG_FILES_DIR", str(place / "files"))
    monkeypatch.setenv("LINKREG_INDEX_DIR", str(place / "index"))


def test_a_restored_backup_verifies_and_finds(
    published: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = published.supply()
    published.registry.attach_file(published.organization, document, samples.pdf())
    told = published("backup", "cadangan")
    assert (told.exit_code, told.output) == (
        0,
        "Basis data dan 1 berkas dicadangkan ke cadangan.\n",
    )
    published.registry.register({**COMPLETE, "name": "Yayasan Sesudahnya"})
    _restore(tmp_path / "cadangan", monkeypatch)
    for command in ("init", "index rebuild", "journal verify", "evidence check"):
        assert published(*command.split()).exit_code == 0, command
    assert "1 berkas diperiksa, 0 kesalahan." in published("evidence", "check").output
    assert published.json("search")["total"] == 1
    assert published.json("organizations", "history", "{id}")


def test_whoever_writes_meanwhile_is_not_in_it_and_is_not_stopped(
    published: Desk, tmp_path: Path
) -> None:
    before = published.registry.journal_position()
    with published.registry.transaction() as tx:
        organizations.register(tx, load_profile({**COMPLETE, "name": "Yayasan Sementara"}))
        tx.session.flush()
        assert published("backup", "cadangan").exit_code == 0
    assert published.registry.journal_position() > before
    copy = open_registry(
        f"sqlite:///{tmp_path}/cadangan/linkreg.sqlite3", index_dir=tmp_path / "another"
    )
    assert copy.journal_position() == before
    copy.close()


def test_it_is_for_its_owner_alone_and_leaves_nothing_beside_it(
    published: Desk, tmp_path: Path
) -> None:
    published("backup", "cadangan")
    backup = tmp_path / "cadangan"
    assert backup.stat().st_mode & 0o077 == 0
    assert sorted(one.name for one in backup.iterdir()) == ["files", "linkreg.sqlite3"]
    assert not list(tmp_path.glob(".cadangan*"))


def test_a_file_that_was_not_finished_is_left_out(published: Desk, tmp_path: Path) -> None:
    (tmp_path / "files" / "ab").mkdir(parents=True)
    (tmp_path / "files" / "ab" / ".abcd.half").write_bytes(b"half")
    assert "0 berkas" in published("backup", "cadangan").output


def test_an_old_backup_is_never_touched(published: Desk, tmp_path: Path) -> None:
    (tmp_path / "cadangan").mkdir()
    refused = published("backup", "cadangan")
    assert refused.exit_code == 1
    assert "sudah ada" in refused.output
    assert not list((tmp_path / "cadangan").iterdir())


def test_what_is_no_registry_yet_is_not_backed_up(run: Run, tmp_path: Path) -> None:
    refused = run("backup", "cadangan")
    assert refused.exit_code == 1
    assert "linkreg init" in refused.output
    assert not (tmp_path / "cadangan").exists()
    assert not list(tmp_path.glob(".cadangan*"))


def test_where_nothing_can_be_written_it_says_so(published: Desk, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    refused = published("backup", "berkas/cadangan")
    assert refused.exit_code == 1
    assert "tidak dapat ditulis" in refused.output


def test_a_full_disk_leaves_no_backup(
    published: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = published.supply()
    published.registry.attach_file(published.organization, document, samples.pdf())

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    refused = published("backup", "cadangan")
    assert refused.exit_code == 1
    assert "cadangan tidak dibuat" in refused.output
    assert not list(tmp_path.glob("*cadangan*"))
