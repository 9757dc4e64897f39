"""``linkreg index``: where it stands, and what heals it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

_CSV = "name,region\nYayasan Contoh,73.71\nPerkumpulan Contoh,32.73\n"


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """A registry with two published organizations."""
    run("init")
    (tmp_path / "daftar.csv").write_text(_CSV)
    run("organizations", "import", "daftar.csv")
    return run


def test_index_status_catch_up_and_rebuild(filled: Run) -> None:
    assert "2 organisasi" in filled("index", "status").output
    assert filled("index", "catch-up").output == "0 catatan disusulkan.\n"
    assert filled("index", "rebuild").output == "2 organisasi diindeks.\n"
    assert filled("index", "status").exit_code == 0


def tear(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc"])
@pytest.mark.parametrize("damage", [tear, Path.unlink])
def test_a_torn_or_deleted_file_is_told_and_a_rebuild_heals_it(
    filled: Run, tmp_path: Path, pattern: str, damage: object
) -> None:
    for path in (tmp_path / "index").rglob(pattern):
        damage(path)
    for command in (("search", "yayasan"), ("index", "status")):
        told = filled(*command)
        assert told.exit_code == 1
        assert "linkreg index rebuild" in told.output
    assert filled("index", "rebuild").output == "2 organisasi diindeks.\n"
    assert "2 organisasi ditemukan" in filled("search", "contoh").output
    assert filled("index", "status").exit_code == 0
