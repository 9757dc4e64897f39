"""Whoever fills in a profile loses nothing to the network on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from linkreg.errors import Conflict
from tests.browser import people
from tests.browser.papers import PASSWORD
from tests.samples import pdf

if TYPE_CHECKING:
    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

Open = Callable[..., "Watch"]


@pytest.fixture
def typist(open_browser: Open, served: Registry) -> Watch:
    """Somebody with a phone and JavaScript at the second step of a draft of their own."""
    email = "jaringan@contoh.example"
    with suppress(Conflict):  # made by the test before
        served.sign_up(email, PASSWORD, {"name": "Yayasan Contoh Jaringan", "region": "73.71"})
    own = served.get_account_by_email(email).organization_id or ""
    watch = open_browser(390, javascript=True)
    people.log_in(watch.page, f"/ormas/{own}/isi/legalitas", people.Keeper(email, own))
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
    typist.assert_sound()


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
