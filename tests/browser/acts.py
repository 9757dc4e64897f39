"""What is done on a page to bring it into a state that has no address of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from linkreg.services.one_time_codes import code_of, step_at
from tests.browser.scene import IMPATIENT
from tests.browser.site import NOW

if TYPE_CHECKING:
    from playwright.sync_api import Page


def _press(page: Page, name: str) -> None:
    """Press a button that leads to another page, and be there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()


def _register_badly(page: Page) -> None:
    page.get_by_role("textbox", name="Nama organisasi").fill("YAYASAN CONTOH SEHAT SEJAHTERA")
    page.get_by_role("combobox", name="Kabupaten atau kota").fill("Bandung")
    page.get_by_label("Surel untuk masuk").fill("pengurus")
    page.get_by_label("Kata sandi").fill("pendek")
    _press(page, "Buka akun dan mulai mengisi")


def _fill_in_badly(page: Page) -> None:
    page.get_by_role("radio", name="Yayasan").check()
    page.get_by_role("textbox", name="NPWP organisasi").fill("12345")
    page.get_by_role("textbox", name="Tanggal berdiri").fill("tahun lalu")
    _press(page, "Simpan dan lanjutkan")


def _send_badly(page: Page) -> None:
    page.locator("#bukti-kswp summary").click()
    page.locator("#kswp-issuer").fill("Direktorat Jenderal Pajak")
    page.locator("#bukti-kswp").get_by_role("button", name="Kirim").click()
    page.locator("#bukti-kswp .wrong").first.wait_for()


def _save_after_the_end(page: Page) -> None:
    """Save once the session has ended, and get it back for what comes next."""
    page.wait_for_load_state("networkidle")  # each answer brings the cookie anew
    kept = page.context.cookies()
    page.context.clear_cookies()
    _press(page, "Simpan dan lanjutkan")
    assert "Masuk lagi" in page.title(), page.inner_text("main")
    page.context.add_cookies(kept)  # type: ignore[arg-type]


def _log_in_wrongly(page: Page) -> None:
    page.get_by_label("Surel").fill("siapa@contoh.example")
    page.get_by_label("Kata sandi").fill("kata sandi yang salah")
    _press(page, "Masuk")


def _ask_for_a_letter(page: Page, email: str = "siapa@contoh.example") -> None:
    page.get_by_label("Surel").fill(email)
    _press(page, "Kirim tautan")


def _choose_a_bad_password(page: Page) -> None:
    page.get_by_label("Kata sandi").fill("pendek")
    _press(page, "Simpan")


def _change_the_password_badly(page: Page) -> None:
    page.get_by_label("Kata sandi sekarang").fill("bukan ini sandinya")
    page.get_by_label("Kata sandi baru").fill("pendek")
    _press(page, "Ganti kata sandi")


def _type_into_the_search(page: Page) -> None:
    page.get_by_role("combobox", name="Nama, bidang kerja").press_sequentially("yayasan")
    page.get_by_role("option").first.wait_for()


def _answer_nothing(page: Page) -> None:
    _press(page, "Kirim jawaban")


def _add_a_document_badly(page: Page) -> None:
    page.locator("details:has(#tambah) > summary").click()
    page.locator("#dokumen-issued_on").fill("2030-01-01")
    _press(page, "Tambahkan dokumen")


def _change_a_document_badly(page: Page) -> None:
    page.locator("#dokumen-fiscal_year").fill("dua ribu")
    _press(page, "Simpan perubahan")


def _add_an_experience_badly(page: Page) -> None:
    page.get_by_label("Tahun mulai").fill("tahun lalu")
    _press(page, "Tambahkan")


def _invite_badly(page: Page) -> None:
    page.get_by_label("Surel").fill("tanpa-titik@contoh")
    _press(page, "Undang")


def _invite_nobody(page: Page) -> None:
    page.get_by_text("Undang petugas").click()
    _press(page, "Undang")


def _move_badly(page: Page) -> None:
    page.get_by_role("textbox", name="Wilayah tugas").fill("Bandung")
    _press(page, "Ubah")


def _flag_badly(page: Page) -> None:
    page.get_by_text("Catat tanda").click()
    _press(page, "Catat")


def _suspend_badly(page: Page) -> None:
    page.locator("summary", has_text="Tangguhkan").click()
    _press(page, "Tangguhkan")


def _decide_badly(page: Page) -> None:
    page.get_by_text("Beri putusan").first.click()
    _press(page, "Rencanakan penolakan")


def _save_without_a_name(page: Page) -> None:
    page.get_by_text("Simpan pencarian ini").click()
    page.get_by_label("Nama pencarian").fill("  ")
    _press(page, "Simpan")


def _confirm_a_wrong_code(page: Page) -> None:
    _press(page, "Tampilkan kunci")
    page.get_by_label("Kode").fill("12")
    _press(page, "Aktifkan")


def _confirm_the_code(page: Page) -> None:
    _press(page, "Tampilkan kunci")
    secret = page.locator("code").first.inner_text()
    page.get_by_label("Kode").fill(code_of(secret.replace(" ", ""), step_at(NOW)))
    _press(page, "Aktifkan")


def _pressing(name: str) -> Callable[[Page], None]:
    return lambda page: _press(page, name)


ACTS: Mapping[str, Callable[[Page], None]] = {
    "register badly": _register_badly,
    "fill in badly": _fill_in_badly,
    "send badly": _send_badly,
    "hand in": _pressing("Kirim ke petugas"),
    "save after the end": _save_after_the_end,
    "log in wrongly": _log_in_wrongly,
    "ask for a letter": _ask_for_a_letter,
    "ask too often": lambda page: _ask_for_a_letter(page, IMPATIENT),
    "choose a bad password": _choose_a_bad_password,
    "change the password badly": _change_the_password_badly,
    "type into the search": _type_into_the_search,
    "answer nothing": _answer_nothing,
    "add a document badly": _add_a_document_badly,
    "change a document badly": _change_a_document_badly,
    "add an experience badly": _add_an_experience_badly,
    "invite badly": _invite_badly,
    "invite nobody": _invite_nobody,
    "move badly": _move_badly,
    "flag badly": _flag_badly,
    "suspend badly": _suspend_badly,
    "decide badly": _decide_badly,
    "reject without a reason": _pressing("Rencanakan penolakan"),
    "save without a name": _save_without_a_name,
    "show the key": _pressing("Tampilkan kunci"),
    "confirm a wrong code": _confirm_a_wrong_code,
    "confirm the code": _confirm_the_code,
    "check the journal": _pressing("Periksa sekarang"),
}
