"""What speaks for an organization: on its page, and in the form that keeps its profile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fixtures.factories import ExperienceFactory, StrengthsFactory
from linkreg.profile import Strengths
from linkreg.records import OrganizationRecord
from linkreg.vocabulary import AccountabilityStandard
from tests.pages.conftest import Site, Visitor
from tests.pages.reading import Page

LogIn = Callable[[str], Visitor]

ALL = StrengthsFactory(
    audited_years=(2022, 2024),
    accountability_standards=(AccountabilityStandard.FINANCE, AccountabilityStandard.COMPLAINTS),
    open_government_commitments=("Anggaran <desa> terbuka", "Kanal pengaduan"),
    catalogue_url="https://katalog.contoh.example/a",
)
WORKS = (
    ExperienceFactory(start_year=2021, end_year=2023, urusan=("1.02",)),
    ExperienceFactory(start_year=2025, urusan=("1.06",)),
)


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    return site.add(strengths=ALL, experiences=WORKS, keeper="pengurus")


def edit(visitor: Visitor, record: OrganizationRecord, **typed: object) -> Page:
    return visitor.fill_in(record.id, "bidang", **typed)


def test_the_page_has_a_line_for_each_and_says_that_none_is_required(
    public: Visitor, record: OrganizationRecord
) -> None:
    page = public.open(f"/ormas/{record.id}")
    for words in (
        "Bukan persyaratan; hanya menambah keterangan.",
        "Laporan keuangan diaudit untuk tahun buku 2022, 2024",
        "Pengalaman pada 4 tahun kalender (terakhir 2025)",
        "Kesehatan 3 tahun; Sosial 1 tahun",
        "Menerapkan 2 dari 7 standar akuntabilitas Konsil LSM Indonesia",
        "Manajemen keuangan yang terbuka dan terpercaya; Penanganan pengaduan",
        "Anggaran <desa> terbuka; Kanal pengaduan",
    ):
        assert words in page.text
    assert page.links["katalog.contoh.example/a"] == ALL.catalogue_url


def test_an_organization_without_strengths_has_no_such_section(site: Site, public: Visitor) -> None:
    assert "Kelebihan" not in public.open(f"/ormas/{site.add().id}").text


def test_strengths_are_filled_in(site: Site, logged_in: LogIn) -> None:
    record = site.add(keeper="pengurus")
    page = edit(
        logged_in("pengurus"),
        record,
        strengths__audited_years="2024; 2022 2024,2023,",
        strengths__accountability_standards=["complaints", "staff"],
        strengths__open_government_commitments="\r\nAnggaran desa terbuka\r\n\r\n Kanal pengaduan \r\n",
        strengths__catalogue_url="https://katalog.contoh.example/b",
    )
    assert page.status == 200, page.text
    assert site.registry.get(record.id).profile.strengths == Strengths(
        (2022, 2023, 2024),
        (AccountabilityStandard.COMPLAINTS, AccountabilityStandard.STAFF),
        ("Anggaran desa terbuka", "Kanal pengaduan"),
        "https://katalog.contoh.example/b",
    )


def test_saving_them_as_they_are_changes_nothing(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper = logged_in("pengurus")
    address = f"/ormas/{record.id}/isi/bidang"
    form = keeper.open(address)
    assert "(4 terisi)" in form.text
    assert form.forms[address].sent["strengths-audited_years"] == ["2022, 2024"]
    edit(keeper, record)
    assert site.registry.get(record.id).version == record.version


def test_emptying_clears_them(site: Site, record: OrganizationRecord, logged_in: LogIn) -> None:
    edit(
        logged_in("pengurus"),
        record,
        strengths__audited_years=" ",
        strengths__accountability_standards=None,
        strengths__open_government_commitments="",
        strengths__catalogue_url="",
    )
    assert site.registry.get(record.id).profile.strengths == Strengths()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("audited_years", "2024, 0", "Isian ke-2: Tahun antara 1900 dan 2100."),
        ("audited_years", ", 9999", "Isian ke-1: Tahun antara 1900 dan 2100."),
        ("audited_years", "2022-2024", "Isian ke-1: Harus bilangan bulat."),
        ("audited_years", "²⁰²⁴", "Isian ke-1: Harus bilangan bulat."),
        ("audited_years", " ".join(map(str, range(1950, 2010))), "Paling banyak 50."),
        ("accountability_standards", ["finance", "semua"], "Kode tidak dikenal"),
        (
            "open_government_commitments",
            "Data terbuka\r\n\r\nOleh 7371010101900001",
            "Baris 3: Memuat 16 angka yang menyerupai NIK.",
        ),
        ("open_government_commitments", "a\n" + "b" * 301, "Baris 2: Terlalu panjang"),
        ("open_government_commitments", "baris\n" * 300, "Paling banyak 20."),
        ("catalogue_url", "http://katalog.contoh.example/a", "Bukan alamat"),
        ("catalogue_url", "katalog contoh", "Bukan alamat"),
    ],
)
def test_a_mistake_is_led_back_to_its_field_and_unfolds_it(  # noqa: PLR0917
    site: Site,
    record: OrganizationRecord,
    logged_in: LogIn,
    field: str,
    typed: str | list[str],
    said: str,
) -> None:
    page = edit(logged_in("pengurus"), record, **{f"strengths__{field}": typed})
    assert page.status == 422
    assert said in page.text
    assert f'<a href="#strengths-{field}">' in page.html
    folded = page.html.partition('id="bagian-kelebihan"')[2]
    assert '<details class="fold" open>' in folded
    assert site.registry.get(record.id).profile.strengths == ALL


def test_of_two_who_change_the_same_the_second_is_told(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/isi/bidang"
    form = keeper.open(action)
    changes = {"strengths": {"audited_years": [2021]}}
    site.registry.update(record.id, changes, version=record.version)
    page = keeper.send(
        form,
        action,
        strengths__audited_years="2022",
        strengths__open_government_commitments="Kanal pengaduan",
    )
    assert page.status == 412
    stored = page.text.partition("Yang tersimpan sekarang:")[2]
    assert "Tahun buku dengan laporan keuangan yang diaudit 2021" in stored
    assert "Komitmen dalam rencana aksi OGI Anggaran <desa> terbuka; Kanal pengaduan" in stored
