"""Browsers in which the states of pages are visited, one for each person, language and script."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.acts import ACTS
from tests.browser.scene import PEOPLE, Person, Places
from tests.browser.states import State
from tests.browser.watching import Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, CDPSession, Response

WIDE, NARROW = 1280, 390
HEIGHT = 844

_Key = tuple[str, str, bool]


class Window(Watch):
    """A watched page that keeps nothing of what it loads, and knows how it was answered."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        super().__init__(context.new_page(), address)
        self.status = 0
        self.protocol: CDPSession = context.new_cdp_session(self.page)
        self.protocol.send("Network.enable")
        self.protocol.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status

    def let_scripts_run(self, allowed: bool) -> None:
        """Switch the page's scripts off or on; what was loaded without them stays without."""
        self.protocol.send("Emulation.setScriptExecutionDisabled", {"value": not allowed})


@dataclass(slots=True)
class Visits:
    """Windows by who looks, in which language, with or without scripts."""

    browser: Browser
    address: str
    places: Places
    windows: dict[_Key, Window] = field(default_factory=dict)

    def see(self, state: State) -> Window:
        """Bring a window into a state, wide and in light colors."""
        key = (state.who, state.language, state.script)
        window = self.windows.get(key) or self._open(key)
        window.complaints.clear()
        page = window.page
        page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        page.emulate_media(color_scheme="light", media="screen")
        window.let_scripts_run(state.script)
        page.goto(state.path.format_map(self.places))
        if state.act:
            ACTS[state.act](page)
        page.wait_for_load_state()
        return window

    def close(self) -> None:
        """Close every window."""
        for window in self.windows.values():
            window.page.context.close()

    def _open(self, key: _Key) -> Window:
        who, language, _ = key
        context = self.browser.new_context(
            base_url=self.address, viewport={"width": WIDE, "height": HEIGHT}, locale="id-ID"
        )
        if language != "id":
            cookie: Any = {"name": "bahasa", "value": language, "url": self.address}
            context.add_cookies([cookie])
        window = self.windows[key] = Window(context, self.address)
        if who:
            _log_in(window, PEOPLE[who])
        return window


def _log_in(window: Window, person: Person) -> None:
    page = window.page
    page.goto("/masuk")
    page.locator("#email").fill(person.email)
    page.locator("#password").fill(person.password)
    with page.expect_navigation():
        page.locator("main form button").click()
    assert "/masuk" not in page.url, person
