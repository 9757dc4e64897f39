"""Chromium behind a slow line, with nothing in its cache: when something is seen, and when the results.

The line is the browser's own emulation (DevTools protocol): so many bits a second for everything it
loads at once, and a wait before each answer. It does not emulate that connections must be opened first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.browser.chromium import find_chromium, running_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}

#: Runs before the page's own: notes the frame that first holds a row of results. While the stylesheet
#: is awaited there are no frames.
_WATCH = """
const look = () => {
  if (!document.querySelector("#hasil .row")) return requestAnimationFrame(look)
  const { port1, port2 } = new MessageChannel()
  port2.onmessage = () => { window.rowsSeen = performance.now() }
  port1.postMessage(null)
}
requestAnimationFrame(look)
"""

#: Asked in the page by us, once everything is here; the frame may still be to come.
_ROWS = """
new Promise(done => {
  const ask = () => window.rowsSeen ? done(window.rowsSeen) : setTimeout(ask, 20)
  ask()
})
"""
_FIRST = """
performance.getEntriesByName("first-contentful-paint")[0].startTime
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """``first`` and ``rows``: seconds from the click until something, and a row, is painted.

    ``html`` and ``total`` are the bytes that came over the line, headers included, also those that came
    only afterwards.
    """

    first: float
    rows: float
    html: float
    total: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser; raise ``RuntimeError`` where there is none."""
    path = find_chromium()
    if path is None:
        raise RuntimeError("no Chromium: install it, or leave this out with --parts server")
    with running_chromium(path) as browser:
        yield browser


def open_slowly(browser: Browser, address: str, width: int, *, packed: bool = True) -> Seen:
    """Open a page of results in a window as new as the browser can make one."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        extra_http_headers={} if packed else {"Accept-Encoding": "identity"},
    )
    try:
        return _opened(context.new_page(), address)
    finally:
        context.close()


def _opened(page: Page, address: str) -> Seen:
    line = page.context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    line.on("Network.loadingFinished", lambda it: sizes.update({it["requestId"]: _size(it)}))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", _LINE)
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="load")
    rows, first = (page.evaluate(it) / 1000 for it in (_ROWS, _FIRST))
    html = page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")
    return Seen(first, max(first, rows), html, sum(sizes.values()))


def _size(finished: Any) -> float:
    return float(finished["encodedDataLength"])
