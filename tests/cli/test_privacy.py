"""``linkreg privacy``: consent, accesses, and a person erased so that nothing lingers."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkreg.actor import Actor
from linkreg.errors import FilesUnavailable
from linkreg.vocabulary import Role
from tests import samples
from tests.cli.conftest import Desk

_ERASE = ("privacy", "erase", "{id}", "--text", "Siti Contoh", "--ground", "Permintaan tertulis.")


def _consented(desk: Desk) -> bool:
    return desk.registry.get(desk.organization).consented


def _board(desk: Desk) -> list[str]:
    return [member.name for member in desk.registry.get(desk.organization).profile.board]


def test_consent_shows_the_text_and_asks(published: Desk) -> None:
    told = published("privacy", "consent", "{id}", stdin="ya\n")
    assert told.exit_code == 0
    assert told.output.startswith("Yayasan Contoh Sehat, naskah 2026-11:\n\nKami, pengurus")
    assert told.output.endswith("Persetujuan dicatat; nama pengurus boleh tampil.\n")
    assert _consented(published)


@pytest.mark.parametrize(
    ("stdin", "code", "said"),
    [("tidak\n", 0, "Tidak ada yang dicatat."), ("", 1, "belum dijawab. Beri --yes.")],
)
def test_without_a_yes_no_consent_is_recorded(
    published: Desk, stdin: str, code: int, said: str
) -> None:
    told = published("privacy", "consent", "{id}", stdin=stdin)
    assert (told.exit_code, said in told.output) == (code, True)
    assert not _consented(published)


def test_consent_is_withdrawn_once(published: Desk) -> None:
    published("privacy", "consent", "{id}", "--yes")
    told = published("privacy", "withdraw", "{id}")
    assert (told.exit_code, "Persetujuan ditarik" in told.output) == (0, True)
    assert not _consented(published)
    again = published("privacy", "withdraw", "{id}")
    assert (again.exit_code, "tidak ada yang perlu ditarik" in again.output) == (1, True)


@pytest.mark.parametrize("command", ["consent", "withdraw", "accesses", "erasures"])
def test_an_unknown_organization_is_not_found(published: Desk, command: str) -> None:
    told = published("privacy", command, "tidak-ada")
    assert (told.exit_code, "'tidak-ada' tidak ditemukan" in told.output) == (1, True)


def test_accesses_name_who_read_what(published: Desk) -> None:
    assert published("privacy", "accesses", "{id}").output == "Belum pernah dibaca petugas.\n"
    assert published.json("privacy", "accesses", "{id}") == {"items": [], "total": 0}
    published.registry.show(published.organization, Actor("petugas-1", Role.OFFICER, "73"))
    assert (
        "petugas-1: Profil dan daftar dokumen\n" in published("privacy", "accesses", "{id}").output
    )
    assert published.json("privacy", "accesses", "{id}")["items"][0]["actor"] == "petugas-1"


def test_erasing_shows_what_will_happen_and_what_remains_to_be_done(
    published: Desk, tmp_path: Path
) -> None:
    document = published.supply("curriculum_vitae")
    published.registry.attach_file(published.organization, document, samples.pdf())
    told = published(*_ERASE, "--document", document, stdin="ya\n")
    assert told.exit_code == 0
    assert "  - teks 'Siti Contoh', dari profil" in told.output
    assert f"  - berkas dokumen {document}, juga berkas lamanya" in told.output
    assert "Dihapus dari 3 versi, 1 berkas dibuang (penghapusan " in told.output
    assert "Indeks dibangun ulang: 1 organisasi.\n" in told.output
    assert "hapus juga dari cadangan" in told.output
    assert _board(published) == ["Budi Peraga"]
    for kept in tmp_path.rglob("*"):
        if kept.is_file():
            assert b"Siti Contoh" not in kept.read_bytes(), kept
    assert published("journal", "verify").exit_code == 0
    listed = published("privacy", "erasures", "{id}").output
    assert ": Permintaan tertulis. (1 berkas)\n" in listed
    assert len(published.json("privacy", "erasures", "{id}")["items"][0]["files"]) == 1


@pytest.mark.parametrize(
    ("stdin", "code", "said"),
    [("t\n", 0, "Tidak ada yang dihapus."), ("", 1, "Tidak ada yang diubah: belum dijawab.")],
)
def test_without_a_yes_nothing_is_erased(published: Desk, stdin: str, code: int, said: str) -> None:
    told = published(*_ERASE, stdin=stdin)
    assert (told.exit_code, said in told.output) == (code, True)
    assert "Siti Contoh" in _board(published)
    assert published("privacy", "erasures", "{id}").output == "Belum pernah ada.\n"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (("--text", "x"), "/texts/1: Paling sedikit 4 huruf atau angka."),
        (("--ground", "Siti Contoh meminta."), "jangan menyebut nama"),
        (("--document", "tidak-ada"), "Dokumen 'tidak-ada' tidak ditemukan"),
    ],
)
def test_an_erasure_that_makes_no_sense_is_refused(
    published: Desk, other: tuple[str, ...], said: str
) -> None:
    told = published(*_ERASE, *other, "--yes")
    assert (told.exit_code, said in told.output) == (1, True)
    assert "Siti Contoh" in _board(published)


def test_a_mistyped_name_is_noticed(published: Desk) -> None:
    told = published(*_ERASE[:4], "Sitti Contoh", "--ground", "Permintaan.", "--yes")
    assert (told.exit_code, "Periksa ejaannya" in told.output) == (1, True)


def test_an_index_that_is_being_written_is_to_be_rebuilt_later(published: Desk) -> None:
    with published.registry.engine.writer():
        told = published(*_ERASE, "--yes")
    assert told.exit_code == 1
    assert "Datanya sudah dihapus" in told.output
    assert "jalankan `linkreg index rebuild`" in told.output
    assert _board(published) == ["Budi Peraga"]


def test_files_that_cannot_be_removed_are_to_be_removed_later(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(_: object) -> int:
        raise FilesUnavailable("Folder berkas tidak dapat ditulis.")

    monkeypatch.setattr(type(published.registry), "finish_erasures", unavailable)
    told = published(*_ERASE, "--yes")
    assert told.exit_code == 1
    assert "jalankan `linkreg evidence check`" in told.output


def test_a_check_finishes_an_erasure_that_was_cut_short(
    published: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = published.supply("curriculum_vitae")
    published.registry.attach_file(published.organization, document, samples.pdf())
    request = {"texts": ["Siti Contoh"], "ground": "Permintaan.", "documents": [document]}
    with monkeypatch.context() as patch:
        patch.setattr(type(published.registry), "finish_erasures", lambda _: 0)
        published.registry.erase_person(published.organization, request)
    told = published("evidence", "check").output.splitlines()
    assert told == [
        "Penghapusan yang terputus diselesaikan: 1 berkas dibuang.",
        "0 berkas diperiksa, 0 kesalahan.",
    ]
    assert published("evidence", "check").output == "0 berkas diperiksa, 0 kesalahan.\n"
