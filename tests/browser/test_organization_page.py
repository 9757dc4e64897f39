"""An organization's page, its history and comparisons, on any screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from tests.browser import people
from tests.browser.printing import UPRIGHT, sheets

if TYPE_CHECKING:
    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

Open = Callable[..., "Watch"]

_PACKAGE = "?package_urusan=1.06&partnering=true&until=2027-06-30"
_LEFT = "element => element.getBoundingClientRect().left"


def _ids(registry: Registry, **asked: object) -> list[str]:
    return [it.record.id for it in registry.search("", limit=100, **asked).results]


def test_the_header_has_a_menu_where_there_is_little_room(
    open_browser: Open, served: Registry, width: int
) -> None:
    watch = open_browser(width)
    page = watch.page
    people.log_in(page, f"/ormas/{_ids(served, region=['73'])[0]}")
    leave = page.get_by_role("button", name="Keluar")
    if width < 640:
        assert not leave.is_visible()
        page.get_by_text("Menu", exact=True).click()
    assert leave.is_visible()
    watch.assert_accessible()


def test_on_a_phone_what_is_met_unfolds_and_on_a_wide_screen_lies_open(
    open_browser: Open, served: Registry, width: int
) -> None:
    page = open_browser(width).page
    page.goto(f"/ormas/{_ids(served, qualified_on='2026-11-20')[0]}")
    row = page.locator(".findings tr.met").first
    cited = row.get_by_text("Peraturan LKPP")
    if width < 768:
        assert not cited.is_visible()
        row.get_by_text("Alasan dan dasar").click()
    assert cited.is_visible()
    assert row.get_by_text("Alasan dan dasar").is_visible() is (width < 768)


def test_the_sheet_is_one_page_of_paper_whoever_prints_it(
    open_browser: Open, served: Registry
) -> None:
    page = open_browser(1280).page
    public, regional = _ids(served)[:3], _ids(served, region=["73"])[:2]
    for organization in (*public, *regional):
        page.goto(f"/ormas/{organization}{_PACKAGE}")
        assert sheets(page) == [UPRIGHT], page.url
    people.log_in(page)
    for organization in regional:
        page.goto(f"/ormas/{organization}{_PACKAGE}")
        assert sheets(page) == [UPRIGHT], page.url
    page.emulate_media(media="print")
    code = page.locator(".paper-foot svg").bounding_box()
    assert code
    assert code["width"] > 60
    assert page.locator(".findings .cite").last.is_visible()
    assert not page.locator("#dokumen").is_visible()


def test_labels_of_a_comparison_stay_while_it_is_swiped(
    open_browser: Open, served: Registry
) -> None:
    watch = open_browser(390)
    page = watch.page
    some = "&".join(f"id={it}" for it in _ids(served)[:3])
    page.goto(f"/bandingkan?{some}")
    label = page.locator("tbody th[scope=row]").first
    before = label.evaluate(_LEFT)
    page.locator(".sideways").evaluate("element => element.scrollLeft = 150")
    assert label.evaluate(_LEFT) == before
    page.get_by_role("link", name=re.compile("^Lepas")).first.click()
    assert page.locator("thead th").count() == 2
