"""The sweep finds what it looks for: all that is wrong in a page, and a trap for the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.states import State
from tests.browser.sweeping import sweep
from tests.browser.visiting import Window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

_STYLE = """
main { width: 700px } .bare:focus { outline: none }
@media (prefers-color-scheme: light) { .pale { color: #aaa; background: #fff } }
.turned { display: flex; flex-direction: row-reverse }
.over { position: fixed; inset: 0 0 auto; height: 90px }
@media (prefers-color-scheme: dark) { .dim { color: #333; background: #222 } }
"""

_WRONG = f"""<html lang="fr"><head><title>linkreg</title><style>{_STYLE}</style></head><body><main>
<a class="bare" href="#nowhere">Tautan tanpa tanda</a>
<h1>Satu</h1><h1>Dua</h1><h3>Melompat</h3>
<p class="pale">Pucat sekali</p><p class="dim">Gelap sekali</p>
<div class="turned"><a href="/a">Pertama</a><a href="/b">Kedua</a></div>
<p id="kembar">Satu</p><p id="kembar">Dua</p><input aria-label="Isian" tabindex="3">
<label for="npwp">NPWP</label><input id="npwp" aria-invalid="true" aria-describedby="tiada">
<span class="wrong" id="lepas">Keliru.</span>
<p>{"Panjang" * 30}</p>
</main><div class="over">Di atas segalanya</div></body></html>"""

#: What is found, by a piece of what is said of it.
_FOUND = (
    "answered 0",
    "0 bytes",
    "lang is fr",
    "2 h1",
    "title says nothing",
    "heading out of order",
    "twice: #kembar",
    'aria-describedby="tiada" leads nowhere',
    "#nowhere leads nowhere",
    "tabindex above 0",
    "no field is described by: span#lepas",
    "invalid, but not why: input#npwp",
    "mistakes, but no alert",
    "refused, but no alert",
    "at 1280: {'id': 'color-contrast'",
    "at 390: {'id': 'color-contrast'",
    "px stick out of p",
    "at 640: the page is",
    "at 320: the page is",
    'reached after a "Pertama", shown before it: a "Kedua"',
    "focus is not seen: a.bare",
    "covered when focused: a.bare",
)

_TRAP = """<html lang="id"><head><title>Jebakan – linkreg</title></head><body><main><h1>Jebakan</h1>
<button onkeydown="event.preventDefault()">Tertahan</button>
<a href="/a">Tak tercapai</a></main></body></html>"""


@pytest.fixture
def window(chromium: Browser) -> Iterator[Window]:
    context = chromium.new_context(viewport={"width": 1280, "height": 844})
    yield Window(context, "http://127.0.0.1")
    context.close()


def test_everything_that_is_wrong_is_told(window: Window) -> None:
    window.page.set_content(_WRONG)
    told = sweep(window, State("apa-saja-keliru", "/", status=422))
    assert [it for it in _FOUND if not any(it in said for said in told)] == [], told


def test_a_page_that_keeps_the_focus_is_told(window: Window) -> None:
    window.page.set_content(_TRAP)
    told = sweep(window, State("jebakan", "/", status=0), by_keys=True)
    assert 'Tab does not reach a "Tak tercapai"' in told
