"""``linkreg rulesets check``: every mistake on the screen with its place, and exit code 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from tests.eligibility.test_loading import BROKEN, SMALL, expected_of


def test_a_sound_file_is_said_to_be_sound(run: Run) -> None:
    result = run("rulesets", "check", str(SMALL))
    assert result.exit_code == 0
    assert result.output == (
        "contoh-2027: 3 kriteria, berlaku 2027-01-01 sampai 2027-12-31, belum dikonfirmasi. Sah.\n"
    )


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_mistake_is_on_the_screen_with_its_place(run: Run, path: Path) -> None:
    result = run("rulesets", "check", str(path))
    assert result.exit_code == 1
    assert f"Berkas aturan {path.name} keliru:" in result.output
    assert expected_of(path) in result.output
    assert "Sah." not in result.output


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (b"\xff\xfek\x00e\x00y\x00", 1),
        (b"key: contoh\ntitle: Peraturan \xe9lan\n", 2),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 2),
    ],
    ids=["utf-16", "latin-1", "pdf"],
)
def test_a_file_that_is_no_text_is_named_with_its_line(
    run: Run, tmp_path: Path, written: bytes, line: int
) -> None:
    (tmp_path / "biner.yaml").write_bytes(written)
    result = run("rulesets", "check", "biner.yaml")
    assert result.exit_code == 1
    said = f"Berkas aturan biner.yaml bukan teks UTF-8 (baris {line}). Simpan ulang sebagai UTF-8."
    assert said in result.output


def test_bytes_that_are_text_but_no_yaml_are_told_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nol.yaml").write_bytes(b"\x00\x01\x02")
    result = run("rulesets", "check", "nol.yaml")
    assert result.exit_code == 1
    assert "baris 1: memuat karakter kendali U+0000" in result.output


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(run: Run, tmp_path: Path) -> None:
    text = "\ufeff" + SMALL.read_text("utf-8").replace("\n", "\r\n")
    (tmp_path / "windows.yaml").write_bytes(text.encode())
    assert run("rulesets", "check", "windows.yaml").exit_code == 0


@pytest.mark.parametrize("name", ["tiada.yaml", "folder"])
def test_what_is_no_file_is_named(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    result = run("rulesets", "check", name)
    assert result.exit_code == 2  # as for any argument that cannot be
    assert name in result.output


def test_an_empty_file_is_told_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kosong.yaml").touch()
    result = run("rulesets", "check", "kosong.yaml")
    assert result.exit_code == 1
    assert "/: Harus berupa kumpulan isian (objek)" in result.output


def test_two_files_that_overlap_in_force_are_both_named(run: Run, tmp_path: Path) -> None:
    later = (
        SMALL.read_text("utf-8").replace("contoh-2027", "draf").replace("2027-01-01", "2027-12-31")
    )
    (tmp_path / "draf.yaml").write_text(later, "utf-8")
    result = run("rulesets", "check", str(SMALL), "draf.yaml")
    assert result.exit_code == 1
    assert "Berkas aturan draf.yaml keliru:" in result.output
    said = "/in_force: berlaku bersamaan dengan contoh-2027 (sound.yaml) sejak 2027-12-31."
    assert said in result.output


def test_the_schema_printed_is_one_and_refuses_an_unknown_scope(run: Run) -> None:
    schema = json.loads(run("rulesets", "schema").output)
    Draft202012Validator.check_schema(schema)
    scope = schema["properties"]["criteria"]["items"]["properties"]["scope"]
    assert not Draft202012Validator(scope).is_valid("paket")
