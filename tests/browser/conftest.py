"""A real Chromium without JavaScript before the served pages; what it complains of fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from tests.browser.chromium import find_chromium, launched, running_chromium
from tests.browser.scene import staged
from tests.browser.site import sample_registry, serving
from tests.browser.visiting import Visits
from tests.browser.watching import Watch
from tests.conftest import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = (1280, 390)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_chromium(_require(whole=False)) as browser:
        yield browser


@pytest.fixture(scope="session")
def whole_chromium(chromium: Browser) -> Iterator[Browser]:
    """A Chromium that shows PDF, too."""
    with launched(chromium.browser_type, _require(whole=True)) as browser:
        yield browser


def _require(*, whole: bool) -> str:
    if find_spec("playwright") is None:
        missing('playwright (pip install "linkreg[browser]")')
    path = find_chromium(whole=whole)
    if path is None:
        missing("Chromium (paket Debian: chromium)")
    return path


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


@pytest.fixture(scope="session")
def visits(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    """Windows onto a registry of their own, in which every state can be seen."""
    with (
        staged(tmp_path_factory.mktemp("scene"), 60) as (registry, places),
        serving(registry) as url,
    ):
        opened = Visits(chromium, url, places)
        yield opened
        opened.close()


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


@pytest.fixture
def open_whole(whole_chromium: Browser, address: str) -> Iterator[Callable[..., Watch]]:
    """Open a window that shows PDF, too."""
    with _windows(whole_chromium, address) as open_window:
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
