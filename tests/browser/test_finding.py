"""Finding in a real browser: suggestions, order, map, picks and coverage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry

if TYPE_CHECKING:
    from tests.browser.conftest import Watch

    Open = Callable[..., Watch]

#: States of the pages: the wide ones, and those that differ on a phone.
PAGES = {
    1280: (
        "/",
        "/?q=pelatihan&region=73",
        "/cakupan?region=73",
        "/cakupan?urusan=3.26&region=96",
        "/cakupan?qualified_on=besok&urusan=9.99",
    ),
    390: ("/", "/?region=73.71&qualified_on=2026-11-20#saring", "/cakupan", "/cakupan?urusan=1.02"),
}


def test_every_state_is_accessible_in_light_and_dark(open_browser: Open, width: int) -> None:
    watch = open_browser(width)
    for place, path in enumerate(PAGES[width]):
        watch.page.emulate_media(color_scheme="dark" if place % 2 else "light")
        watch.page.goto(path)
        watch.assert_accessible()


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
def test_from_coverage_to_a_list_to_those_picked(open_browser: Open, javascript: bool) -> None:
    watch = open_browser(1280, javascript=javascript)
    page = watch.page
    page.goto("/cakupan")
    page.get_by_label("Bidang urusan", exact=True).select_option("1.02")
    page.get_by_role("button", name="Tampilkan").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Jawa Barat"))
    published = row.get_by_role("link").nth(1)
    number = published.inner_text()
    published.click()
    assert page.locator("#judul-hasil").inner_text() == f"{number} organisasi"
    picks = page.get_by_role("checkbox", name="Bandingkan")
    ids = [picks.nth(place).get_attribute("value") for place in (0, 1)]
    for place in (0, 1):
        picks.nth(place).check()
    with page.expect_request("**/bandingkan?*") as asked:
        page.get_by_role("button", name="Bandingkan yang dipilih").click()
    assert asked.value.url.endswith(f"/bandingkan?id={ids[0]}&id={ids[1]}")


def test_on_a_phone_the_table_is_a_list_of_fields(open_browser: Open) -> None:
    watch = open_browser(390)
    page = watch.page
    page.goto("/cakupan")
    assert not page.locator(".matrix .turned").first.is_visible()
    page.locator(".matrix").get_by_role("link", name="Kesehatan", exact=True).click()
    page.wait_for_url("**/cakupan?urusan=1.02")
    assert page.get_by_role("heading", name="Belum ada satu pun di").is_visible()
    watch.assert_sound()
