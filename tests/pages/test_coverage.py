"""``/cakupan``: numbers that are the totals of the lists they lead to, and where nobody is."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest

from tests.pages.conftest import Site, Visitor
from tests.pages.reading import Page

_LINKED = re.compile(r'<(?:td[^>]*|dd)><a href="([^"]+)" rel="nofollow">([\d.]+)</a>')


def _spread(site: Site) -> None:
    site.add_qualified(name="Yayasan Contoh Satu", region="73.71", urusan=("1.02", "1.06"))
    site.add(name="Yayasan Contoh Dua", region="73.06", urusan=("1.02",))
    site.add(name="Yayasan Contoh Tiga", region="32.73", urusan=("1.06",))


def _empty(page: Page, field: str) -> int:
    """Return what the column of empty places says of a field."""
    row = page.html[page.html.index(field, page.html.index("<table")) :].partition("</tr>")[0]
    return int(re.findall(r'<td class="sum">(\d+)</td>', row)[0])


@pytest.mark.parametrize("query", ["", "?region=73", "?urusan=1.06", "?region=73&urusan=1.02"])
def test_every_number_is_the_total_of_the_list_it_leads_to(
    site: Site, public: Visitor, query: str
) -> None:
    _spread(site)
    linked = _LINKED.findall(public.open(f"/cakupan{query}").html)
    assert len(linked) >= 4
    for address, number in set(linked):
        assert f"{number} organisasi" in public.open(html.unescape(address)).text
    assert any("qualified_on=2026-11-20" in address for address, _ in linked)


def test_the_table_leads_into_a_province_and_into_a_field(site: Site, public: Visitor) -> None:
    _spread(site)
    nation = public.open("/cakupan")
    assert nation.links["Sulawesi Selatan"] == "/cakupan?region=73"
    assert nation.links["Kesehatan"] == "/cakupan?urusan=1.02"
    inside = public.open("/cakupan?region=73&basis=declared&qualified_on=2026-12-01")
    assert inside.links["Kesehatan"] == (
        "/cakupan?urusan=1.02&region=73&qualified_on=2026-12-01&basis=declared"
    )
    assert "memenuhi syarat pada 1 Desember 2026" in inside.text
    assert "Dasar: pernyataan organisasi" in inside.text
    assert inside.forms["/cakupan"].sent["region"] == ["73"]


def test_a_field_lists_where_somebody_is_and_where_nobody_is(site: Site, public: Visitor) -> None:
    _spread(site)
    page = public.open("/cakupan?urusan=1.02")
    somewhere, nowhere = page.text.split("Belum ada satu pun di 37")
    assert "Sulawesi Selatan 2 1" in somewhere
    assert "Jawa Barat" in nowhere
    assert "dari 514 kabupaten dan kota tanpa satu pun 512" in page.text
    inside = public.open("/cakupan?urusan=1.02&region=73").text
    assert "Belum ada satu pun di 22" in inside


def test_the_column_of_what_is_empty_says_what_it_counts(site: Site, public: Visitor) -> None:
    _spread(site)
    nation, inside = public.open("/cakupan"), public.open("/cakupan?region=73")
    assert "Semua Provinsi kosong" in nation.text
    assert "Semua Kabupaten/kota kosong" in inside.text
    assert _empty(nation, "Semua bidang") == 36
    assert _empty(inside, "Semua bidang") == 22


def test_the_map_leads_into_provinces_and_then_to_lists(site: Site, public: Visitor) -> None:
    _spread(site)
    said = "Provinsi Sulawesi Selatan: 2 tayang, 1 memenuhi syarat"
    assert public.open("/cakupan").links[said] == "/cakupan?region=73"
    inside = public.open("/cakupan?region=73").links
    assert inside["Kota Makassar: 1 tayang, 1 memenuhi syarat"] == "/?region=73.71"
    assert "Kota Bandung: 1 tayang, 0 memenuhi syarat" not in inside


def test_the_csv_says_what_the_page_says(site: Site, public: Visitor) -> None:
    _spread(site)
    address = public.open("/cakupan?region=73&urusan=1.02").links["Unduh CSV"]
    saved = public.client.get(address)
    assert (saved.status_code, saved.mimetype) == (200, "text/csv")
    assert "attachment" in saved.headers["Content-Disposition"]
    assert saved.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(saved.data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 24
    counts = {row["kode_wilayah"]: (row["tayang"], row["memenuhi_syarat"]) for row in rows}
    assert counts["73.71"] == ("1", "1")
    assert counts["73.06"] == ("1", "0")
    assert counts["73.01"] == ("0", "0")


def test_an_empty_registry_says_so(public: Visitor) -> None:
    page = public.open("/cakupan?urusan=1.02")
    assert "Belum ada organisasi di bidang ini." in page.text
    assert "Belum ada satu pun di 38" in page.text
    assert '<svg class="map' not in page.html


def test_mistakes_are_named_and_the_whole_is_shown(site: Site, public: Visitor) -> None:
    _spread(site)
    page = public.open("/cakupan?qualified_on=besok&urusan=9.99&region=73.71&wilayah=1")
    assert page.status == 400
    for word in ("Memenuhi syarat pada", "Bidang urusan", "Wilayah", "wilayah"):
        assert f"{word}:" in page.text
    assert page.forms["/cakupan"].sent["qualified_on"] == ["2026-11-20"]
    assert page.links["Sulawesi Selatan"] == "/cakupan?region=73"
    assert public.client.get("/cakupan.csv?urusan=9.99").status_code == 400
    assert public.open("/cakupan?region=73&region=32").status == 400


def test_who_sits_in_a_province_alone_is_counted_without_a_list(
    site: Site, public: Visitor
) -> None:
    site.add(region="73", urusan=("1.02",))
    page = public.open("/cakupan?region=73")
    assert "1 organisasi" in public.open("/?region=73").text
    assert '<th scope="col" class="turned"><span>Sulawesi Selatan</span></th>' in page.html
    site.add(region="73.71", urusan=("1.06",))
    assert _empty(public.open("/cakupan?region=73"), "Sosial") == 23
