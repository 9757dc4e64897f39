"""``linkreg evidence check``: what is missing or altered is named, what nobody uses is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkreg import Registry
from linkreg.cli import main
from tests import samples


@pytest.fixture
def documents(registry: Registry) -> list[tuple[str, str]]:
    """Three documents of two organizations; two of them have the same file."""
    made = []
    for content in (samples.pdf(), samples.png(), samples.pdf()):
        if len(made) != 1:
            organization = registry.register({"name": f"Yayasan {len(made)}", "region": "73.71"}).id
        evidence = registry.supply_evidence(organization, {"kind": "deed"}).id
        registry.attach_file(organization, evidence, content)
        made.append((organization, evidence))
    return made


@pytest.fixture
def check(tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch):
    """Run the command against the registry of the test."""
    monkeypatch.setenv("LINKREG_DATABASE_URL", str(registry.database.url))
    monkeypatch.setenv("LINKREG_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("LINKREG_FILES_DIR", str(tmp_path / "files"))

    def run() -> Result:
        return CliRunner().invoke(main, ["evidence", "check"])

    return run


def _path(folder: Path, registry: Registry, evidence: str) -> Path:
    sha256 = registry.open_file(evidence).sha256
    return folder / "files" / sha256[:2] / sha256[2:4] / sha256


def test_without_files_all_is_well(check) -> None:
    assert check().output == "0 berkas diperiksa, 0 kesalahan.\n"


def test_files_as_they_were_sent_pass(documents, check) -> None:
    result = check()
    assert (result.exit_code, result.output) == (0, "2 berkas diperiksa, 0 kesalahan.\n")


def test_each_document_whose_file_is_gone_or_altered_is_named(
    registry: Registry, documents, check, tmp_path: Path
) -> None:
    gone = _path(tmp_path, registry, documents[0][1])
    altered = _path(tmp_path, registry, documents[1][1])
    gone.unlink()
    altered.write_bytes(altered.read_bytes()[:-1] + b"!")
    result = check()
    assert result.exit_code == 1
    assert result.output.startswith("2 berkas diperiksa, 3 kesalahan.\n")
    for (organization, evidence), state in zip(
        documents, ("hilang", "berubah", "hilang"), strict=True
    ):
        assert f"organisasi {organization}, dokumen {evidence}: {state} (" in result.output


def test_a_size_that_differs_from_the_database_is_named(
    registry: Registry, documents, check
) -> None:
    with registry.database.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE evidence SET file_size = file_size + 1 WHERE id = ?", (documents[1][1],)
        )
    result = check()
    assert result.exit_code == 1
    assert f"dokumen {documents[1][1]}: berubah" in result.output


def test_a_file_that_was_replaced_still_belongs_to_an_older_version(
    registry: Registry, documents, check, tmp_path: Path
) -> None:
    organization, evidence = documents[1]
    older = _path(tmp_path, registry, evidence)
    registry.attach_file(organization, evidence, samples.jpeg())
    assert check().output == "3 berkas diperiksa, 0 kesalahan.\n"
    older.unlink()
    assert f"organisasi {organization}, dokumen {evidence}: hilang" in check().output


def test_what_nobody_refers_to_is_counted_and_does_no_harm(
    documents, check, tmp_path: Path
) -> None:
    (tmp_path / "files" / "ab").mkdir(exist_ok=True)
    (tmp_path / "files" / "ab" / "catatan.txt").write_text("x")
    (tmp_path / "files" / ".killed-while-writing").write_text("x")
    result = check()
    assert result.exit_code == 0
    assert "2 berkas tidak dipakai dokumen mana pun." in result.output
