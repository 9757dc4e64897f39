from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import segno

from api.exposure import exposure_of
from api.health import EXPOSURE
from fixtures.factories import (
    EvidenceFactory,
    ExperienceFactory,
    IdentifierFactory,
    qualifying_evidence,
)
from linkreg.settings import load_settings
from linkreg.vocabulary import EvidenceKind, EvidenceState, LegalForm, OrganizationStatus
from tests.pages.conftest import TODAY, Site, Visitor

LogIn = Callable[[str], Visitor]


def test_it_tells_who_what_where_and_how_to_reach_them(site: Site, public: Visitor) -> None:
    work = ExperienceFactory(
        title="Pelatihan Kader Contoh", start_year=2023, end_year=2024, value=1_250_000_000
    )
    record = site.add(name="Yayasan Contoh Ibu", short_name="YCI", experiences=(work,))
    page = public.open(f"/ormas/{record.id}")
    for words in (
        "Yayasan Contoh Ibu",
        "YCI Yayasan Kota Makassar",
        "Kota Makassar, Sulawesi Selatan",
        "Pelatihan Kader Contoh",
        "2023–2024",
        "Rp 1.250.000.000",
        "17 Mei 2012",
        "Tenaga tetap: 5 orang (3 perempuan, 2 laki-laki)",
        record.profile.contact.email or "",
    ):
        assert words in page.text


def test_the_sheet_gives_each_requirement_an_outcome_a_reason_and_its_source(
    site: Site, public: Visitor
) -> None:
    page = public.open(f"/ormas/{site.add_qualified().id}")
    assert page.html.count('<th scope="row">') == 8
    assert "Memenuhi syarat" in page.text
    assert "Berlaku 1 Januari 2026 sampai 31 Desember 2026" in page.text
    assert (
        "Cetakan Konfirmasi Status Wajib Pajak (KSWP) berlaku sampai 31 Desember 2026." in page.text
    )
    assert "Peraturan LKPP 3/2021, Lampiran" in page.text
    assert page.text.count("belum dikonfirmasi") == 9
    assert "Yang perlu dilakukan" not in page.text


def test_every_outcome_has_a_shape_beside_its_word(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add().id}")
    for word in ("Belum lengkap", "Belum diketahui", "Tidak berlaku"):
        before = page.html.partition(f"</svg>{word}")[0]
        assert before.rpartition('<use href="#')[2].startswith("i-")


def test_next_steps_say_what_to_do(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add().id}")
    assert "Yang perlu dilakukan" in page.text
    assert "Sampaikan Akta pendirian." in page.text


def test_next_steps_cite_the_article_they_serve(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add().id}")
    step = page.html.partition("Sampaikan Akta pendirian.")[2].partition("</li>")[0]
    assert "Untuk: Berbadan hukum." in step
    assert (
        '<span class="cite">Lampiran, persyaratan Ormas Pelaksana Swakelola, huruf a</span>' in step
    )


def test_day_and_basis_can_be_chosen(site: Site, public: Visitor) -> None:
    waiting = tuple(
        EvidenceFactory(
            kind=document.kind,
            issued_on=document.issued_on,
            valid_until=document.valid_until,
            state=EvidenceState.PENDING,
        )
        for document in qualifying_evidence(TODAY)
    )
    address = f"/ormas/{site.add(evidence=waiting).id}"
    assert "Belum lengkap" in public.open(address).text
    declared = public.open(f"{address}?basis=declared")
    assert "Memenuhi syarat Berlaku" in declared.text
    assert declared.forms[address].sent == {
        "basis": ["declared"],
        "on": ["2026-11-20"],
        "until": [""],
        "package_urusan": [""],
    }
    later = public.open(f"{address}?basis=declared&on=2027-02-01")
    assert "Tidak memenuhi syarat" in later.text
    assert "1 Februari 2027" in later.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("on=besok", "Bukan tanggal"),
        ("on=2010-01-01", "Tidak ada aturan yang berlaku"),
        ("basis=rumor", "Kode tidak dikenal"),
        ("warna=biru", "Isian ini tidak dikenal"),
    ],
)
def test_a_wrong_parameter_is_named_and_today_is_shown(
    site: Site, public: Visitor, query: str, said: str
) -> None:
    page = public.open(f"/ormas/{site.add().id}?{query}")
    assert page.status == 400
    assert said in page.text
    assert "pada 20 November 2026" in page.text


def test_a_past_day_is_judged_by_what_was_known_then_and_says_so(
    site: Site, public: Visitor
) -> None:
    address = f"/ormas/{site.add().id}"
    site.now += timedelta(days=1)
    site.registry.update(address.rpartition("/")[2], {"legal_form": "unincorporated"}, version=2)
    assert "Tidak memenuhi syarat" in public.open(address).text
    then = public.open(f"{address}?on=2026-11-20")
    assert "Belum lengkap" in then.text
    assert "menurut isi registri pada akhir hari itu (versi 2; sekarang versi 3)" in then.text
    assert "akhir hari itu" not in public.open(f"{address}?on=2026-11-21").text


def test_a_day_on_which_it_was_not_known_is_told_and_today_is_shown(
    site: Site, public: Visitor
) -> None:
    page = public.open(f"/ormas/{site.add().id}?on=2026-11-19")
    assert page.status == 404
    assert "organisasi ini belum tercatat; ia tercatat sejak 20 November 2026" in page.text
    assert "pada 20 November 2026" in page.text


def test_it_lists_when_the_verdict_changed_and_will_change(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add_qualified().id}")
    _, _, turns = page.text.partition("Perubahan hasil")
    past, _, coming = turns.partition("1 Januari 2027")
    assert "2026 Memenuhi syarat" in past
    assert coming.lstrip().startswith("Tidak memenuhi syarat")
    assert "(KSWP) berakhir pada 31 Desember 2026." in coming


def test_a_verdict_that_never_changes_says_so(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add(legal_form=None).id}")
    assert "Perubahan hasil" in page.text
    assert "Hasil sama pada setiap hari." in page.text


@pytest.mark.parametrize("address", ["/ormas/tidak-ada", "/ormas/a%00b", "/ormas/%22%3E%3Cb%3E"])
def test_what_does_not_exist_is_not_found(public: Visitor, address: str) -> None:
    page = public.open(address)
    assert page.status == 404
    assert "Tidak ditemukan" in page.text


def test_a_profile_that_is_not_public_is_shown_to_those_it_concerns_only(
    site: Site, public: Visitor, logged_in: LogIn
) -> None:
    record = site.add(published=False, keeper="pengurus")
    address = f"/ormas/{record.id}"
    assert public.open(address).status == 404
    assert logged_in("tetangga").open(address).status == 404
    assert "Menunggu penayangan" in logged_in("petugas-kota").open(address).text
    own = logged_in("pengurus").open(address)
    assert "Petugas akan memeriksa dan menayangkannya" in own.text


def test_documents_are_for_the_organization_and_its_officers(
    site: Site, public: Visitor, logged_in: LogIn
) -> None:
    deed = EvidenceFactory(
        kind=EvidenceKind.DEED, number="AKTA-RAHASIA-9", issuer="Notaris Contoh", note="Jelas."
    )
    address = f"/ormas/{site.add(evidence=(deed,), keeper='pengurus').id}"
    for stranger in (public, logged_in("tetangga")):
        page = stranger.open(address)
        for hidden in (
            "AKTA-RAHASIA-9",
            "Notaris Contoh",
            "Jelas.",
            "Tambah dokumen",
            "Ubah profil",
        ):
            assert hidden not in page.text
    for insider in (logged_in("petugas"), logged_in("pengurus")):
        page = insider.open(address)
        assert "Bukti: Akta pendirian AKTA-RAHASIA-9" in page.text
        assert "Jelas." in page.text
        assert "Tambah dokumen" in page.text


def test_hostile_text_in_a_profile_stays_text(site: Site, logged_in: LogIn) -> None:
    evil = '"><script>alert(1)</script>'
    record = site.add(
        name=f"Yayasan Contoh {evil}",
        description=evil,
        evidence=(EvidenceFactory(number=evil, issuer=evil),),
        keeper="pengurus",
    )
    page = logged_in("pengurus").open(f"/ormas/{record.id}")
    assert "<script>" not in page.html
    assert page.html.count("&lt;script&gt;") >= 4


def test_a_number_that_looks_unusual_is_pointed_out_to_insiders(
    site: Site, public: Visitor, logged_in: LogIn
) -> None:
    odd = IdentifierFactory(scheme="sk_ahu", id="SK ANEH 7")
    address = f"/ormas/{site.add(identifiers=(odd,)).id}"
    assert "Perlu dilihat lagi" in logged_in("petugas").open(address).text
    assert "Perlu dilihat lagi" not in public.open(address).text


def test_an_empty_profile_is_no_broken_page(site: Site, public: Visitor) -> None:
    profile = {"name": "Perkumpulan Contoh", "region": "73.71"}
    record = site.registry.register(profile, status=OrganizationStatus.PUBLISHED)
    page = public.open(f"/ormas/{record.id}")
    assert "Belum ada uraian." in page.text
    assert "None" not in page.text


def test_an_unincorporated_group_learns_what_would_change_it(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add(legal_form=LegalForm.UNINCORPORATED).id}")
    assert "Tidak memenuhi syarat" in page.text
    assert "Tidak dapat dipenuhi dengan dokumen saja" in page.text


def test_a_lapsed_document_says_since_when(site: Site, public: Visitor) -> None:
    lease = EvidenceFactory(
        kind=EvidenceKind.OFFICE_LEASE,
        issued_on=date(2024, 1, 2),
        valid_until=date(2026, 3, 31),
    )
    page = public.open(f"/ormas/{site.add(evidence=(lease,)).id}")
    assert "berakhir pada 31 Maret 2026." in page.text
    assert "sejak 1 April 2026" in page.text


def test_a_package_and_the_months_of_its_contract_are_judged(site: Site, public: Visitor) -> None:
    address = f"/ormas/{site.add_qualified(urusan=('1.02',), experiences=()).id}"
    page = public.open(f"{address}?until=2027-02-28&package_urusan=1.06&partnering=true")
    assert "tidak memenuhi syarat sejak 20 November 2026" in page.text
    assert "Bidang organisasi tidak sama dengan bidang paket (1.06)." in page.text
    assert "Belum ada Perjanjian kemitraan." in page.text
    assert page.forms[address].sent["package_urusan"] == ["1.06"]
    assert page.forms[address].sent["partnering"] == ["true"]
    inside = public.open(f"{address}?until=2026-12-31")
    assert "memenuhi syarat pada setiap hari." in inside.text
    after = public.open(f"{address}?until=2027-01-31")
    assert "tidak memenuhi syarat sejak 1 Januari 2027." in after.text


def test_a_period_that_ends_before_it_begins_is_told(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add().id}?on=2026-11-20&until=2026-11-19")
    assert page.status == 400
    assert "sebelum mulai pada 20 November 2026" in page.text


def _told_to_search_engines(html: str) -> dict[str, Any] | None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1]) if found else None


def test_search_engines_are_told_what_the_public_sees(site: Site, public: Visitor) -> None:
    record = site.add(name="Yayasan </script><b>Contoh")
    told = _told_to_search_engines(public.open(f"/ormas/{record.id}").html)
    assert told is not None
    assert told["name"] == "Yayasan </script><b>Contoh"
    assert told["@id"] == f"http://localhost/ormas/{record.id}"
    assert not any(member.name in json.dumps(told) for member in record.profile.board)


def test_search_engines_are_told_nothing_of_what_is_not_published(
    site: Site, logged_in: LogIn
) -> None:
    page = logged_in("petugas").open(f"/ormas/{site.add(published=False).id}")
    assert _told_to_search_engines(page.html) is None
    assert '<meta name="robots" content="noindex">' in page.html


def test_paper_says_of_which_day_it_is_and_where_that_day_is_found_again(
    site: Site, public: Visitor
) -> None:
    address = f"/ormas/{site.add().id}"
    page = public.open(address)
    assert "Data per tanggal 20 November 2026." in page.text
    assert f"http://localhost{address}?on=2026-11-20" in page.text
    code = segno.make(f"http://localhost{address}?on=2026-11-20", error="m", micro=False)
    assert code.svg_inline(omitsize=True, border=2).partition(' d="')[2][:200] in page.html
    asked = public.open(f"{address}?basis=declared&until=2027-02-28&package_urusan=1.06")
    again = "?on=2026-11-20&basis=declared&until=2027-02-28&package_urusan=1.06"
    assert f"http://localhost{address}{again}" in asked.text
    assert public.open(f"{address}{again}").status == 200


def test_paper_names_the_site_by_the_address_the_office_gave_it(
    site: Site, public: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings({"LINKREG_PUBLIC_URL": "https://ormas.contoh.example/"})
    monkeypatch.setitem(site.app.extensions, EXPOSURE, exposure_of(settings))
    address = f"/ormas/{site.add().id}"
    page = public.open(address)
    assert f"https://ormas.contoh.example{address}?on=2026-11-20" in page.text
    assert f'<link rel="canonical" href="https://ormas.contoh.example{address}">' in page.html


def test_what_is_not_met_lies_open_and_what_is_met_is_folded(site: Site, public: Visitor) -> None:
    page = public.open(f"/ormas/{site.add_qualified().id}?on=2026-11-20")
    lapsed = public.open(f"/ormas/{site.add_qualified().id}?on=2027-02-01&basis=declared")
    rows = re.findall(r'<tr class="(\w+)">.*?<details( open)?>', lapsed.html, re.DOTALL)
    assert {outcome for outcome, is_open in rows if is_open} == {"not_met"}
    assert ("met", "") in rows
    assert "<details open><summary>Alasan" not in page.html


def test_a_long_track_record_shows_the_newest_first_and_folds_the_rest(
    site: Site, public: Visitor
) -> None:
    works = tuple(
        ExperienceFactory(title=f"Pekerjaan {year}", start_year=year) for year in range(2010, 2025)
    )
    page = public.open(f"/ormas/{site.add(experiences=works).id}")
    newest, _, older = page.text.partition("7 pengalaman yang lebih lama")
    assert "Pekerjaan 2024" in newest
    assert "Pekerjaan 2010" not in newest
    assert "Pekerjaan 2010" in older


def test_the_form_for_documents_is_folded_until_it_is_needed(site: Site, logged_in: LogIn) -> None:
    record = site.add(evidence=(EvidenceFactory(kind=EvidenceKind.DEED),), keeper="pengurus")
    address = f"/ormas/{record.id}"
    officer = logged_in("petugas")
    page = officer.open(address)
    assert '<details class="fold"><summary>Dokumen baru' in page.html
    refused = officer.send(page, f"{address}/dokumen", kind="")
    assert '<details class="fold" open><summary>Dokumen baru' in refused.html
    fresh = site.add(name="Yayasan Contoh Baru", keeper="pengurus-baru")
    own = logged_in("pengurus-baru").open(f"/ormas/{fresh.id}")
    assert '<details class="fold" open><summary>Dokumen baru' in own.html
