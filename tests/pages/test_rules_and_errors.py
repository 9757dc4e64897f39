from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from api.app import create_app
from linkreg import open_registry
from tests.pages.conftest import Visitor
from tests.pages.reading import Page


def test_the_rules_in_force_are_told_with_documents_and_sources(public: Visitor) -> None:
    page = public.open("/persyaratan")
    assert "Peraturan LKPP Nomor 3 Tahun 2021" in page.text
    assert "sejak 4 Mei 2021" in page.text
    assert "Salah satu: SK susunan pengurus; Bagan struktur organisasi" in page.text
    assert "huruf a belum dikonfirmasi" in page.text


def test_older_rules_stay_reachable(public: Visitor) -> None:
    page = public.open("/persyaratan")
    older = page.links["Peraturan LKPP Nomor 8 Tahun 2018 tentang Pedoman Swakelola"]
    assert older == "/persyaratan?aturan=lkpp-8-2018"
    old = public.open(older)
    assert "8 Juni 2018 sampai 3 Mei 2021, sudah diganti" in old.text
    assert (
        old.links["Peraturan LKPP Nomor 3 Tahun 2021 tentang Pedoman Swakelola"] == "/persyaratan"
    )


def test_rules_that_are_not_known_are_not_found(public: Visitor) -> None:
    assert public.open("/persyaratan?aturan=lkpp-1-1900").status == 404


def test_the_registry_explains_itself(public: Visitor) -> None:
    page = public.open("/tentang")
    assert "Swakelola Tipe III" in page.text
    assert "belum dikonfirmasi" in page.text


@pytest.mark.parametrize("path", ["/tidak-ada", "/static/tidak-ada.css", "/ormas/", "/a%00b"])
def test_an_address_that_leads_nowhere_is_answered_in_words(public: Visitor, path: str) -> None:
    page = public.open(path)
    assert page.status == 404
    assert page.links["Cari organisasi"] == "/"


def test_pages_allow_nothing_inline_and_nothing_from_elsewhere(public: Visitor) -> None:
    policy = public.client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_static_files_are_addressed_by_their_content(public: Visitor) -> None:
    html = public.client.get("/").text
    address = html.partition('rel="stylesheet" href="')[2].partition('"')[0]
    with public.client.get(address) as answer:
        assert answer.status_code == 200
        assert answer.cache_control.max_age == 30 * 24 * 3600


def test_a_registry_that_is_not_ready_says_so_in_words(tmp_path: Path) -> None:
    registry = open_registry(f"sqlite:///{tmp_path}/none.sqlite3", index_dir=tmp_path / "index")
    client = create_app(registry, secret_key="for tests only: 0123456789").test_client()
    with client.session_transaction() as session:
        session["secret"] = "from before"
    answer = client.get("/")
    page = Page(answer.status_code, answer.text)
    registry.close()
    assert page.status == 503
    assert page.faults == []
    assert "Layanan belum siap" in page.text


def test_pages_and_styles_travel_compressed_to_whoever_understands_it(public: Visitor) -> None:
    understands = {"Accept-Encoding": "gzip, br"}
    for address in ("/persyaratan", "/static/style.css", "/tidak-ada"):
        with (
            public.client.get(address) as plain,
            public.client.get(address, headers=understands) as small,
        ):
            assert "Content-Encoding" not in plain.headers
            assert small.headers["Content-Encoding"] == "gzip"
            assert "Accept-Encoding" in small.headers["Vary"]
            if address != "/tidak-ada":  # an error page names its request
                assert gzip.decompress(small.data) == plain.data
            assert len(small.data) < len(plain.data) / 2


def test_a_style_sheet_seen_before_is_not_sent_again(public: Visitor) -> None:
    understands = {"Accept-Encoding": "gzip"}
    with public.client.get("/static/style.css", headers=understands) as first:
        seen = {**understands, "If-None-Match": first.headers["ETag"]}
    with public.client.get("/static/style.css", headers=seen) as again:
        assert (again.status_code, again.data) == (304, b"")


def test_machines_get_their_bytes_as_they_are(public: Visitor) -> None:
    answer = public.client.get("/v1/organizations", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_the_documents_of_a_requirement_come_with_what_an_officer_looks_at(public: Visitor) -> None:
    page = public.open("/persyaratan")
    assert "Penerbitnya berwenang" in page.text
    assert "Isi tanggal cetak KSWP" in page.text
    assert "Tenaga tetap paling sedikit 1 orang." in page.text
    assert "dalam 10 tahun terakhir" in page.text
    assert page.links["Periksa organisasi Anda sendiri"] == "/persyaratan/periksa"


def test_the_guide_names_who_does_what_by_which_article(public: Visitor) -> None:
    page = public.open("/panduan")
    assert "Perpres 16/2018, pasal 47 ayat (3)" in page.text
    assert "Sejak 2025 e-purchasing juga" in page.text
    assert "UU 17/2013, pasal 15" in page.text
    assert "belum dikonfirmasi" in page.text
