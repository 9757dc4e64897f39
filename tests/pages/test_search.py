from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from linkreg.profile import Identifier
from linkreg.vocabulary import IdentifierScheme
from tests.pages.conftest import Site, Visitor

NUMBERS = (
    Identifier(IdentifierScheme.NPWP, "0990001463000000"),
    Identifier(IdentifierScheme.SK_AHU, "AHU-9000146.AH.01.04.Tahun 2015"),
)


def test_without_organizations_it_invites_to_register(public: Visitor) -> None:
    page = public.open("/")
    assert "Belum ada organisasi yang tayang" in page.text
    assert page.links["Daftarkan organisasi"] == "/daftar"


def test_a_result_says_who_where_what_and_until_when_it_qualifies(
    site: Site, public: Visitor
) -> None:
    record = site.add_qualified(name="Yayasan Contoh Ibu Sehat", short_name="YCIS")
    page = public.open("/?q=posyandu")
    assert page.links["Yayasan Contoh Ibu Sehat"] == f"/ormas/{record.id}"
    for words in (
        "YCIS",
        "Kota Makassar, Sulawesi Selatan",
        "Kesehatan",
        "Memenuhi syarat sampai 31 Desember 2026",
        "1 organisasi",
    ):
        assert words in page.text
    assert "<mark>posyandu</mark>" in page.html


def test_what_is_written_in_names_and_queries_never_becomes_markup(
    site: Site, public: Visitor
) -> None:
    site.add(name="Yayasan <script>alert(1)</script> Contoh", description="<b>tebal</b> & contoh")
    page = public.open('/?q=contoh+"><script>alert(2)</script>')
    found = public.open("/?q=contoh")
    for html in (page.html, found.html):
        assert "<script>" not in html
        assert "<b>tebal" not in html
    assert "&lt;script&gt;" in found.html


def test_found_words_are_marked_in_names(site: Site, public: Visitor) -> None:
    site.add(name="Yayasan Contoh Air <Bersih>")
    page = public.open("/?q=air")
    assert "Yayasan Contoh <mark>Air</mark> &lt;Bersih&gt;" in page.html


def test_the_form_keeps_what_was_asked(site: Site, public: Visitor) -> None:
    site.add()
    address = "/?q=contoh&urusan=1.02&qualified_on=2026-11-20&basis=declared&sort=name&region=73"
    sent = public.open(address).forms["/"].sent
    assert sent == {
        "q": ["contoh"],
        "urusan": ["1.02"],
        "qualified_on": ["2026-11-20"],
        "basis": ["declared"],
        "sort": ["name"],
        "region": ["73"],
    }


def test_each_filter_at_work_can_be_dropped_by_itself(site: Site, public: Visitor) -> None:
    site.add()
    page = public.open("/?q=contoh&region=73&urusan=1.02&urusan=1.06")
    dropped = {label: to for label, to in page.links.items() if label.startswith("Hapus")}
    assert dropped == {
        "Hapus saringan Provinsi Sulawesi Selatan×": "/?q=contoh&urusan=1.02&urusan=1.06",
        "Hapus saringan Kesehatan×": "/?q=contoh&region=73&urusan=1.06",
        "Hapus saringan Sosial×": "/?q=contoh&region=73&urusan=1.02",
        "Hapus semua": "/?q=contoh",
    }


def test_only_those_that_qualify_on_the_day_remain(site: Site, public: Visitor) -> None:
    site.add_qualified(name="Yayasan Contoh Lengkap")
    site.add(name="Yayasan Contoh Kurang")
    today = public.open("/").links["Hanya yang memenuhi syarat hari ini"]
    assert today == "/?qualified_on=2026-11-20"
    page = public.open(today)
    assert "Yayasan Contoh Lengkap" in page.text
    assert "Yayasan Contoh Kurang" not in page.text
    assert "0 organisasi" in public.open("/?qualified_on=2027-01-01").text


def test_pages_follow_each_other_without_loss(site: Site, public: Visitor) -> None:
    names = {site.add(name=f"Yayasan Contoh Urut {n}").profile.name for n in range(5)}
    seen: set[str] = set()
    address: str | None = "/?limit=2&sort=name"
    while address:
        page = public.open(address)
        assert "dari 5" in page.text
        seen |= {name for name in names if name in page.links}
        address = page.links.get("Berikutnya")
    assert seen == names
    assert page.links["Sebelumnya"] == "/?sort=name&limit=2&offset=2"


def test_a_page_beyond_the_end_says_so(site: Site, public: Visitor) -> None:
    site.add()
    page = public.open("/?offset=40")
    assert "Halaman ini kosong" in page.text
    assert page.links["Sebelumnya"] == "/?offset=20"


def test_a_place_in_the_words_can_be_made_a_filter_and_taken_back(
    site: Site, public: Visitor
) -> None:
    site.add(name="Yayasan Contoh Sini", region="73.71", description="Kesehatan ibu contoh.")
    site.add(name="Yayasan Contoh Sana", region="32.73", description="Kesehatan ibu contoh.")
    page = public.open("/?q=kesehatan+ibu+di+Makassar")
    assert "2 organisasi" in page.text
    inside = page.links["Hanya di Kota Makassar"]
    assert inside == "/?q=kesehatan+ibu+di+Makassar&region=73.71"
    narrowed = public.open(inside)
    assert "1 organisasi" in narrowed.text
    assert "Hanya di" not in narrowed.text
    back = narrowed.links["Hapus saringan Kota Makassar, Sulawesi Selatan×"]
    assert back == "/?q=kesehatan+ibu+di+Makassar"


def test_a_name_that_two_places_bear_offers_both(site: Site, public: Visitor) -> None:
    site.add()
    links = public.open("/?q=contoh+Bandung").links
    assert links["Hanya di Kabupaten Bandung"] == "/?q=contoh+Bandung&region=32.04"
    assert links["Hanya di Kota Bandung"] == "/?q=contoh+Bandung&region=32.73"
    assert "Hanya di Provinsi Jambi" in public.open("/?q=contoh+Jambi").links


def test_a_result_says_where_the_words_matched(site: Site, public: Visitor) -> None:
    site.add(
        name="Yayasan Contoh Ibu Sehat",
        region="73.71",
        urusan=("1.02",),
        description="Contoh kader.",
    )
    text = public.open("/?q=kesehatan+kader+di+Makassar").text
    assert "Cocok pada: nama (Sehat), bidang kerja (Kesehatan" in text
    assert "tempat (Kota Makassar)" in text
    assert "uraian (kader)" in text
    assert "Cocok pada" not in public.open("/").text


@pytest.mark.parametrize(
    "typed",
    [
        "yayasan  contoh JEMBATAN",
        "0990001463000000",
        "99.000.146.3-000.000",
        "NPWP 0990-0014-6300-0000",
        "ahu 9000146 ah 01 04 tahun 2015",
    ],
)
def test_a_name_or_number_leads_straight_to_its_organization(
    site: Site, public: Visitor, typed: str
) -> None:
    record = site.add(name="Yayasan Contoh Jembatan", identifiers=NUMBERS)
    answer = public.client.get("/", query_string={"q": typed})
    assert (answer.status_code, answer.location) == (302, f"/ormas/{record.id}")


def test_beside_a_filter_the_organization_named_is_only_pointed_at(
    site: Site, public: Visitor
) -> None:
    record = site.add(name="Yayasan Contoh Jembatan", region="73.71", identifiers=NUMBERS)
    page = public.open("/?q=0990001463000000&region=32")
    assert page.links["Yayasan Contoh Jembatan"] == f"/ormas/{record.id}"
    assert "0 organisasi" in page.text


def test_a_name_of_two_or_of_one_that_is_not_public_leads_nowhere(
    site: Site, public: Visitor
) -> None:
    for region in ("73.71", "32.73"):
        site.add(name="Yayasan Contoh Kembar", region=region)
    site.add(name="Yayasan Contoh Tunggu", published=False)
    assert "2 organisasi" in public.open("/?q=yayasan+contoh+kembar").text
    assert public.open("/?q=yayasan+contoh+tunggu").status == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=air&qualified_on=besok", "Memenuhi syarat pada: Bukan tanggal"),
        ("q=air&urusan=9.99", "Bidang urusan: Kode urusan '9.99' tidak dikenal"),
        ("q=air&strength=murah", "Kelebihan: Kode tidak dikenal"),
        ("q=air&utm_source=wa", "utm_source: Isian ini tidak dikenal"),
        ("q=air&q=api", "Kata pencarian: Harus berupa teks"),
        ("q=air&limit=0", "Jumlah per halaman: Antara 1 dan 100"),
        ("q=air&sort=distance", "Urutan: Isi juga near"),
        ("q=a%00b", "Kata pencarian: Memuat karakter kendali"),
        ("q=air&a%2Fb=1&qualified_on=x", "Bukan tanggal"),
    ],
)
def test_a_wrong_parameter_is_named_on_the_page(public: Visitor, query: str, said: str) -> None:
    page = public.open(f"/?{query}")
    assert page.status == 400
    assert said in page.text
    assert "Lanjutkan tanpa isian yang keliru" in page.links


def test_the_form_stays_as_it_was_typed_beside_a_mistake(site: Site, public: Visitor) -> None:
    site.add()
    page = public.open("/?q=air&qualified_on=besok&urusan=1.02")
    sent = page.forms["/"].sent
    assert (sent["q"], sent["urusan"]) == (["air"], ["1.02"])
    assert sent["qualified_on"] == [""]  # a browser shows no other words in a field for a date
    assert page.links["Lanjutkan tanpa isian yang keliru"] == "/?q=air&urusan=1.02"


def test_every_parameter_of_the_api_is_understood(site: Site, public: Visitor) -> None:
    site.add(operating_regions=("73",))
    page = public.open(
        "/?operating_region=73.06&near=73.71&within_km=50&changed_since=2026-01-01"
        "&status=published&sort=distance&facets=urusan&highlight=true"
    )
    assert page.status == 200
    assert "1 organisasi" in page.text
    assert "Dalam 50 km dari Kota Makassar" in page.text
    assert "Berubah sejak 1 Januari 2026" in page.text


def test_what_is_not_public_is_searched_by_officers_only(
    site: Site, public: Visitor, logged_in: Callable[[str], Visitor]
) -> None:
    site.add(name="Yayasan Contoh Baru", published=False)
    assert public.client.get("/?status=submitted").location.startswith("/masuk?next=")
    assert "0 organisasi" in logged_in("tetangga").open("/?status=submitted").text
    assert "Yayasan Contoh Baru" in logged_in("petugas").open("/?status=submitted").text


def test_the_first_page_stays_light(site: Site, public: Visitor) -> None:
    for n in range(20):
        site.add(name=f"Yayasan Contoh Ringan {n}", description="Kader posyandu contoh. " * 40)
    page = public.client.get("/").text
    assert len(page) < 45_000
    linked = [
        *re.findall(r'<script src="([^"]+)"', page),
        *re.findall(r'sheet" href="([^"]+)"', page),
    ]
    assert len(linked) == 3
    transferred = 0
    for address in ("/", *linked):
        with public.client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.content_encoding == "gzip"
            transferred += len(answer.data)
    assert transferred < 60_000


def test_from_a_place_the_nearest_come_first_with_their_distance(
    site: Site, public: Visitor
) -> None:
    far = site.add(name="Yayasan Contoh Jauh", region="73.08", operating_regions=())
    near = site.add(name="Yayasan Contoh Sini", region="73.71", operating_regions=())
    site.add(name="Yayasan Contoh Seberang", region="32.73", operating_regions=())
    page = public.open("/?near=73.71&within_km=200&sort=distance")
    profiles = [to for to in page.links.values() if to.startswith("/ormas/")]
    assert profiles == [f"/ormas/{near.id}", f"/ormas/{far.id}"]
    assert "0 km" in page.text
    assert page.links["Hapus saringan Dalam 200 km dari Kota Makassar, Sulawesi Selatan×"] == "/"
