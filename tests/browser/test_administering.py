"""An administrator looks after accounts, flags, synonyms, index and journal, on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from linkreg.mail import Letter
from tests.browser import papers, people
from tests.browser.site import opened, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch
    from tests.browser.people import Keeper

pytestmark = pytest.mark.browser

Enter = Callable[[], "Watch"]

_SANCTION = "Laporan akhir tidak diserahkan."


@dataclass(frozen=True, slots=True)
class Somebody:
    """An account by its address."""

    email: str
    password: str = papers.PASSWORD


_BOSS, _NEWCOMER = Somebody(papers.ADMINISTRATOR), Somebody("petugas-baru@contoh.example")


@dataclass(frozen=True, slots=True)
class Office:
    """A registry of its own, with one organization and a list of synonyms, and the letters it sent."""

    registry: Registry
    keeper: Keeper
    letters: list[Letter]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    synonyms = "# kantor ini\nposyandu = pos pelayanan terpadu\n"
    with opened(tmp_path, synonyms) as registry:
        papers.add_administrator(registry)
        yield Office(registry, people.add_published(registry, "Yayasan Contoh Diawasi"), [])


@pytest.fixture
def enter(open_browser: Callable[..., Watch], office: Office) -> Iterator[Enter]:
    with serving(office.registry, office.letters) as address:
        yield lambda: open_browser(390, at=address)


def test_an_administrator_looks_after_the_registry(enter: Enter, office: Office) -> None:
    boss, newcomer, anybody = enter(), enter(), enter()
    people.log_in(boss.page, account=_BOSS)
    _see_how_it_stands(boss)
    _invite(boss)
    _follow_the_invitation(newcomer, office.letters[0])
    _move(boss)
    newcomer.page.goto("/petugas")
    newcomer.page.get_by_role("heading", name="Masuk").wait_for()
    people.log_in(newcomer.page, account=_NEWCOMER)
    assert newcomer.page.inner_text(".lead") == "Kota Makassar, Sulawesi Selatan"
    _flag(boss, anybody, office.keeper)
    _lift(boss, anybody)
    _disable(boss)
    newcomer.page.reload()
    newcomer.page.get_by_role("heading", name="Masuk").wait_for()


def _administration(page: Page, tab: str) -> None:
    people.choose(page, "Administrasi")
    page.get_by_role("navigation", name="Administrasi").get_by_role("link", name=tab).click()


def _see_how_it_stands(boss: Watch) -> None:
    page = boss.page
    _administration(page, "Keadaan")
    assert "Mutakhir." in page.inner_text("[aria-labelledby=indeks]")
    assert "posyandu = pos pelayanan terpadu" in page.inner_text("[aria-labelledby=sinonim]")
    page.get_by_role("button", name="Periksa sekarang").click()
    page.get_by_text("utuh dan bersambung").wait_for()
    boss.assert_sound()


def _invite(boss: Watch) -> None:
    """Invite an officer, first without saying where."""
    page = boss.page
    _administration(page, "Akun")
    page.get_by_text("Undang petugas").click()
    page.get_by_role("textbox", name="Surel").fill(_NEWCOMER.email)
    page.get_by_label("Peran").select_option("Petugas")
    page.get_by_role("button", name="Undang").click()
    page.get_by_role("alert").get_by_text("memerlukan").wait_for()
    boss.assert_sound()
    page.get_by_role("textbox", name="Wilayah tugas").fill("Sulawesi Selatan")
    page.get_by_role("button", name="Undang").click()
    page.get_by_text("Undangan dikirim.").wait_for()
    boss.assert_sound()


def _follow_the_invitation(newcomer: Watch, letter: Letter) -> None:
    page = newcomer.page
    link = re.search(r"https://ormas\.contoh\.example(/\S+)", letter.text)
    assert link
    page.goto(link[1])
    page.get_by_label("Kata sandi").fill(_NEWCOMER.password)
    newcomer.assert_sound()
    page.get_by_role("button", name="Simpan").click()
    people.log_in(page, account=_NEWCOMER)
    assert page.inner_text(".lead") == "Provinsi Sulawesi Selatan"
    newcomer.assert_sound()


def _move(boss: Watch) -> None:
    """Let the officer look after a city only."""
    page = boss.page
    _administration(page, "Akun")
    page.get_by_role("link", name=_NEWCOMER.email).click()
    page.get_by_role("textbox", name="Wilayah tugas").fill("Kota Makassar")
    boss.assert_sound()
    page.get_by_role("button", name="Ubah").click()
    page.get_by_role("status").wait_for()
    assert "Kota Makassar" in page.inner_text(".facts")
    assert "Tidak ada." in page.inner_text("[aria-labelledby=sesi]")
    boss.assert_sound()


def _flag(boss: Watch, anybody: Watch, keeper: Keeper) -> None:
    page = boss.page
    page.goto(f"/ormas/{keeper.organization}")
    page.get_by_text("Catat tanda").click()
    page.get_by_role("radio", name="Sanksi").check()
    flag = page.locator("#tanda")
    flag.get_by_role("textbox", name="Alasan").fill(_SANCTION)
    flag.get_by_role("textbox", name="Dasar").fill("Keputusan Contoh 1/2026")
    flag.get_by_label("Mulai").fill("2026-11-01")
    boss.assert_sound()
    flag.get_by_role("button", name="Catat").click()
    flag.locator(".refused").first.wait_for()
    boss.assert_sound()
    flag.get_by_label("Sampai").fill("2027-10-31")
    flag.get_by_role("button", name="Catat").click()
    page.get_by_text("Tanda tercatat.").wait_for()
    boss.assert_sound()
    anybody.page.goto(f"/ormas/{keeper.organization}")
    assert "Sedang dikenai sanksi" in anybody.page.inner_text("main")
    assert _SANCTION in anybody.page.inner_text("main")
    anybody.assert_sound()


def _lift(boss: Watch, anybody: Watch) -> None:
    page = boss.page
    _administration(page, "Keadaan")
    flags = page.locator("[aria-labelledby=tanda]")
    assert _SANCTION in flags.inner_text()
    boss.assert_sound()
    flags.get_by_role("link", name="Yayasan Contoh Diawasi").click()
    page.locator("#tanda").get_by_text("Cabut").first.click()
    page.locator("#tanda").get_by_role("textbox", name="Alasan").first.fill("Laporan diserahkan.")
    boss.assert_sound()
    page.get_by_role("button", name="Cabut mulai hari ini").click()
    page.get_by_text("Tanda dicabut mulai hari ini.").wait_for()
    boss.assert_sound()
    anybody.page.reload()
    assert "Sedang dikenai sanksi" not in anybody.page.inner_text("main")
    _administration(page, "Keadaan")
    assert "Tidak ada tanda yang berlaku" in flags.inner_text()


def _disable(boss: Watch) -> None:
    page = boss.page
    _administration(page, "Akun")
    page.get_by_role("link", name=_NEWCOMER.email).click()
    page.get_by_role("button", name="Nonaktifkan").click()
    page.get_by_text("nonaktif sejak 20 November 2026").wait_for()
    boss.assert_sound()
