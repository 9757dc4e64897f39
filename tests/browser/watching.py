"""A page that is watched: what the browser complains of, and what it asks of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.browser.accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
