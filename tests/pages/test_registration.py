from __future__ import annotations

import pytest

from linkreg.actor import SYSTEM
from linkreg.vocabulary import IdentifierScheme, LegalForm, OrganizationStatus, Service
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


def test_the_least_is_enough_and_leads_to_the_own_page(site: Site, public: Visitor) -> None:
    page = _register(public, **ENOUGH)
    assert page.status == 200
    assert "Pendaftaran tersimpan dan Anda sudah masuk" in page.text
    assert "Yayasan Contoh Baru" in page.text
    assert "Yang perlu dilakukan" in page.text
    assert "Organisasi saya" in page.links
    assert "Kirim ke petugas" in page.text
    organization = page.links["Organisasi saya"].removeprefix("/ormas/")
    assert site.registry.get(organization).status is OrganizationStatus.DRAFT


def test_everything_filled_in_is_kept(site: Site, public: Visitor) -> None:
    page = _register(
        public,
        **ENOUGH,
        short_name="YCB",
        legal_form="yayasan",
        founded_on="2015-02-03",
        npwp="01.234.567.8-901.000",
        sk_ahu="AHU-0012485.AH.01.04.Tahun 2018",
        address="Jl. Contoh No. 1\r\nMakassar",
        contact__email="info@contoh.example",
        contact__phone="0411-123456",
        contact__website="https://baru.contoh.example",
        description="Kami mendampingi kader.\r\n\r\nSejak 2015.",
        urusan=["1.02", "1.06"],
        services=["training"],
        beneficiaries=["women"],
        board__0__name="Siti Contoh",
        board__1__name="",
        board__3__position="Koordinator",
        board__3__name="Budi Contoh",
        personnel__permanent="1.200",
        personnel__by_sex__male="500",
    )
    assert page.status == 200, page.text
    profile = site.registry.get(page.links["Organisasi saya"].rpartition("/")[2]).profile
    assert profile.legal_form is LegalForm.YAYASAN
    assert profile.region == "73.71"
    assert profile.identifier(IdentifierScheme.NPWP) == "0012345678901000"
    assert profile.description == "Kami mendampingi kader.\n\nSejak 2015."
    assert profile.address == "Jl. Contoh No. 1 Makassar"
    assert profile.contact.website == "https://baru.contoh.example"
    assert (profile.urusan, profile.services) == (("1.02", "1.06"), (Service.TRAINING,))
    assert [(m.position, m.name) for m in profile.board] == [
        ("Ketua", "Siti Contoh"),
        ("Koordinator", "Budi Contoh"),
    ]
    assert (profile.personnel.permanent, profile.personnel.by_sex.male) == (1200, 500)


def test_every_mistake_is_told_at_once_beside_its_field_and_nothing_typed_is_lost(
    public: Visitor,
) -> None:
    typed = {
        "name": "",
        "npwp": "12345",
        "sk_ahu": "AHU 1",
        "region": "Bandung",
        "founded_on": "kemarin",
        "contact__email": "bukan surel",
        "contact__phone": "nol empat",
        "contact__website": "contoh.example",
        "description": "NIK saya 7371010101900001",
        "urusan": ["1.02"],
        "board__3__name": "Budi Contoh",
        "board__3__position": "",
        "personnel__permanent": "lima",
        "email": "bukan",
        "password": "pendek",
    }
    page = _register(public, **typed)
    assert page.status == 422
    for field in (
        "name",
        "npwp",
        "region",
        "founded_on",
        "contact-email",
        "contact-phone",
        "contact-website",
        "description",
        "board-3-position",
        "personnel-permanent",
        "email",
        "password",
    ):
        assert f'<a href="#{field}">' in page.html, field
        control = next(control for control in page.controls if control.id == field)
        assert f"{field}-salah" in control.described_by
    assert "Ada 12 hal yang perlu diperbaiki" in page.text
    sent = page.forms["/daftar"].sent
    for name, value in typed.items():
        kept = (
            [""] if name in {"name", "password"} else value if isinstance(value, list) else [value]
        )
        assert sent[name.replace("__", "-")] == kept, name
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
    assert "Kota Bandung, Jawa Barat" in done.text


def test_a_number_that_another_bears_is_told_beside_its_field(site: Site, public: Visitor) -> None:
    held = site.add().profile.identifier(IdentifierScheme.NPWP) or ""
    page = _register(public, **ENOUGH, npwp=held)
    assert page.status == 409
    assert '<a href="#npwp">' in page.html
    assert "sudah terdaftar pada organisasi lain" in page.text


def test_an_address_that_has_an_account_is_told(site: Site, public: Visitor) -> None:
    page = _register(public, **{**ENOUGH, "email": "petugas@contoh.example"})
    assert page.status == 409
    assert "Surel ini sudah mempunyai akun" in page.text
    assert page.forms["/daftar"].sent["name"] == ["Yayasan Contoh Baru"]


@pytest.mark.parametrize("field", ["name", "description", "region", "board__0__name", "npwp"])
def test_hostile_input_comes_back_as_text(public: Visitor, field: str) -> None:
    evil = '"><script>alert(1)</script>'
    page = _register(public, **{**ENOUGH, field: evil, "password": ""})
    assert page.status == 422
    assert page.forms["/daftar"].sent[field.replace("__", "-")] == [evil]


def test_made_up_codes_and_enormous_numbers_are_refused_in_words(public: Visitor) -> None:
    page = _register(
        public,
        **ENOUGH,
        urusan=["9.99", "1.02"],
        legal_form="kerajaan",
        services=["magic"],
        personnel__permanent="9" * 5000,
    )
    assert page.status == 422
    for field in ("urusan", "legal_form", "services", "personnel-permanent"):
        assert f'<a href="#{field}">' in page.html


def test_without_its_token_nothing_is_registered(site: Site, public: Visitor) -> None:
    answer = public.client.post("/daftar", data=ENOUGH)
    assert answer.status_code == 400
    assert site.registry.search("", status=["submitted"], actor=SYSTEM).page.total == 0
