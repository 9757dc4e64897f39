"""The last step: what is missing, the preview, consent and handing in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linkreg.vocabulary import OrganizationStatus, Role
from tests.actors import CHAIR, READY
from tests.pages.conftest import Site, Visitor
from tests.pages.reading import Page

LogIn = Callable[[str], Visitor]


@pytest.fixture
def draft(site: Site) -> str:
    """A draft that lacks nothing but consent, kept by ``pengurus``."""
    return _add(site, READY)


def _add(site: Site, profile: dict[str, object]) -> str:
    own = site.registry.register(profile).id
    site.add_account("pengurus", Role.ORGANIZATION, organization_id=own)
    return own


def _review(visitor: Visitor, own: str, **sent: object) -> Page:
    action = f"/ormas/{own}/isi/periksa"
    return visitor.send(visitor.open(action), action, **sent)


def test_what_is_missing_leads_to_its_field(site: Site, logged_in: LogIn) -> None:
    own = _add(site, {"name": "Yayasan Baru", "region": "73.71"})
    keeper = logged_in("pengurus")
    page = _review(keeper, own)
    assert page.status == 422
    assert "Profil belum dapat dikirim" in page.text
    at = f"/ormas/{own}/isi"
    assert page.links["Isi alamat kantor."] == f"{at}/identitas#address"
    assert page.links["Isi surel atau telepon lembaga."] == f"{at}/identitas#contact-email"
    assert page.links["Pilih bentuk organisasi."] == f"{at}/legalitas#legal_form"
    assert page.links["Sebutkan paling sedikit satu pengurus."] == f"{at}/pengurus#board"
    assert page.links["Sampaikan Akta pendirian."] == f"{at}/bukti#bukti-deed"
    assert page.links["Setujui penayangan data pengurus."] == "#setuju"
    leading = {it.partition("#")[::2] for it in page.links.values() if it.startswith(f"{at}/")}
    pages = {step: keeper.open(step) for step, anchor in leading if anchor}
    assert [it for it in leading if it[1] and it[1] not in pages[it[0]].ids] == []


def test_consent_and_handing_in_are_one_button(site: Site, draft: str, logged_in: LogIn) -> None:
    page = _review(logged_in("pengurus"), draft, text="2026-11")
    assert "Profil dikirim." in page.text
    record = site.registry.get(draft)
    assert (record.status, record.consented) == (OrganizationStatus.SUBMITTED, True)


def test_without_consent_nothing_is_handed_in(site: Site, draft: str, logged_in: LogIn) -> None:
    page = _review(logged_in("pengurus"), draft)
    assert (page.status, "Setujui penayangan data pengurus." in page.links) == (422, True)
    wrong = _review(logged_in("pengurus"), draft, text="1999-01")
    assert wrong.status == 422
    record = site.registry.get(draft)
    assert (record.status, record.consented) == (OrganizationStatus.DRAFT, False)


def test_what_was_not_looked_at_is_not_handed_in(site: Site, draft: str, logged_in: LogIn) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{draft}/isi/periksa"
    page = keeper.open(action)
    site.registry.update(draft, {"address": "Jl. Lain"}, version=1)
    refused = keeper.send(page, action, text="2026-11")
    assert (refused.status, "Data sudah berubah" in refused.text) == (412, True)
    record = site.registry.get(draft)
    assert (record.status, record.consented) == (OrganizationStatus.DRAFT, False)


def test_what_is_typed_and_not_saved_is_pointed_out(draft: str, logged_in: LogIn) -> None:
    keeper, step = logged_in("pengurus"), f"/ormas/{draft}/isi/identitas"
    keeper.send(keeper.open(step), step, contact__email="bukan", ke="periksa")
    page = keeper.open(f"/ormas/{draft}/isi/periksa")
    assert "Ada ketikan yang belum disimpan" in page.text
    assert page.links["Identitas"] == step


def test_the_preview_is_the_public_page(site: Site, draft: str, logged_in: LogIn) -> None:
    site.registry.supply_evidence(draft, {"kind": "deed", "number": "RAHASIA-7"})
    page = logged_in("pengurus").open(f"/ormas/{draft}/isi/pratinjau")
    assert "Pratinjau: beginilah halaman ini tampil bagi umum" in page.text
    assert CHAIR in page.text
    assert "RAHASIA" not in page.html
    assert "Ubah profil" not in page.links


def test_a_published_profile_says_so_and_has_no_button(site: Site, logged_in: LogIn) -> None:
    own = site.add(keeper="pengurus").id
    page = logged_in("pengurus").open(f"/ormas/{own}/isi/periksa")
    assert "statusnya sekarang: tayang" in page.text
    assert page.forms.keys().isdisjoint({f"/ormas/{own}/isi/periksa"})


def test_an_officer_may_not_agree_for_an_organization(draft: str, logged_in: LogIn) -> None:
    officer = logged_in("petugas-kota")
    page = officer.open(f"/ormas/{draft}/isi/periksa")
    assert "Hanya akun organisasi ini yang dapat menyetujui" in page.text
    assert _review(officer, draft, text="2026-11").status == 403
