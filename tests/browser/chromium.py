"""Finding and starting the system's Chromium; playwright is imported only when one is started."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: The same without what a screen needs, and without a viewer of PDF: it takes half the time.
_HEADLESS = "chromium-headless-shell"

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
)


def find_chromium(*, whole: bool = True) -> str | None:
    """Return the path of a Chromium; ``LINKREG_CHROMIUM`` names one explicitly.

    Where it need not be ``whole``, one that only renders is preferred.
    """
    names = _NAMES if whole else (_HEADLESS, *_NAMES)
    named = os.environ.get("LINKREG_CHROMIUM")
    return named or next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def running_chromium(path: str) -> Iterator[Browser]:
    """Start the browser and stop it at the end of the block."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and optional

    with sync_playwright() as playwright, launched(playwright.chromium, path) as browser:
        yield browser


@contextmanager
def launched(kind: BrowserType, path: str) -> Iterator[Browser]:
    """Start one more browser where playwright runs already."""
    browser = kind.launch(executable_path=path, args=list(_FLAGS))
    try:
        yield browser
    finally:
        browser.close()
