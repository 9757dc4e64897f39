"""Pages on the smallest screens, at twice the size, and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

Open = Callable[..., "Watch"]


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
