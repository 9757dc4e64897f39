"""A file of synonyms, checked and used at the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

_GUIDE = Path(__file__).parents[2] / "docs" / "synonyms.md"


def test_the_list_in_the_guide_is_sound_and_its_commands_exist(run: Run, tmp_path: Path) -> None:
    guide = _GUIDE.read_text("utf-8")
    (listed,) = re.findall(r"```text\n(.*?)```", guide, flags=re.DOTALL)
    (tmp_path / "sinonim.txt").write_text(listed)
    for command in re.findall(r"^linkreg ([^#\n]*)", guide, flags=re.MULTILINE):
        assert run("init").exit_code == 0
        assert run(*command.split()).exit_code == 0, command


def test_a_sound_file_of_synonyms_is_counted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sinonim.txt"
    file.write_text("# contoh\n\nKDRT = kekerasan dalam rumah tangga\nbakau = mangrove\n")
    result = run("index", "synonyms-check", str(file))
    assert (result.exit_code, result.output) == (0, "2 kelompok. Sah.\n")


def test_each_mistake_in_a_file_of_synonyms_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sinonim.txt"
    file.write_text("bakau = mangrove\nbakau\nrumah tangga = RT\n")
    result = run("index", "synonyms-check", str(file))
    assert result.exit_code == 1
    assert "baris 2: hanya 'bakau'" in result.output
    assert "baris 2: 'bakau' sudah ada di baris 1" in result.output
    assert "baris 3: anggota pertama 'rumah tangga' lebih dari satu kata" in result.output
    assert "3 kesalahan dalam sinonim.txt." in result.output


def test_a_file_of_synonyms_in_another_encoding_is_told_with_its_line(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "sinonim.txt"
    file.write_bytes(b"bakau = mangrove\nkaf\xe9 = kopi\n")
    result = run("index", "synonyms-check", str(file))
    assert result.exit_code == 1
    assert "sinonim.txt, baris 2: bukan UTF-8" in result.output


@pytest.fixture
def office(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A registry with one organization, and an office's own list."""
    (tmp_path / "sinonim.txt").write_text("kepiting = ketam\nbakau = api api\n")
    monkeypatch.setenv("LINKREG_SYNONYMS", "sinonim.txt")
    assert run("init").exit_code == 0
    (tmp_path / "d.csv").write_text("name,region,description\nYayasan X,73.71,Budidaya ketam.\n")
    assert run("organizations", "import", "d.csv").exit_code == 0
    return run


def _total(run: Run, words: str) -> int:
    return int(json.loads(run("search", words, "--json").stdout)["total"])


def test_the_list_an_office_sets_is_used(office: Run) -> None:
    assert _total(office, "kepiting") == 1
    assert _total(office, "rajungan") == 0


def test_a_changed_list_asks_for_a_rebuild_and_is_used_after_it(
    office: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sinonim.txt").write_text("rajungan = ketam\n")
    for command in (("search", "rajungan"), ("index", "status")):
        result = office(*command)
        assert result.exit_code == 1
        assert "daftar sinonim lain; jalankan `linkreg index rebuild`" in result.output
    assert office("index", "rebuild").exit_code == 0
    assert (_total(office, "rajungan"), _total(office, "kepiting")) == (1, 0)
    monkeypatch.delenv("LINKREG_SYNONYMS")
    assert office("search", "rajungan").exit_code == 1
    assert office("init").exit_code == 0  # builds what is missing, too
    assert _total(office, "rajungan") == 0


def test_a_broken_list_stops_every_command_but_the_check(office: Run, tmp_path: Path) -> None:
    file = tmp_path / "sinonim.txt"
    file.write_text("kepiting\nrumah tangga = RT\nketam = mangrove = anak\n")
    for command in (("search", "x"), ("init",), ("index", "rebuild"), ("serve", "--port", "0")):
        result = office(*command)
        assert result.exit_code == 1
        assert "LINKREG_SYNONYMS: sinonim.txt, baris 1: hanya 'kepiting'; tulis" in result.output
        assert "LINKREG_SYNONYMS: sinonim.txt, baris 2: anggota pertama" in result.output
        assert "LINKREG_SYNONYMS: sinonim.txt, baris 3: 'mangrove' termasuk" in result.output
    assert "3 kesalahan dalam sinonim.txt." in office("index", "synonyms-check", str(file)).output
    file.write_text("kepiting = ketam\n")
    assert office("index", "synonyms-check", str(file)).output == "1 kelompok. Sah.\n"


def test_a_list_that_is_not_there_is_told_with_what_to_do(office: Run, tmp_path: Path) -> None:
    (tmp_path / "sinonim.txt").unlink()
    result = office("search", "x")
    assert result.exit_code == 1
    assert "LINKREG_SYNONYMS: sinonim.txt tidak ditemukan. Periksa letak" in result.output
