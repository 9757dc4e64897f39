"""What a page comes to on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: A4 in points, upright and across, as Chromium rounds it.
UPRIGHT, ACROSS = (595, 842), (842, 595)


def sheets(page: Page) -> list[tuple[int, int]]:
    """Return the size of each sheet of paper that a page is printed on, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    return [(round(float(across)), round(float(down))) for across, down in boxes]
