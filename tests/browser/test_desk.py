"""The officer's desk by keyboard alone, with and without JavaScript; the new pages for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from fixtures.loading import OFFICER
from linkreg import Registry
from linkreg.vocabulary import EvidenceState
from tests.browser import papers

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

Open = Callable[..., "Watch"]


@pytest.fixture(scope="module")
def documents(served: Registry) -> list[str]:
    """A PDF, a picture and a document without a file, of an organization with a long name."""
    name = "Yayasan Contoh Pemberdayaan Masyarakat Pesisir dan Kepulauan Sulawesi Selatan Sejahtera"
    return papers.hand_in(served, name, "73.71")


@pytest.fixture(scope="module")
def _administered(served: Registry) -> None:
    papers.add_administrator(served)


def _log_in(page: Page, path: str, email: str = OFFICER.email, password: str = "") -> None:
    page.goto(path)
    page.get_by_role("textbox", name="Surel").fill(email)
    page.get_by_role("textbox", name="Kata sandi").fill(password or OFFICER.password)
    page.get_by_role("button", name="Masuk").click()


def _state(registry: Registry, document: str) -> EvidenceState:
    return registry.open_desk(document).document.state


def _hand_in_two(registry: Registry, name: str) -> list[str]:
    return papers.hand_in(registry, name, "73.71")[1:]


def test_a_document_is_verified_by_keyboard_alone_without_javascript(
    open_browser: Open, served: Registry
) -> None:
    picture, _ = _hand_in_two(served, "Yayasan Contoh Papan Ketik")
    watch = open_browser(1280)
    page = watch.page
    _log_in(page, f"/petugas/dokumen/{picture}")
    watch.assert_accessible()
    assert page.locator(".paper img").evaluate("image => image.naturalWidth") == 600
    page.get_by_role("link", name="Unduh").focus()
    for _ in range(4):  # a question each: the group is entered, and the first answer picked
        _tab_to(page, "input[type=radio]")
        page.keyboard.press("Space")
    _tab_to(page, "button[value=accepted]")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert "Putusan tersimpan: diterima." in page.get_by_role("status").inner_text()
    assert "/petugas/dokumen/" in page.url
    assert picture not in page.url
    assert _state(served, picture) is EvidenceState.ACCEPTED
    watch.assert_sound()


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus; it must be seen to have it."""
    for _ in range(12):
        page.keyboard.press("Tab")
        here = page.locator("*:focus")
        if here.evaluate("(element, selector) => element.matches(selector)", selector):
            assert here.evaluate("it => getComputedStyle(it).outlineStyle") != "none"
            return
    raise AssertionError(selector)


def test_single_keys_answer_decide_and_turn_and_can_be_switched_off(
    open_browser: Open, served: Registry
) -> None:
    picture, bare = _hand_in_two(served, "Yayasan Contoh Satu Tombol")
    watch = open_browser(1280, javascript=True)
    page = watch.page
    _log_in(page, f"/petugas/dokumen/{picture}")
    page.get_by_text("Juga tanpa Alt").wait_for()  # which the script shows
    for _ in range(4):
        page.keyboard.press("y")
    assert page.locator("input[value=yes]:checked").count() == 4
    page.keyboard.press("a")
    page.get_by_role("status").wait_for()
    assert _state(served, picture) is EvidenceState.ACCEPTED
    page.goto(f"/petugas/dokumen/{bare}")
    page.get_by_text("Juga tanpa Alt").click()
    page.locator("h1").click()
    page.keyboard.press("t")
    assert page.locator("input:checked[type=radio]").count() == 0
    page.reload()
    assert not page.get_by_role("checkbox", name="Juga tanpa Alt").is_checked()
    page.get_by_text("Juga tanpa Alt").click()
    page.locator("h1").click()
    for _ in range(3):
        page.keyboard.press("t")
    page.keyboard.press("r")
    page.keyboard.type("Salinannya buram: y, t, a.")
    assert page.get_by_role("textbox", name="Catatan").input_value() == "Salinannya buram: y, t, a."
    page.get_by_role("button", name="Rencanakan penolakan").press("Enter")
    assert "dapat menjawab sampai" in page.get_by_role("status").inner_text()
    assert _state(served, bare) is EvidenceState.PENDING
    before = page.url
    page.keyboard.press("b")
    page.wait_for_url(lambda address: address != before)
    watch.assert_accessible()


def test_a_pdf_is_shown_beside_its_checklist_on_a_wide_screen_only(
    open_browser: Open, documents: list[str]
) -> None:
    for wide in (1280, 390):
        page = open_browser(wide, javascript=True).page
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        told: list[str] = []
        page.on("console", lambda message, told=told: told.append(message.text))
        _log_in(page, f"/petugas/dokumen/{documents[0]}")
        page.wait_for_load_state("networkidle")
        frame = page.locator("object.paper")
        assert frame.is_visible() == (wide == 1280)
        assert any(url.endswith("/tampil") for url in asked) == (wide == 1280)
        assert told == []


@pytest.mark.parametrize("wide", [1280, 320])
def test_desk_and_searches_are_for_everybody(
    open_browser: Open, served: Registry, documents: list[str], wide: int
) -> None:
    papers.keep_searches(served, OFFICER.email, OFFICER.password)
    watch = open_browser(wide)
    page = watch.page
    _log_in(page, "/petugas")
    watch.assert_accessible()
    page.goto(f"/petugas/dokumen/{documents[2]}")
    page.get_by_role("button", name="Terima").click()
    assert "Jawab ya atau tidak" in page.inner_text("main")
    page.emulate_media(color_scheme="dark")
    watch.assert_accessible()
    page.goto("/pencarian-tersimpan")
    watch.assert_accessible()
    page.get_by_role("button", name="Air bersih", exact=True).click()
    assert "/?q=air+bersih" in page.url


@pytest.mark.usefixtures("_administered")
def test_administration_is_for_everybody(open_browser: Open) -> None:
    watch = open_browser(390)
    page = watch.page
    _log_in(page, "/admin", papers.ADMINISTRATOR, papers.PASSWORD)
    watch.assert_accessible()
    page.get_by_role("button", name="Periksa sekarang").click()
    assert "utuh dan bersambung" in page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Akun", exact=True).last.click()
    page.get_by_text("Undang petugas").click()
    page.get_by_role("button", name="Undang").click()
    watch.assert_accessible()
    page.get_by_role("link", name=OFFICER.email).click()
    watch.assert_accessible()


def test_rules_and_self_check_are_for_everybody(open_browser: Open) -> None:
    watch = open_browser(390)
    page = watch.page
    page.goto("/panduan")
    watch.assert_accessible()
    page.goto("/persyaratan")
    page.get_by_text("Yang diperiksa petugas").first.click()
    watch.assert_accessible()
    page.get_by_role("link", name="Periksa organisasi Anda sendiri").click()
    page.get_by_role("textbox", name="Jumlah tenaga tetap").fill("lima")
    page.get_by_role("button", name="Periksa").press("Enter")
    watch.assert_accessible()
    page.get_by_role("alert").get_by_role("link", name="Jumlah tenaga tetap").click()
    page.get_by_role("textbox", name="Jumlah tenaga tetap").fill("5")
    page.get_by_role("checkbox", name="Akta pendirian").check()
    page.get_by_role("button", name="Periksa").click()
    assert "Belum lengkap" in page.inner_text("#hasil")
    page.emulate_media(color_scheme="dark")
    watch.assert_accessible()
    page.set_viewport_size({"width": 1280, "height": 844})
    watch.assert_sound()
