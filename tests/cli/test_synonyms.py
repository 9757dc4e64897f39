"""A file of synonyms, checked at the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


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
