"""Finding in a real browser: suggestions, order, map, picks and coverage."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from tests.browser.printing import ACROSS, UPRIGHT, sheets
from tests.sheets import read_sheet

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch

    Open = Callable[..., Watch]

_TOP = "element => Math.round(element.getBoundingClientRect().top)"


def test_one_can_reach_the_content_by_keyboard(open_browser: Open) -> None:
    page = open_browser(1280).page
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.evaluate("link => link.getBoundingClientRect().left") >= 0


def test_suggestions_are_walked_with_the_arrows_and_opened(
    open_browser: Open, served: Registry, width: int
) -> None:
    record = served.search("", limit=1).results[0].record
    watch = open_browser(width, javascript=True)
    page = watch.page
    page.goto("/")
    box = page.get_by_role("combobox", name="Nama, bidang kerja, tempat, atau kegiatan")
    box.press_sequentially(record.profile.name[:40])
    first = page.get_by_role("option").first
    first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    watch.assert_accessible()
    box.press("Escape")
    assert not first.is_visible()
    box.press("ArrowDown")
    box.press("ArrowDown")
    option = page.locator("[role=option][aria-selected=true]").get_attribute("href")
    box.press("Enter")
    page.wait_for_url(f"**{option}")
    watch.assert_sound()


def test_another_order_needs_no_second_click_and_has_an_address_to_share(
    open_browser: Open,
) -> None:
    watch = open_browser(1280, javascript=True)
    page = watch.page
    page.goto("/?urusan=1.02")
    assert not page.get_by_role("button", name="Ubah").is_visible()
    page.get_by_label("Urutkan").focus()
    page.get_by_label("Urutkan").select_option("name")
    page.wait_for_url("**/?urusan=1.02&sort=name")
    names = page.locator(".row h3 a").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    assert page.evaluate("document.activeElement.id") == "urutan"
    watch.assert_accessible()


def test_a_dot_of_the_map_is_reached_and_opened_by_keyboard(open_browser: Open) -> None:
    watch = open_browser(1280)
    page = watch.page
    page.goto("/?q=pelatihan")
    dot = page.get_by_role("link", name="Provinsi Sulawesi Selatan:")
    total = (dot.text_content() or "").split(": ")[1]
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=pelatihan&region=73")
    assert page.locator("#judul-hasil").inner_text() == total
    watch.assert_sound()


@pytest.mark.parametrize("javascript", [False, True])
def test_an_officer_finds_compares_and_prints(
    open_browser: Open, width: int, javascript: bool
) -> None:
    watch = open_browser(width, javascript=javascript)
    page = watch.page
    picked = _pick_three(watch, stays=javascript)
    page.get_by_role("complementary", name="Dipilih").get_by_role("link", name="Bandingkan").click()
    assert page.locator("thead th > a:first-child").all_inner_texts() == picked
    assert "1 Desember 2026" in page.inner_text("main")
    watch.assert_sound()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Unduh XLSX").click()
    rows = read_sheet(saving.value.path().read_bytes())
    assert list(rows[0])[2:] == picked
    told = {row["Yang dibandingkan"]: row[picked[0]] for row in rows}
    assert told["Data per tanggal"] == "2026-12-01"
    assert set(sheets(page)) == {ACROSS}
    page.get_by_role("link", name=picked[2], exact=True).click()
    assert page.locator("h1").inner_text() == picked[2]
    assert page.locator("#lembar tbody tr").count() == 8
    about, sheet = (page.locator(it).bounding_box() for it in ("#tentang", "#judul-lembar"))
    assert about
    assert sheet
    assert (sheet["y"] < about["y"]) is (width < 960)
    watch.assert_sound()
    assert sheets(page) == [UPRIGHT]


@pytest.mark.parametrize("javascript", [False, True])
def test_from_where_few_are_to_exactly_that_list(
    open_browser: Open, width: int, javascript: bool
) -> None:
    watch = open_browser(width, javascript=javascript)
    page = watch.page
    page.goto("/cakupan")
    assert page.locator(".matrix .turned").first.is_visible() is (width > 640)
    page.locator(".matrix").get_by_role("link", name="Kesehatan", exact=True).click()
    assert page.get_by_role("heading", name="Belum ada satu pun di").is_visible()
    watch.assert_sound()
    fewest = page.locator(".counts tbody tr:not(.whole)").last
    province, number = fewest.get_by_role("link").nth(0), fewest.get_by_role("link").nth(1)
    few = int(number.inner_text())
    place = province.inner_text()
    province.click()
    assert place in page.locator("h1").inner_text()
    whole = page.locator(".counts .whole")
    assert whole.get_by_role("link").first.inner_text() == str(few)
    watch.assert_sound()
    whole.get_by_role("link").first.click()
    assert _total(page) == few == page.locator(".row").count()
    names = page.locator(".row h3 a").all_inner_texts()
    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV").click()
    text = saving.value.path().read_text("utf-8-sig")
    assert sorted(row["name"] for row in csv.DictReader(text.splitlines())) == sorted(names)
    watch.assert_sound()


def _pick_three(watch: Watch, *, stays: bool) -> list[str]:
    """Look for a misspelled trade, pick on two pages of it and once more in a place and a field."""
    page = watch.page
    page.goto("/")
    page.locator("#q").fill("pelatihn masyrakat")
    page.get_by_role("button", name="Cari").click()
    assert "ini hasil untuk pelatihan masyarakat" in page.inner_text("#hasil")
    picked = [_pick(page, 0)]
    page.get_by_role("link", name="Berikutnya").click()
    picked.append(_pick(page, 7, stays=stays))
    watch.assert_sound()

    _open_filters(page)
    page.get_by_role("checkbox", name=re.compile("^Kesehatan")).check()
    page.get_by_label("Pada tanggal").fill("2026-12-01")
    page.get_by_role("button", name="Terapkan saringan").click()
    assert page.locator(".row .badge.good").count() == page.locator(".row").count()
    before = _total(page)
    _open_filters(page)
    page.locator(".places a").first.click()
    assert 0 < _total(page) < before
    assert page.get_by_role("link", name="Hapus saringan Kesehatan").is_visible()
    picked.append(_pick(page, 0))
    watch.assert_sound()
    return picked


def _pick(page: Page, place: int, *, stays: bool = False) -> str:
    """Pick a result to compare; return its name. ``stays``: the page does not move meanwhile."""
    row = page.locator(".row").nth(place)
    name = row.locator("h3 a").inner_text()
    link = row.get_by_role("link", name="Bandingkan")
    link.focus()
    before = row.evaluate(_TOP)
    link.press("Enter")
    row.get_by_role("link", name="Dipilih").wait_for()
    assert not stays or row.evaluate(_TOP) == before
    return name


def _open_filters(page: Page) -> None:
    button = page.get_by_role("link", name="Saring hasil")
    if button.is_visible():
        button.click()


def _total(page: Page) -> int:
    return int(page.locator("#judul-hasil").inner_text().split()[0].replace(".", ""))
