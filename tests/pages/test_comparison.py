from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from fixtures.factories import ExperienceFactory
from tests.pages.conftest import Site, Visitor
from tests.sheets import read_sheet

LogIn = Callable[[str], Visitor]


def _two(site: Site) -> list[str]:
    work = ExperienceFactory(title="Pelatihan", start_year=2023, value=1_250_000_000)
    first = site.add_qualified(name="Yayasan Contoh Anggrek", urusan=("1.02",), experiences=(work,))
    second = site.add(name="Yayasan Contoh Bakung", urusan=("1.06",), region="32.73")
    return [first.id, second.id]


def _address(ids: list[str], more: str = "") -> str:
    return "/bandingkan?" + "&".join(f"id={it}" for it in ids) + more


def _row_of(html: str, label: str) -> str:
    start = html.index(f'<th scope="row">{label}')
    return html[start : html.index("</tr>", start)]


def test_organizations_stand_side_by_side(site: Site, public: Visitor) -> None:
    ids = _two(site)
    page = public.open(_address(ids))
    assert page.status == 200
    assert page.html.count('<th scope="col">') == 2
    for words in ("Memenuhi syarat", "Belum lengkap", "31 Desember 2026", "Rp 1.250.000.000"):
        assert words in page.text
    assert page.links["Yayasan Contoh Anggrek"] == f"/ormas/{ids[0]}"
    assert "Data per tanggal 20 November 2026." in page.text


def test_differences_are_said_in_words_and_equal_rows_can_be_left_out(
    site: Site, public: Visitor
) -> None:
    page = public.open(_address(_two(site)))
    assert "berbeda" in _row_of(page.html, "Bidang urusan")
    assert "berbeda" not in _row_of(page.html, "Bentuk organisasi")
    (link,) = (it for label, it in page.links.items() if label.startswith("Hanya yang berbeda"))
    folded = public.open(link)
    assert "Bidang urusan" in folded.text
    assert "Bentuk organisasi" not in folded.text
    (back,) = (it for label, it in folded.links.items() if label.startswith("Tampilkan juga"))
    assert "Bentuk organisasi" in public.open(back).text


def test_one_is_removed_and_another_added(site: Site, public: Visitor) -> None:
    ids = _two(site)
    third = site.add(name="Yayasan Contoh Cempaka").id
    page = public.open(_address(ids, "&basis=declared&cari=cempaka"))
    added = public.open(page.links["Tambahkan Yayasan Contoh Cempaka"])
    assert added.html.count('<th scope="col">') == 3
    assert "Menurut pernyataan organisasi" in added.text
    less = public.open(added.links["Lepas Yayasan Contoh Anggrek"])
    assert less.html.count('<th scope="col">') == 2
    assert f"/ormas/{third}" in less.html
    assert ids[0] not in less.html


def test_more_are_picked_from_a_search_with_those_there_kept(site: Site, public: Visitor) -> None:
    ids = _two(site)
    page = public.open(public.open(_address(ids)).links["Pilih dari hasil pencarian"])
    assert page.links["Bandingkan"] == _address(ids)
    assert public.open("/bandingkan").links["Pilih dari hasil pencarian"] == "/"


def test_who_stands_there_already_is_not_offered_again(site: Site, public: Visitor) -> None:
    page = public.open(_address(_two(site), "&cari=anggrek"))
    assert "Tidak ada organisasi lain yang cocok." in page.text


def test_words_that_may_not_be_searched_for_break_nothing(site: Site, public: Visitor) -> None:
    page = public.open(_address(_two(site), "&cari=3171234567890123"))
    assert page.status == 200
    assert "Tidak ada organisasi lain yang cocok." in page.text


def test_day_and_basis_can_be_chosen(site: Site, public: Visitor) -> None:
    page = public.open(_address(_two(site), "&on=2027-02-01&basis=declared"))
    assert "Tidak memenuhi syarat" in page.text
    assert page.forms["/bandingkan"].sent["on"] == ["2027-02-01"]
    assert page.links["Yayasan Contoh Anggrek"].endswith("?on=2027-02-01&basis=declared")


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ("&on=besok", 400, "Bukan tanggal"),
        ("&on=2010-01-01", 400, "Tidak ada aturan yang berlaku"),
        ("&basis=rumor", 400, "Kode tidak dikenal"),
        ("&warna=biru", 400, "Isian ini tidak dikenal"),
        ("&id=tidak-ada", 200, "Organisasi 'tidak-ada' tidak ditemukan"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_shown(
    site: Site, public: Visitor, more: str, status: int, said: str
) -> None:
    page = public.open(_address(_two(site), more))
    assert page.status == status
    assert said in page.text
    assert page.html.count('<th scope="col">') == 2


def test_none_one_and_too_many_are_told(site: Site, public: Visitor) -> None:
    empty = public.open("/bandingkan")
    assert empty.status == 200
    assert "Pilih dua sampai lima organisasi" in empty.text
    ids = [site.add(name=f"Yayasan Contoh {n}").id for n in range(6)]
    assert "Baru satu organisasi." in public.open(_address(ids[:1])).text
    many = public.open(_address(ids))
    assert "1 yang dipilih sesudahnya tidak ditampilkan" in many.text
    assert many.html.count('<th scope="col">') == 5
    assert "Tambah organisasi" not in many.text
    assert public.open(_address(["tidak-ada", "%3Cb%3E"])).status == 404


def test_what_is_not_public_is_compared_for_its_officer_only(
    site: Site, public: Visitor, logged_in: LogIn
) -> None:
    hidden = site.add(name="Yayasan Contoh Menunggu", published=False).id
    ids = [site.add(name="Yayasan Contoh Tayang").id, hidden]
    for stranger in (public, logged_in("tetangga")):
        assert "Yayasan Contoh Menunggu" not in stranger.open(_address(ids)).text
    assert "Menunggu penayangan" in logged_in("petugas").open(_address(ids)).text


def test_the_link_saves_what_the_page_shows(site: Site, public: Visitor) -> None:
    page = public.open(_address(_two(site), "&on=2027-02-01&basis=declared&hanya=beda"))
    answer = public.client.get(page.links["Unduh XLSX"])
    assert "perbandingan.xlsx" in answer.headers["Content-Disposition"]
    rows = {row["Yang dibandingkan"]: row for row in read_sheet(answer.data)}
    assert rows["Hasil penilaian"]["Yayasan Contoh Anggrek"] == "Tidak memenuhi syarat"
    assert rows["Data per tanggal"]["Yayasan Contoh Anggrek"] == date(2027, 2, 1).isoformat()


@pytest.mark.parametrize(
    ("query", "status"), [("id=tidak-ada", 404), ("", 404), ("id=a&on=besok", 400), ("x=1", 400)]
)
def test_a_workbook_that_cannot_be_made_is_refused(
    site: Site, public: Visitor, query: str, status: int
) -> None:
    assert public.open(f"/bandingkan.xlsx?{query}").status == status


def test_hostile_names_stay_text(site: Site, public: Visitor) -> None:
    evil = '"><script>alert(1)</script>'
    ids = [site.add(name=f"Yayasan {n} {evil}").id for n in range(2)]
    page = public.open(_address(ids, "&cari=%3Cscript%3E"))
    assert "<script>" not in page.html
