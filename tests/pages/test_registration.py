"""From nothing to an account with a draft; the steps follow (``test_steps``)."""

from __future__ import annotations

import pytest

from linkreg.actor import SYSTEM
from linkreg.vocabulary import OrganizationStatus
from tests.pages.conftest import Site, Visitor
from tests.pages.reading import Page

ENOUGH = {
    "name": "Yayasan Contoh Baru",
    "region": "Kota Makassar",
    "email": "baru@contoh.example",
    "password": "kalimat sandi yang panjang",
}


def _register(visitor: Visitor, **fields: object) -> Page:
    return visitor.send(visitor.open("/daftar"), "/daftar", **fields)


def test_four_fields_open_an_account_and_lead_to_the_first_step(
    site: Site, public: Visitor
) -> None:
    page = _register(public, **ENOUGH)
    assert page.status == 200
    assert "Draf profil tersimpan dan Anda sudah masuk" in page.text
    assert "Langkah 1 dari 6" in page.text
    assert {"Yayasan Contoh Baru", "Organisasi saya"} <= page.links.keys()
    organization = page.links["Organisasi saya"].removeprefix("/ormas/")
    record = site.registry.get(organization)
    assert (record.status, record.profile.region) == (OrganizationStatus.DRAFT, "73.71")
    assert page.forms[f"/ormas/{organization}/isi/identitas"].sent["name"] == [ENOUGH["name"]]


def test_the_form_asks_for_nothing_else(public: Visitor) -> None:
    page = public.open("/daftar")
    assert [it.name for it in page.controls if it.kind != "hidden"] == list(ENOUGH)


def test_every_mistake_is_told_at_once_beside_its_field_and_nothing_typed_is_lost(
    public: Visitor,
) -> None:
    typed = {"name": "", "region": "Bandung", "email": "bukan", "password": "pendek"}
    page = _register(public, **typed)
    assert page.status == 422
    for field in typed:
        assert f'<a href="#{field}">' in page.html, field
        control = next(control for control in page.controls if control.id == field)
        assert f"{field}-salah" in control.described_by
    assert "Ada 4 hal yang perlu diperbaiki" in page.text
    assert "tulis misalnya info@contoh.or.id" in page.text
    sent = page.forms["/daftar"].sent
    assert (sent["region"], sent["email"], sent["password"]) == (["Bandung"], ["bukan"], [""])
    assert "pendek" not in page.html.replace("kalimat pendek", "")


def test_the_summary_follows_the_order_of_the_page(public: Visitor) -> None:
    page = _register(public, **{**ENOUGH, "name": "", "region": "", "email": "", "password": ""})
    places = [page.html.index(f'href="#{f}"') for f in ("name", "region", "email", "password")]
    assert places == sorted(places)


def test_a_place_name_that_means_several_is_asked_back(public: Visitor, site: Site) -> None:
    page = _register(public, **{**ENOUGH, "region": "Bandung"})
    assert "Yang mana maksud Anda?" in page.text
    done = public.send(
        page, "/daftar", region_choice="Kota Bandung, Jawa Barat", password=ENOUGH["password"]
    )
    assert done.status == 200
    assert site.registry.get(done.links["Organisasi saya"].rpartition("/")[2]).profile.region == (
        "32.73"
    )


def test_an_address_that_has_an_account_is_told(site: Site, public: Visitor) -> None:
    page = _register(public, **{**ENOUGH, "email": "petugas@contoh.example"})
    assert page.status == 409
    assert "Surel ini sudah mempunyai akun" in page.text
    assert page.forms["/daftar"].sent["name"] == ["Yayasan Contoh Baru"]


@pytest.mark.parametrize("field", ["name", "region", "email"])
def test_hostile_input_comes_back_as_text(public: Visitor, field: str) -> None:
    evil = '"><script>alert(1)</script>'
    page = _register(public, **{**ENOUGH, field: evil, "password": ""})
    assert page.status == 422
    assert page.forms["/daftar"].sent[field] == [evil]


def test_a_name_in_capitals_is_remarked_and_taken(public: Visitor) -> None:
    page = _register(public, **{**ENOUGH, "name": "YAYASAN CONTOH", "password": ""})
    assert "Huruf besar semua" in page.text
    assert "Ada 2 hal" not in page.text
    done = public.send(page, "/daftar", password=ENOUGH["password"])
    assert "YAYASAN CONTOH" in done.links


def test_without_its_token_nothing_is_registered(site: Site, public: Visitor) -> None:
    answer = public.client.post("/daftar", data=ENOUGH)
    assert answer.status_code == 400
    assert site.registry.search("", status=["draft"], actor=SYSTEM).page.total == 0
