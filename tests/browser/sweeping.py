"""Everything looked for in a page in one state: wide and light, narrow and dark, and between."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.accessibility import run_axe
from tests.browser.states import State
from tests.browser.visiting import HEIGHT, NARROW, WIDE, Window

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: A wide screen at twice the size, and the smallest phone.
TWICE, LEAST = 640, 320

#: As sent, the page with all that it loads; a document on the officer's desk is no part of the page.
MOST_BYTES = 60_000
_DOCUMENT = "/berkas/tampil"

_TITLE_OF_REFUSED = {"id": "Perbaiki isian: ", "en": "Correct the entries: "}


@cache
def _script() -> str:
    return (Path(__file__).parent / "looking.js").read_text("utf-8") + "\n;null"


def sweep(window: Window, state: State, *, by_keys: bool = False) -> list[str]:
    """Return what is wrong with a page in a state that was just brought about.

    ``by_keys``: also press Tab all through it, which takes as long as everything else.
    """
    return list(_sweep(window, state, by_keys=by_keys))


def _sweep(window: Window, state: State, *, by_keys: bool) -> Iterator[str]:
    page = window.page
    if window.status != state.status:
        yield f"answered {window.status}"
    window.let_scripts_run(True)
    page.evaluate(_script())
    yield from _weight(page)
    yield from page.evaluate(f"sweep.frame('{state.language}')")
    yield from page.evaluate("sweep.errors()")
    if state.is_refused:
        yield from page.evaluate(f"sweep.told('{_TITLE_OF_REFUSED[state.language]}')")
    page.evaluate("sweep.unfold()")
    for width in (WIDE, TWICE, NARROW, LEAST):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for said in page.evaluate("sweep.sticksOut()"):
            yield f"at {width}: {said}"
        if width in {WIDE, NARROW}:
            page.emulate_media(color_scheme="dark" if width == NARROW else "light")
            for said in _read(page):
                yield f"at {width}: {said}"
    page.emulate_media(color_scheme="light")
    if by_keys:
        yield from _tab_through(page)
    yield from (it for it in window.complaints if f"status of {state.status}" not in it)


def _weight(page: Page) -> Iterator[str]:
    loaded = [
        (name, size) for name, size in page.evaluate("sweep.bytes()") if _DOCUMENT not in name
    ]
    total = sum(size for _, size in loaded)
    if not 0 < total < MOST_BYTES:
        yield f"{total} bytes: {loaded}"


def _read(page: Page) -> Iterator[str]:
    """Look at a page as those do who see, hear or move differently."""
    yield from map(str, run_axe(page))
    yield from page.evaluate("sweep.order()")
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    yield from page.evaluate("sweep.walk()")


def _tab_through(page: Page) -> Iterator[str]:
    """Press Tab as often as there are stops: each is reached, and none keeps the focus."""
    stops, inner = page.evaluate("sweep.start()")
    for _ in range(stops):
        page.keyboard.press("Tab")
    while (left := page.evaluate("sweep.reached()")) and inner > 0:
        page.keyboard.press(
            "Tab"
        )  # not once too often: beyond the page is the browser, which takes its time
        inner -= 1
    yield from left
