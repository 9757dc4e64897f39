"""Pictures of every page in every state at two widths: ``python -m tests.browser.screenshots FOLDER``.

Further arguments are names of states: only those are photographed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from tests.browser.chromium import find_chromium, running_chromium
from tests.browser.scene import staged
from tests.browser.site import serving
from tests.browser.states import State
from tests.browser.states_inside import STATES
from tests.browser.visiting import HEIGHT, NARROW, WIDE, Visits, Window

ORGANIZATIONS = 300


def main(folder: Path, names: Collection[str] = ()) -> None:
    """Write the pictures; an existing one is replaced."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("tidak ada: Chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        staged(Path(scratch), ORGANIZATIONS) as (registry, places),
        serving(registry) as address,
        running_chromium(chromium) as browser,
    ):
        visits = Visits(browser, address, places)
        for state in STATES:
            if not names or state.name in names:
                _take(visits.see(state), state, folder)
        visits.close()


def _take(window: Window, state: State, folder: Path) -> None:
    page = window.page
    for medium in ("", *state.also):
        page.emulate_media(
            color_scheme="dark" if medium == "dark" else "light",
            media="print" if medium == "print" else "screen",
        )
        name = "-".join(filter(None, (state.name, medium)))
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit("python -m tests.browser.screenshots FOLDER [STATE ...]")
    main(Path(sys.argv[1]), sys.argv[2:])
