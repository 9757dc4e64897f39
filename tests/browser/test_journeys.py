"""What people come for, from the first click to the last, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from fixtures.loading import OFFICER
from linkreg import Registry
from linkreg.vocabulary import OrganizationStatus

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

Open = Callable[..., "Watch"]


def _log_in_as_officer(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("textbox", name="Surel").fill(OFFICER.email)
    page.get_by_role("textbox", name="Kata sandi").fill(OFFICER.password)
    page.get_by_role("button", name="Masuk").click()


def test_an_officer_works_through_the_waiting_list(
    open_browser: Open, served: Registry, width: int
) -> None:
    name = f"Yayasan Contoh Menunggu {width}"
    profile = {"name": name, "region": "73.71"}
    record = served.register(profile, status=OrganizationStatus.SUBMITTED)
    served.supply_evidence(record.id, {"kind": "deed", "number": "7"})
    watch = open_browser(width)
    page = watch.page
    _log_in_as_officer(page, "/petugas")
    assert page.url.endswith("/petugas")
    watch.assert_sound()
    page.get_by_role("link", name=name).first.click()
    watch.assert_sound()
    waiting = page.locator("tr.ruling-row").first
    waiting.get_by_text("Beri putusan").click()
    for answer in waiting.get_by_role("radio", name="Tidak").all():
        answer.check()
    waiting.get_by_role("button", name="Rencanakan penolakan").click()
    assert "Tulis alasan penolakan" in page.inner_text("#dokumen")
    watch.assert_sound()
    page.locator("tr details[open]").get_by_role("textbox").fill("Halaman terakhir hilang.")
    page.get_by_role("button", name="Rencanakan penolakan").locator("visible=true").click()
    told = page.get_by_role("status").inner_text()
    assert "dapat menjawab sampai 4 Desember 2026" in told
    watch.assert_sound()
    page.get_by_role("button", name="Tayangkan").click()
    assert "Profil ditayangkan." in page.get_by_role("status").inner_text()


def test_an_officer_decides_once_the_organization_was_heard(
    open_browser: Open, served: Registry, width: int
) -> None:
    name = f"Yayasan Contoh Menjawab {width}"
    profile = {"name": name, "region": "73.71"}
    record = served.register(profile, status=OrganizationStatus.PUBLISHED)
    notice = served.suspend(record.id, "Kantor kosong.")
    served.reply(notice.id, "Kami pindah.")
    watch = open_browser(width)
    page = watch.page
    _log_in_as_officer(page, "/petugas")
    watch.assert_sound()
    page.locator("tr", has=page.get_by_text(name)).get_by_role("link").last.click()
    decided = page.locator(f"#pemberitahuan-{notice.id}")
    decided.get_by_text("Putuskan").click()
    decided.get_by_role("radio", name="Batalkan").check()
    decided.get_by_role("textbox").fill("Penjelasan diterima.")
    decided.get_by_role("button", name="Simpan putusan").click()
    assert "Penangguhan profil: dibatalkan." in page.get_by_role("status").inner_text()
    watch.assert_sound()


@pytest.mark.parametrize("narrow", [320, 640])
@pytest.mark.parametrize(
    "path", ["/", "/#saring", "/daftar", "/persyaratan", "/tentang", "/masuk", "/ormas/tidak-ada"]
)
def test_nothing_sticks_out_on_small_screens_and_at_twice_the_size(
    open_browser: Open, narrow: int, path: str
) -> None:
    watch = open_browser(narrow)
    watch.page.goto(path)
    watch.assert_sound()


def test_one_can_reach_the_content_by_keyboard(open_browser: Open) -> None:
    page = open_browser(1280).page
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.evaluate("link => link.getBoundingClientRect().left") >= 0
