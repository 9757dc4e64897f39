"""A real Chromium without JavaScript before the served pages; what it complains of fails the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from linkreg import Registry
from tests.browser.accessibility import violations
from tests.browser.chromium import find_chromium, running_chromium
from tests.browser.site import sample_registry, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 390)

#: Run in the page by the test, not by the page: how far its content sticks out to the right.
_STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Watch:
    """What went wrong in a page since it was opened."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._follow)

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def _follow(self, request: Any) -> None:
        """Hear of requests to others; the browser's own viewer of PDF is the browser."""
        if not request.url.startswith((self.address, "data:", "chrome:", "chrome-extension:")):
            self.complaints.append(f"request to {request.url}")

    def assert_accessible(self) -> None:
        """Sound, and without a single violation of the rules of accessibility."""
        self.assert_sound()
        assert violations(self.page) == [], self.page.url

    def assert_sound(self) -> None:
        """Nothing was complained of, nothing asked of another host, nothing sticks out sideways."""
        self.page.wait_for_load_state()
        assert self.complaints == []
        assert self.page.evaluate(_STICKS_OUT) <= 0, self.page.url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    missing = None if path else "tidak ada: Chromium (paket Debian: chromium)"
    try:
        import playwright.sync_api  # noqa: F401, PLC0415
    except ImportError:
        missing = 'tidak ada: playwright (pip install "linkreg[browser]")'
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with running_chromium(path or "") as browser:
        yield browser


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """The registry behind the pages, with a hundred organizations in it."""
    with sample_registry(tmp_path_factory.mktemp("site"), 100) as registry:
        yield registry


@pytest.fixture(scope="session")
def address(served: Registry) -> Iterator[str]:
    """Where the pages are served."""
    with serving(served) as url:
        yield url


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=[False, True], ids=["plain", "scripted"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def open_browser(chromium: Browser, address: str) -> Iterator[Callable[..., Watch]]:
    """Open a browser window of a width; JavaScript is off unless asked for."""
    with _windows(chromium, address) as open_window:
        yield open_window


@pytest.fixture(scope="module")
def open_for_long(chromium: Browser, address: str) -> Iterator[Callable[..., Watch]]:
    """Open a window for all tests of a module."""
    with _windows(chromium, address) as open_window:
        yield open_window


@contextmanager
def _windows(chromium: Browser, address: str) -> Iterator[Callable[..., Watch]]:
    with ExitStack() as contexts:

        def open_window(width: int, *, javascript: bool = False, at: str = address) -> Watch:
            context = chromium.new_context(
                base_url=at,
                viewport={"width": width, "height": 844},
                java_script_enabled=javascript,
                locale="id-ID",
            )
            contexts.callback(context.close)
            return Watch(context.new_page(), at)

        yield open_window


@pytest.fixture
def enter(open_browser: Callable[..., Watch], width: int, javascript: bool) -> Callable[[], Watch]:
    """Let somebody in: with a narrow and a wide window, each with JavaScript off and on."""
    return lambda: open_browser(width, javascript=javascript)
