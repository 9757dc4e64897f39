"""The officer's desk by keyboard alone, with and without JavaScript, and its viewer of files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from linkreg.vocabulary import EvidenceState
from tests.browser import papers, people

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

Open = Callable[..., "Watch"]


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
    people.log_in(page, f"/petugas/dokumen/{picture}")
    page.wait_for_load_state()
    assert page.locator(".paper img").evaluate("image => image.naturalWidth") == 600
    page.get_by_role("link", name="Unduh").focus()
    for _ in range(4):  # a question each: the group is entered, and the first answer picked
        _tab_to(page, "input[type=radio]")
        page.keyboard.press("Space")
    _tab_to(page, "button[value=accepted]")
    page.keyboard.press("Enter")
    page.get_by_text("Putusan tersimpan: diterima.").wait_for()
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


@pytest.fixture
def watch(open_browser: Open) -> Watch:
    """An officer with JavaScript, whose single keys are on."""
    watch = open_browser(1280, javascript=True)
    people.log_in(watch.page, "/petugas")
    return watch


def _keys(page: Page) -> Locator:
    """Return what the script shows, once it has."""
    keys = page.get_by_role("checkbox", name="Juga tanpa Alt")
    keys.wait_for()
    return keys


def test_single_keys_answer_decide_and_turn(watch: Watch, served: Registry) -> None:
    picture, bare = _hand_in_two(served, "Yayasan Contoh Satu Tombol")
    page = watch.page
    page.goto(f"/petugas/dokumen/{picture}")
    _keys(page)
    for _ in range(4):
        page.keyboard.press("y")
    assert page.locator("input[value=yes]:checked").count() == 4
    page.keyboard.press("a")
    page.get_by_text("Putusan tersimpan: diterima.").wait_for()
    assert _state(served, picture) is EvidenceState.ACCEPTED
    page.goto(f"/petugas/dokumen/{bare}")
    _keys(page)
    for _ in range(3):
        page.keyboard.press("t")
    page.keyboard.press("r")
    page.keyboard.type("Salinannya buram: y, t, a.")
    assert page.get_by_role("textbox", name="Catatan").input_value() == "Salinannya buram: y, t, a."
    page.get_by_role("button", name="Rencanakan penolakan").press("Enter")
    page.get_by_text("dapat menjawab sampai").wait_for()
    assert _state(served, bare) is EvidenceState.PENDING
    page.goto("/petugas/dokumen")  # the first, which has one after it
    _keys(page)
    page.keyboard.press("b")
    page.wait_for_url("**/petugas/dokumen/*")
    watch.assert_sound()


def test_single_keys_can_be_switched_off(watch: Watch, served: Registry) -> None:
    _, bare = _hand_in_two(served, "Yayasan Contoh Tanpa Tombol")
    page = watch.page
    page.goto(f"/petugas/dokumen/{bare}")
    _keys(page).uncheck()
    page.locator("h1").click()
    page.keyboard.press("t")
    assert page.locator("input:checked[type=radio]").count() == 0
    page.reload()
    assert not _keys(page).is_checked()
    _keys(page).check()
    page.locator("h1").click()
    page.keyboard.press("t")
    assert page.locator("input:checked[type=radio]").count() == 1


def test_a_pdf_is_shown_beside_its_checklist_on_a_wide_screen_only(
    open_whole: Open, served: Registry
) -> None:
    typed, *_ = papers.hand_in(served, "Yayasan Contoh Berkas Terbaca", "73.71")
    for wide in (1280, 390):
        page = open_whole(wide, javascript=True).page
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        told: list[str] = []
        page.on("console", lambda message, told=told: told.append(message.text))
        people.log_in(page, f"/petugas/dokumen/{typed}")
        page.wait_for_load_state("networkidle")
        frame = page.locator("object.paper")
        assert frame.is_visible() == (wide == 1280)
        assert any(url.endswith("/tampil") for url in asked) == (wide == 1280)
        assert told == []
