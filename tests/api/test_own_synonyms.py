"""An office's own synonyms over HTTP: in the API and on the pages."""

from __future__ import annotations

import pytest

from api.app import create_app
from linkreg import open_registry
from linkreg.errors import InvalidSettings
from linkreg.vocabulary import OrganizationStatus

FACTS = {
    "name": "Yayasan Ketam Contoh",
    "region": "73.71",
    "description": "Budidaya ketam di ruang terbuka hijau.",
}


@pytest.fixture
def client(tmp_path):
    """A client of an application whose registry reads a list of its own."""
    (tmp_path / "sinonim.txt").write_text("kepiting = ketam\nRTH = ruang terbuka hijau\n")
    registry = open_registry(
        f"sqlite:///{tmp_path}/linkreg.sqlite3",
        index_dir=tmp_path / "index",
        files_dir=tmp_path / "files",
        synonyms=tmp_path / "sinonim.txt",
    )
    registry.initialize()
    registry.register(FACTS, status=OrganizationStatus.PUBLISHED)
    yield create_app(registry, secret_key="for tests only: 0123456789").test_client()
    registry.close()


@pytest.mark.parametrize("words", ["kepiting", "RTH", "kepitng"])
def test_the_api_finds_by_the_office_s_synonyms(client, words):
    assert client.get(f"/v1/organizations?q={words}").json["total"] == 1
    assert client.get("/v1/organizations?q=rajungan").json["total"] == 0


def test_the_api_lights_up_and_says_why(client):
    (item,) = client.get("/v1/organizations?q=kepiting&highlight=true").json["items"]
    assert item["highlights"]["name"] == [[8, 13]]
    assert ["Ketam"] in [reason["words"] for reason in item["matched"]]


def test_the_page_marks_what_a_synonym_found(client):
    assert "Yayasan <mark>Ketam</mark> Contoh" in client.get("/?q=kepiting").text


def test_a_broken_list_is_told_when_the_registry_is_opened(tmp_path):
    (tmp_path / "s.txt").write_bytes(b"ketam\nketam = kepiting\n")
    with pytest.raises(InvalidSettings) as caught:
        open_registry("sqlite://", index_dir=tmp_path / "index", synonyms=tmp_path / "s.txt")
    first, second = caught.value.problems
    assert first.startswith("LINKREG_SYNONYMS: s.txt, baris 1: hanya 'ketam'; tulis")
    assert second.startswith("LINKREG_SYNONYMS: s.txt, baris 2: 'ketam' sudah ada di baris 1")
    assert not (tmp_path / "index").exists()
