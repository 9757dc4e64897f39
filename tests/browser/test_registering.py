"""An organization registers from zero, an officer verifies and publishes it, anybody finds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from linkreg.vocabulary import EvidenceState, OrganizationStatus
from tests.browser import people
from tests.browser.papers import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch
    from tests.browser.people import Account

pytestmark = pytest.mark.browser

Enter = Callable[[], "Watch"]

_KSWP = "Cetakan Konfirmasi Status Wajib Pajak (KSWP)"


@pytest.fixture(scope="module")
def in_charge(served: Registry) -> Account:
    return people.alone_in_charge(served, "76.03")


def test_from_zero_to_found_by_anybody(
    enter: Enter, served: Registry, in_charge: Account, width: int, javascript: bool
) -> None:
    size, manner = "Lebar" if width > 400 else "Ramping", "Lincah" if javascript else "Tenang"
    name = f"Yayasan Contoh Perintis {size} {manner}"
    email = f"perintis-{width}-{javascript}@contoh.example"
    _register(enter(), name, email)
    own = served.get_account_by_email(email).organization_id or ""
    record = served.get(own)
    assert (record.status, record.consented) == (OrganizationStatus.SUBMITTED, True)
    assert record.profile.operating_regions == ("73.71", "73.06", "73.09")
    _verify_and_publish(enter(), name, in_charge)
    record = served.get(own)
    assert record.status is OrganizationStatus.PUBLISHED
    assert [it.state for it in record.evidence] == [EvidenceState.ACCEPTED]
    _find(enter(), name)


def _register(watch: Watch, name: str, email: str) -> None:
    page = watch.page
    page.goto("/")
    page.get_by_role("link", name="Daftar", exact=True).click()
    page.get_by_role("textbox", name="Nama organisasi").fill(name)
    page.get_by_role("combobox", name="Kabupaten atau kota").fill("Kabupaten Mamasa")
    page.get_by_role("textbox", name="Surel untuk masuk").fill(email)
    page.get_by_role("textbox", name="Kata sandi").fill(PASSWORD)
    watch.assert_sound()
    page.get_by_role("button", name="Buka akun").click()
    page.get_by_text("Anda sudah masuk").wait_for()
    watch.assert_sound()
    page.get_by_role("textbox", name="Alamat kantor").fill("Jl. Contoh 1")
    page.get_by_role("textbox", name="Telepon lembaga").fill("Telp. (0411) 123456")
    _go_on(watch, "Langkah 2 dari 6")
    page.get_by_role("radio", name="Yayasan").check()
    page.get_by_role("textbox", name="Tanggal berdiri").fill("3 Februari 2015")
    _mend_a_mistake(watch)
    page.get_by_role("textbox", name="Uraian kegiatan").fill("Mendampingi kader posyandu.")
    page.get_by_text("Pilih bidang urusan").click()
    page.get_by_role("checkbox", name="Kesehatan", exact=True).check()
    page.get_by_role("textbox", name="Wilayah kerja").fill("Makassar, Gowa, Maros")
    _go_on(watch, "Langkah 4 dari 6")
    page.get_by_label("Nama", exact=True).first.fill("SITI CONTOHWATI")
    page.get_by_role("textbox", name="Tenaga tetap").fill("4")
    _go_on(watch, "Langkah 5 dari 6")
    _send_a_document(watch)
    _hand_in(watch)


def _go_on(watch: Watch, said: str) -> None:
    watch.page.get_by_role("button", name="Simpan dan lanjutkan").click()
    watch.page.get_by_text(said).wait_for()
    watch.assert_sound()


def _mend_a_mistake(watch: Watch) -> None:
    """Type a number too short, be led to it, go a step back and forth meanwhile, and leave it out."""
    page = watch.page
    field = page.get_by_role("textbox", name="NPWP organisasi")
    field.fill("123")
    page.get_by_role("button", name="Simpan dan lanjutkan").click()
    summary = page.get_by_role("alert")
    summary.get_by_role("link", name="NPWP organisasi").click()
    assert field.evaluate("field => field.getBoundingClientRect().top") < 844
    assert field.get_attribute("aria-invalid") == "true"
    watch.assert_sound()
    back = page.get_by_role("navigation", name="Langkah").get_by_role("button").first
    back.press("Enter")
    page.get_by_text("Langkah 1 dari 6").wait_for()
    page.get_by_role("navigation", name="Langkah").get_by_role("button").first.press("Enter")
    page.get_by_text("Langkah 2 dari 6").wait_for()
    assert field.input_value() == "123"
    field.fill("")
    _go_on(watch, "Langkah 3 dari 6")


def _send_a_document(watch: Watch) -> None:
    paper = watch.page.locator("#bukti-kswp")
    paper.locator("summary").click()
    file = people.chosen_file("kswp.pdf", "KONFIRMASI STATUS WAJIB PAJAK", "Status: VALID")
    paper.get_by_label("Berkas").set_input_files(file)
    paper.get_by_role("textbox", name="Penerbit").fill("Direktorat Jenderal Pajak")
    paper.get_by_role("textbox", name="Tanggal terbit").fill("2 Februari 2026")
    watch.assert_sound()
    paper.get_by_role("button", name="Kirim dokumen").click()
    paper.get_by_text("sudah ada").wait_for()
    watch.assert_sound()


def _hand_in(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("link", name="Lanjut: periksa dan kirim").click()
    page.get_by_role("link", name="Lihat pratinjau").click()
    page.get_by_text("Pratinjau: beginilah").wait_for()
    watch.assert_sound()
    page.get_by_role("link", name="Kembali ke pemeriksaan").click()
    page.get_by_role("checkbox", name=re.compile("Kami menyetujui")).check()
    watch.assert_sound()
    page.get_by_role("button", name="Kirim ke petugas").click()
    page.get_by_text("Profil dikirim.").wait_for()
    watch.assert_sound()


def _verify_and_publish(watch: Watch, name: str, officer: Account) -> None:
    page = watch.page
    people.log_in(page, account=officer)
    assert page.url.endswith("/petugas")
    watch.assert_sound()
    page.locator("[aria-labelledby=menunggu-tayang]").get_by_role("link", name=name).click()
    page.locator("h1", has_text=name).wait_for()
    watch.assert_sound()
    _look_at_the_document(page)
    for answer in page.get_by_role("radio", name="Ya").all():
        answer.check()
    watch.assert_sound()
    page.get_by_role("button", name="Terima").click()
    page.get_by_text("Putusan tersimpan: diterima.").wait_for()
    page.locator(".crumb").get_by_role("link", name="Meja petugas").click()
    page.locator("[aria-labelledby=menunggu-tayang]").get_by_role("link", name=name).click()
    page.get_by_role("button", name="Tayangkan").click()
    page.get_by_text("Profil ditayangkan.").wait_for()
    watch.assert_sound()


def _look_at_the_document(page: Page) -> None:
    """Open it beside its checklist, where a wide screen shows it and a narrow one leads to it."""
    page.get_by_role("link", name=f"Periksa di samping berkasnya {_KSWP}").click()
    page.get_by_role("heading", name=_KSWP).wait_for()
    shown = page.get_by_role("link", name="Buka di jendela lain").get_attribute("href") or ""
    file = page.request.get(shown)
    assert (file.status, file.headers["content-type"]) == (200, "application/pdf")
    assert "Direktorat Jenderal Pajak" in page.inner_text(".checklist")


def _find(watch: Watch, name: str) -> None:
    page = watch.page
    page.goto("/")
    page.get_by_label("Nama, bidang kerja, tempat, atau kegiatan").fill("perintis kader posyandu")
    page.get_by_role("button", name="Cari", exact=True).click()
    page.get_by_role("heading", name=name).get_by_role("link").click()
    page.locator("h1", has_text=name).wait_for()
    row = page.locator("#lembar tr", has=page.get_by_text("Status wajib pajak valid"))
    assert "Terpenuhi" in row.inner_text()
    if not row.get_by_text("Peraturan LKPP").is_visible():
        row.get_by_text("Alasan dan dasar").click()
    row.get_by_text(f"{_KSWP} berlaku sampai 31 Desember 2026.").wait_for()
    assert "Siti Contohwati" in page.inner_text("main")
    assert page.get_by_role("heading", name="Dokumen").count() == 0
    watch.assert_sound()
