"""What the search page proposes when words or filters find nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linkreg.vocabulary import BeneficiaryGroup, LegalForm, Service
from tests.pages.conftest import Site, Visitor


def test_nothing_found_names_the_filter_to_drop(site: Site, public: Visitor) -> None:
    site.add(urusan=("1.02",))
    page = public.open("/?q=contoh&urusan=3.26&region=73")
    assert "Tidak ada organisasi yang cocok" in page.text
    assert page.links["Tanpa saringan bidang urusan"] == "/?q=contoh&region=73"
    assert "Tanpa saringan wilayah" not in page.text


def test_where_no_single_filter_is_to_blame_all_may_go(site: Site, public: Visitor) -> None:
    site.add(name="Yayasan Contoh Air", urusan=("1.02",), region="73.71")
    page = public.open("/?q=air&urusan=3.26&region=32")
    assert page.links["Tanpa semua saringan"] == "/?q=air"


def test_a_misspelt_word_is_answered_as_the_nearest(site: Site, public: Visitor) -> None:
    record = site.add(name="Yayasan Contoh", description="Kami mendampingi posyandu.")
    page = public.open("/?q=posyandi+contoh&region=73")
    assert "ini hasil untuk posyandu contoh" in page.text
    assert page.links["posyandu contoh"] == "/?q=posyandu+contoh&region=73"
    assert page.links["Yayasan Contoh"] == f"/ormas/{record.id}"
    assert "<mark>posyandu</mark>" in page.html


def test_a_misspelt_word_in_quotation_marks_is_only_answered_with_the_nearest(
    site: Site, public: Visitor
) -> None:
    site.add(description="Kami mendampingi posyandu.")
    page = public.open("/?q=%22posyandi%22&region=73")
    assert "Mungkin maksud Anda" in page.text
    assert page.links["posyandu"] == "/?q=posyandu&region=73"


def test_a_misspelt_word_beside_a_filter_is_corrected_and_the_filter_named(
    site: Site, public: Visitor
) -> None:
    site.add(name="Yayasan Contoh", description="Kami mendampingi posyandu.", region="73.71")
    page = public.open("/?q=posyandi&region=32")
    assert page.links["posyandu"] == "/?q=posyandu&region=32"
    assert page.links["Tanpa saringan wilayah"] == "/?q=posyandi"
    quoted = public.open("/?q=%22posyandi%22&region=73&urusan=3.26")
    assert quoted.links["posyandu"] == "/?q=posyandu&region=73&urusan=3.26"


@pytest.mark.parametrize(
    ("asked", "way", "left"),
    [
        ("near=32.73&within_km=5", "Tanpa saringan jarak", "near=32.73"),
        ("changed_since=2027-01-01", "Tanpa saringan berubah sejak", ""),
        ("service=legal_aid", "Tanpa saringan layanan", ""),
        ("beneficiary=older_people", "Tanpa saringan penerima manfaat", ""),
        ("legal_form=perkumpulan", "Tanpa saringan bentuk organisasi", ""),
        ("strength=catalogue", "Tanpa saringan kelebihan", ""),
        ("operating_region=11", "Tanpa saringan wilayah kerja", ""),
        ("qualified_on=2027-01-01", "Tanpa saringan memenuhi syarat pada", ""),
    ],
)
def test_any_filter_can_be_the_one_to_drop(
    site: Site, public: Visitor, asked: str, way: str, left: str
) -> None:
    site.add(
        name="Yayasan Contoh",
        region="73.71",
        legal_form=LegalForm.YAYASAN,
        services=(Service.TRAINING,),
        beneficiaries=(BeneficiaryGroup.WOMEN,),
        operating_regions=("73",),
    )
    page = public.open(f"/?q=contoh&{asked}")
    assert "Tidak ada organisasi yang cocok" in page.text
    assert page.links[way] == "?".join(("/", "&".join(filter(None, ("q=contoh", left)))))
    assert public.open(page.links[way]).links["Yayasan Contoh"]


def test_an_officer_is_led_back_from_a_status_that_nobody_has(
    site: Site, logged_in: Callable[[str], Visitor]
) -> None:
    site.add(name="Yayasan Contoh")
    page = logged_in("petugas").open("/?q=contoh&status=suspended")
    assert page.links["Tanpa saringan status"] == "/?q=contoh"
