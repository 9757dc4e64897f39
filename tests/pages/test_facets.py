"""The filter panel: what can be chosen, with how many each choice finds."""

from __future__ import annotations

from typing import Any

import pytest

from fixtures.factories import StrengthsFactory
from linkreg.vocabulary import BeneficiaryGroup, LegalForm, Service
from tests.pages.conftest import Site, Visitor


def test_facets_count_and_a_chosen_province_unfolds(site: Site, public: Visitor) -> None:
    site.add(region="73.71", legal_form=LegalForm.YAYASAN)
    site.add(region="73.06", services=(Service.LEGAL_AID,))
    site.add(region="32.73")
    page = public.open("/")
    assert page.links["Sulawesi Selatan 2"] == "/?region=73"
    assert "Bantuan hukum 1" in page.text
    inside = public.open("/?region=73")
    assert inside.links["Kota Makassar 1"] == "/?region=73.71"
    assert "Kabupaten Gowa 1" in inside.text


def test_strengths_are_counted_chosen_and_dropped(site: Site, public: Visitor) -> None:
    site.add(name="Yayasan Contoh Audit", strengths=StrengthsFactory(audited_years=(2024,)))
    site.add(name="Yayasan Contoh Biasa")
    assert "Kelebihan Laporan keuangan diaudit 1" in public.open("/").text
    page = public.open("/?strength=audited&strength=catalogue&q=contoh")
    assert "Yayasan Contoh Audit" in page.links
    assert "Yayasan Contoh Biasa" not in page.links
    assert "Kelebihan: Laporan keuangan diaudit" in page.text
    assert "Kelebihan:" not in public.open("/").text
    assert page.forms["/"].sent["strength"] == ["audited", "catalogue"]
    address = page.links["Hapus saringan Laporan keuangan diaudit×"]
    assert address == "/?q=contoh&strength=catalogue"
    nothing = public.open(address)
    assert nothing.links["Tanpa saringan kelebihan"] == "/?q=contoh"


def test_places_inside_a_province_add_up_and_lead_back_to_it(site: Site, public: Visitor) -> None:
    site.add(region="73.71")
    site.add(region="73.06")
    page = public.open("/?region=73.71")
    assert page.links["Kabupaten Gowa 1"] == "/?region=73.71&region=73.06"
    assert page.links["Kota Makassar 1"] == "/?region=73"


@pytest.mark.parametrize(
    ("parameter", "field", "values"),
    [
        ("urusan", "urusan", ("1.02", "1.06")),
        ("service", "services", (Service.SURVEY, Service.LEGAL_AID)),
        ("beneficiary", "beneficiaries", (BeneficiaryGroup.WOMEN, BeneficiaryGroup.FARMERS)),
        ("legal_form", "legal_form", (LegalForm.YAYASAN, LegalForm.PERKUMPULAN)),
    ],
)
def test_choices_of_one_group_add_up_and_count_as_if_none_were_made(
    site: Site, public: Visitor, parameter: str, field: str, values: Any
) -> None:
    for value in values:
        site.add(
            name=f"Yayasan Contoh {value}",
            **{field: value if field == "legal_form" else (value,)},
        )
    one, other = values
    page = public.open(f"/?{parameter}={one}")
    assert f"Yayasan Contoh {other}" not in page.links
    assert f"{getattr(other, 'label', 'Sosial')} 1" in page.text
    assert page.forms["/"].sent[parameter] == [one]
    both = public.open(f"/?{parameter}={one}&{parameter}={other}")
    assert {f"Yayasan Contoh {value}" for value in values} <= both.links.keys()


def test_each_basis_says_how_many_qualify_whatever_basis_is_chosen(
    site: Site, public: Visitor
) -> None:
    site.add_qualified(name="Yayasan Contoh Lengkap")
    site.add(name="Yayasan Contoh Kurang")
    for basis in ("declared", "verified"):
        text = public.open(f"/?qualified_on=2026-11-20&basis={basis}").text
        assert "Terverifikasi petugas 1" in text
    assert "Terverifikasi petugas 0" in public.open("/?qualified_on=2027-01-01").text
