"""An organization registers from zero to handed in, and loses nothing to the network on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from linkreg.errors import Conflict
from linkreg.vocabulary import OrganizationStatus
from tests.samples import pdf

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

Open = Callable[..., "Watch"]

_PASSWORD = "kalimat sandi yang panjang"


@pytest.mark.parametrize(("width", "javascript"), [(390, True), (1280, False)])
def test_an_organization_registers_from_zero_to_handed_in(
    open_browser: Open, served: Registry, width: int, javascript: bool
) -> None:
    name = f"Yayasan Contoh Lebar {width}"
    watch = open_browser(width, javascript=javascript)
    page = watch.page
    _sign_up(watch, name, f"lebar{width}@contoh.example")
    _fill_in_identity(page)
    _fill_in_legal_matters(watch)
    page.get_by_role("textbox", name="Uraian kegiatan").fill("Mendampingi kader posyandu.")
    page.get_by_text("Pilih bidang urusan").click()
    page.get_by_role("checkbox", name="Kesehatan", exact=True).check()
    page.get_by_role("textbox", name="Wilayah kerja").fill("Makassar, Gowa, Maros")
    watch.assert_accessible()
    _go_on(page, "Langkah 4 dari 6")
    page.get_by_label("Nama", exact=True).first.fill("SITI CONTOHWATI")
    page.get_by_role("textbox", name="Tenaga tetap").fill("4")
    watch.assert_accessible()
    _go_on(page, "Langkah 5 dari 6")
    _send_a_document(watch)
    _hand_in(watch)
    own = served.get_account_by_email(f"lebar{width}@contoh.example").organization_id or ""
    record = served.get(own)
    assert (record.status, record.consented) == (OrganizationStatus.SUBMITTED, True)
    assert record.profile.operating_regions == ("73.71", "73.06", "73.09")
    assert record.evidence[0].file is not None
    assert watch.complaints == []


def _sign_up(watch: Watch, name: str, email: str) -> None:
    page = watch.page
    page.goto("/")
    page.get_by_role("link", name="Daftar", exact=True).click()
    page.get_by_role("textbox", name="Nama organisasi").fill(name)
    page.get_by_role("combobox", name="Kabupaten atau kota").fill("Bandung")
    page.get_by_role("textbox", name="Surel untuk masuk").fill(email)
    page.get_by_role("textbox", name="Kata sandi").fill(_PASSWORD)
    page.get_by_role("button", name="Buka akun").click()
    assert "Bandung" in page.get_by_role("alert").inner_text()
    watch.assert_accessible()
    page.get_by_role("radio", name="Kota Bandung, Jawa Barat").check()
    page.get_by_role("textbox", name="Kata sandi").fill(_PASSWORD)
    page.get_by_role("button", name="Buka akun").click()
    assert "Anda sudah masuk" in page.get_by_role("status").first.inner_text()
    watch.assert_accessible()


def _fill_in_identity(page: Page) -> None:
    page.get_by_role("textbox", name="Alamat kantor").fill("Jl. Contoh 1")
    page.get_by_role("textbox", name="Telepon lembaga").fill("Telp. (022) 123456")
    _go_on(page, "Langkah 2 dari 6")


def _fill_in_legal_matters(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("radio", name="Yayasan").check()
    page.get_by_role("textbox", name="NPWP organisasi").fill("123")
    page.get_by_role("textbox", name="Tanggal berdiri").fill("3 Februari 2015")
    page.get_by_role("button", name="Simpan dan lanjutkan").click()
    summary = page.get_by_role("alert")
    summary.get_by_role("link", name="NPWP organisasi").click()
    field = page.get_by_role("textbox", name="NPWP organisasi")
    assert field.evaluate("field => field.getBoundingClientRect().top") < 844
    watch.assert_accessible()
    page.get_by_role("navigation", name="Langkah").get_by_role("button").first.press("Enter")
    page.get_by_text("Langkah 1 dari 6").wait_for()
    page.get_by_role("navigation", name="Langkah").get_by_role("button").first.press("Enter")
    page.get_by_role("textbox", name="NPWP organisasi").fill("")
    _go_on(page, "Langkah 3 dari 6")


def _go_on(page: Page, said: str) -> None:
    page.get_by_role("button", name="Simpan dan lanjutkan").click()
    page.get_by_text(said).wait_for()


def _send_a_document(watch: Watch) -> None:
    page = watch.page
    paper = page.locator("#bukti-deed")
    paper.locator("summary").click()
    paper.locator("input[name=file]").set_input_files(
        {"name": "akta.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    watch.assert_accessible()
    paper.get_by_role("button", name="Kirim dokumen").click()
    paper.get_by_text("sudah ada").wait_for()
    watch.assert_accessible()


def _hand_in(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("link", name="Lanjut: periksa dan kirim").click()
    watch.assert_accessible()
    page.get_by_role("link", name="Lihat pratinjau").click()
    assert "Pratinjau" in page.inner_text("main")
    page.get_by_role("link", name="Kembali ke pemeriksaan").click()
    page.get_by_role("checkbox", name=re.compile("Kami menyetujui")).check()
    page.get_by_role("button", name="Kirim ke petugas").click()
    page.get_by_text("Profil dikirim.").wait_for()


@pytest.fixture
def typist(open_browser: Open, served: Registry) -> Watch:
    """Somebody with a phone and JavaScript at the second step of a draft of their own."""
    email = "jaringan@contoh.example"
    with suppress(Conflict):  # made by the test before
        served.sign_up(email, _PASSWORD, {"name": "Yayasan Contoh Jaringan", "region": "73.71"})
    own = served.get_account_by_email(email).organization_id
    watch = open_browser(390, javascript=True)
    page = watch.page
    page.goto(f"/masuk?next=/ormas/{own}/isi/legalitas")
    page.get_by_role("textbox", name="Surel").fill(email)
    page.get_by_role("textbox", name="Kata sandi").fill(_PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    return watch


def test_what_is_typed_is_kept_and_judged_and_survives_a_lost_network(typist: Watch) -> None:
    page, said = typist.page, typist.page.locator("#simpanan")
    address, number = page.url, page.get_by_role("textbox", name="NPWP organisasi")
    number.press_sequentially("123")
    page.locator("#npwp-salah").wait_for()
    assert "Ketikan tersimpan pukul" in said.inner_text()
    assert number.get_attribute("aria-invalid") == "true"
    assert "npwp-salah" in (number.get_attribute("aria-describedby") or "")
    assert page.locator("#npwp:focus").count() == 1
    typist.assert_accessible()
    page.context.set_offline(True)
    page.get_by_role("textbox", name="Nomor SK").fill("AHU-0012485.AH.01.04.Tahun 2018")
    said.get_by_text("Belum tersambung").wait_for()
    page.get_by_role("button", name="Simpan dan lanjutkan").click()
    assert page.url == address
    assert page.get_by_role("textbox", name="Nomor SK").input_value().startswith("AHU")
    page.context.set_offline(False)
    said.get_by_text("Ketikan tersimpan pukul").wait_for()
    number.fill("")
    page.locator("#npwp-salah").wait_for(state="detached")
    assert number.get_attribute("aria-invalid") is None
    assert all("INTERNET_DISCONNECTED" in it for it in typist.complaints)


def test_a_browser_that_is_closed_takes_nothing_along(typist: Watch) -> None:
    page, address = typist.page, typist.page.url
    page.get_by_role("textbox", name="Tanggal berdiri").press_sequentially("3 Feb")
    page.goto("/tentang")
    founded = page.get_by_role("textbox", name="Tanggal berdiri")
    for _ in range(20):  # the last words travel by themselves
        page.goto(address)
        if founded.input_value():
            break
    assert founded.input_value() == "3 Feb"
    typist.assert_accessible()


def test_a_file_too_large_is_told_before_it_is_sent_and_a_lost_one_stays_chosen(
    typist: Watch,
) -> None:
    page = typist.page
    page.goto(page.url.replace("legalitas", "bukti"))
    paper = page.locator("#bukti-deed")
    paper.locator("summary").click()
    choose, send = paper.locator("input[name=file]"), paper.get_by_role("button", name="Kirim")
    choose.set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"0" * (10 * 1024 * 1024 + 1)}
    )
    send.click()
    paper.get_by_text("Berkas ini lebih besar dari 10 MB").wait_for()
    assert page.locator("#deed-file:focus").count() == 1
    typist.assert_accessible()
    choose.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    page.context.set_offline(True)
    send.click()
    paper.get_by_text("Sambungan terputus").wait_for()
    page.context.set_offline(False)
    assert all("INTERNET_DISCONNECTED" in it for it in typist.complaints)
    typist.complaints.clear()
    send.click()
    paper.get_by_text("sudah ada").wait_for()
    typist.assert_sound()
