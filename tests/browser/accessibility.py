"""What axe-core finds wrong with a page for people who see, hear or move differently."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

_AXE = Path(__file__).parent / "axe" / "axe.min.js"

#: WCAG 2.2 A and AA, and what axe holds to be good practice.
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_RUN = """async (tags) => {
  const options = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false}
  const {violations} = await axe.run(document, options)
  const told = ({target, failureSummary}) => [target.join(" "), failureSummary]
  return violations.map(({id, help, nodes}) => ({id, help, where: nodes.slice(0, 5).map(told)}))
}"""


_SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)


@cache
def _source() -> str:
    return _AXE.read_text("utf-8") + "\n;null"


def run_axe(page: Page) -> list[dict[str, Any]]:
    """Return what breaks the rules, where the page runs scripts."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(_RUN, _TAGS)
    return found


def violations(page: Page) -> list[dict[str, Any]]:
    """Return what breaks the rules on a page as it stands, each with the elements concerned.

    The page is drawn once more beside itself, as it stands, without its own scripts: the tool needs
    timers, which a browser without JavaScript does not run.
    """
    browser, address = page.context.browser, page.url
    assert browser is not None
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    context = browser.new_context(
        viewport=page.viewport_size, color_scheme="dark" if dark else "light", locale="id-ID"
    )
    try:
        twin = context.new_page()
        html = _SCRIPTS.sub("", page.content())
        twin.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
        twin.goto(address)
        return run_axe(twin)
    finally:
        context.close()
