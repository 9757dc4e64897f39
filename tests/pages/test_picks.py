"""What is picked to be compared: it goes along from page to page, and changes nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from linkreg.records import OrganizationRecord
from linkreg.services.comparisons import LOOKED_FOR
from tests.pages.conftest import Site, Visitor
from tests.pages.reading import Page


def _carried(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query).get("banding", [])


def _pick(record: OrganizationRecord) -> str:
    return f"+ Bandingkan {record.profile.name}"


def _address(*ids: str, more: str = "") -> str:
    return "/?" + more + "&".join(f"banding={it}" for it in ids)


def _tray(page: Page) -> str:
    found = re.search('<aside id="dipilih".*?</aside>', page.html, re.DOTALL)
    return found[0] if found else ""


@pytest.fixture
def six(site: Site) -> list[OrganizationRecord]:
    return [site.add(name=f"Yayasan Contoh Bunga {n}", region="73.71") for n in "ABCDEF"]


def test_picks_last_over_pages_of_results_and_are_compared(
    six: list[OrganizationRecord], public: Visitor
) -> None:
    first, *_, last = six
    page = public.open("/?q=bunga&sort=name&limit=3&basis=declared")
    assert _tray(page) == ""
    assert page.links[_pick(first)].endswith(f"&banding={first.id}#ormas-{first.id}")
    one = public.open(page.links[_pick(first)])
    assert f'id="ormas-{first.id}"' in one.html
    assert "Dipilih (1 dari 5): Yayasan Contoh Bunga A" in one.text
    assert "Pilih paling sedikit satu lagi." in one.text
    assert "Bandingkan" not in one.links
    second = public.open(one.links["Berikutnya"])
    both = public.open(second.links[_pick(last)])
    assert both.links["Sebelumnya"] == (
        f"/?q=bunga&basis=declared&sort=name&limit=3&banding={first.id}&banding={last.id}"
    )
    assert both.links["Bandingkan"] == f"/bandingkan?id={first.id}&id={last.id}&basis=declared"
    compared = public.open(both.links["Bandingkan"])
    assert compared.html.count('<th scope="col">') == 2


def test_the_day_of_the_search_is_that_of_the_comparison(
    site: Site, public: Visitor, six: list[OrganizationRecord]
) -> None:
    ids = [it.id for it in six[:2]]
    page = public.open(_address(*ids, more="qualified_on=2026-12-01&"))
    assert page.links["Bandingkan"].endswith("&on=2026-12-01")


def test_every_way_on_takes_them_along(six: list[OrganizationRecord], public: Visitor) -> None:
    ids = [it.id for it in six[:2]]
    page = public.open(_address(*ids, more="q=bunga&region=73&limit=2&"))
    assert page.forms["/"].sent["banding"] == ids
    for way in ("Berikutnya", "Hapus semua", "Hapus saringan Provinsi Sulawesi Selatan×", "Cari"):
        assert _carried(page.links[way]) == ids, way
    place = next(to for name, to in page.links.items() if re.fullmatch(r"Kota Makassar \d+", name))
    assert _carried(place) == ids
    dots = re.findall(r'<svg class="map.*?</svg>', page.html, re.DOTALL)
    assert all(f"banding={ids[0]}" in dot for dot in dots)
    pushed = public.client.get(_address(*ids, more="q=bunga&sort=name&offset=2&"))
    assert pushed.headers["HX-Push-Url"] == f"/?q=bunga&sort=name&offset=2&{_address(*ids)[2:]}"
    suggested = public.client.get(f"/saran?q=kese&banding={ids[0]}").text
    assert f'href="/?urusan=1.02&amp;banding={ids[0]}"' in suggested


def test_nothing_found_and_what_cannot_be_answered_keep_them_too(
    six: list[OrganizationRecord], public: Visitor
) -> None:
    ids = [it.id for it in six[:2]]
    nothing = public.open(_address(*ids, more="q=zzzz&region=96&"))
    assert "Tidak ada organisasi yang cocok." in nothing.text
    wrong = public.open(_address(*ids, more="qualified_on=besok&"))
    assert wrong.status == 400
    for page, way in ((nothing, "Cari"), (wrong, "Lanjutkan tanpa isian yang keliru")):
        assert "(2 dari 5)" in _tray(page)
        assert _carried(page.links[way]) == ids


def test_they_are_put_back_one_by_one_or_all_at_once(
    six: list[OrganizationRecord], public: Visitor
) -> None:
    ids = [it.id for it in six[:2]]
    page = public.open(_address(*ids, more="q=bunga&offset=3&"))
    assert page.links["Lepas Yayasan Contoh Bunga A×"] == f"/?q=bunga&offset=3&banding={ids[1]}"
    assert page.links["Kosongkan"] == "/?q=bunga&offset=3"
    listed = public.open(_address(*ids, more="q=bunga&"))
    put_back = listed.links["✓ Dipilih: lepas Yayasan Contoh Bunga A"]
    assert put_back == f"/?q=bunga&banding={ids[1]}#ormas-{ids[0]}"


def test_a_sixth_is_refused_by_name(six: list[OrganizationRecord], public: Visitor) -> None:
    five = [it.id for it in six[:5]]
    page = public.open(_address(*five))
    again = public.open(page.links[_pick(six[5])])
    assert 'role="alert"' in _tray(again)
    told = "Paling banyak 5: Yayasan Contoh Bunga F tidak ditambahkan."
    assert told in again.text
    assert again.forms["/"].sent["banding"] == five
    assert _carried(again.links["Kosongkan"]) == []
    freed = public.open(again.links["Lepas Yayasan Contoh Bunga A×"])
    assert "(4 dari 5)" in _tray(freed)
    assert 'role="alert"' not in _tray(freed)


@pytest.mark.parametrize(
    "strange", ["tidak-ada", "", "%00", "%3Cscript%3E", "..%2F..", "a" * 500, "'%20OR%201=1"]
)
def test_what_is_no_organization_is_passed_over(site: Site, public: Visitor, strange: str) -> None:
    record = site.add(name="Yayasan Contoh Satu")
    page = public.open(_address(strange, record.id, record.id, strange))
    assert page.status == 200
    assert page.forms["/"].sent["banding"] == [record.id]
    assert "(1 dari 5)" in page.text


def test_beyond_any_sensible_number_nothing_is_looked_up(site: Site, public: Visitor) -> None:
    record = site.add(name="Yayasan Contoh Satu")
    page = public.open(_address(*(f"x{n}" for n in range(LOOKED_FOR)), record.id))
    assert _tray(page) == ""


def test_what_is_not_public_is_passed_over_even_for_its_officer(
    site: Site, public: Visitor, logged_in: Callable[[str], Visitor]
) -> None:
    hidden = site.add(name="Yayasan Contoh Menunggu", published=False).id
    for visitor in (public, logged_in("petugas")):
        page = visitor.open(_address(hidden))
        assert page.status == 200
        assert "Menunggu" not in page.text
        assert _tray(page) == ""


def test_the_search_its_exports_and_what_is_saved_of_it_stay_the_same(
    six: list[OrganizationRecord], logged_in: Callable[[str], Visitor]
) -> None:
    officer = logged_in("petugas")
    plain = officer.open("/?q=bunga&region=73")
    picked = officer.open(_address(six[0].id, six[1].id, more="q=bunga&region=73&"))
    for form in ("CSV", "XLSX", "JSONL"):
        assert picked.links[form] == plain.links[form]
    saved = picked.forms["/pencarian-tersimpan"].sent
    assert saved["query"] == plain.forms["/pencarian-tersimpan"].sent["query"]
    rows = [re.findall(r'<article class="row" id="([^"]+)"', it.html) for it in (plain, picked)]
    assert rows[0] == rows[1] != []
    assert '<meta name="robots" content="noindex">' in officer.open(_address(six[0].id)).html


def test_while_picking_a_name_leads_to_its_row_and_not_away(
    six: list[OrganizationRecord], public: Visitor
) -> None:
    named = "/?q=Yayasan+Contoh+Bunga+B"
    assert public.client.get(named).status_code == 302
    page = public.open(f"{named}&banding={six[0].id}")
    assert _pick(six[1]) in page.links


def test_hostile_names_stay_text(site: Site, public: Visitor) -> None:
    evil = '"><script>alert(1)</script>'
    ids = [site.add(name=f"Yayasan {n} {evil}").id for n in range(6)]
    page = public.open(_address(*ids))
    assert "tidak ditambahkan" in page.text
    assert "<script>" not in page.html
    assert dict(parse_qsl(urlsplit(page.links["Cari"]).query)).keys() == {"banding"}
