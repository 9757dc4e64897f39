"""Photographs and scans as large as phones make them, sent from a phone."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from linkreg import Registry
from tests.browser import people
from tests.samples import jpeg

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Watch
    from tests.browser.people import Keeper

pytestmark = pytest.mark.browser

#: Draws a picture with noise, the left half of it red, the right half see-through; returns base64.
_DRAW = """async ([width, height, type]) => {
  const canvas = new OffscreenCanvas(width, height), paper = canvas.getContext("2d")
  const pixels = paper.createImageData(width, height)
  for (let at = 0; at < pixels.data.length; at += 4) {
    const left = (at / 4) % width < width / 2, noise = Math.random() * 200
    const seen = left || type !== "image/png" ? 255 : 40
    pixels.data.set([left ? 255 : noise, noise, left ? noise : 255, seen], at)
  }
  paper.putImageData(pixels, 0, 0)
  const blob = await canvas.convertToBlob({type, quality: 0.95})
  const reader = new FileReader()
  await new Promise((done) => { reader.onload = done; reader.readAsDataURL(blob) })
  return reader.result.split(",")[1]
}"""

#: What somebody sees who opens a picture: its size, and the colors amid its four edges.
_LOOK = """async (address) => {
  const image = await createImageBitmap(await (await fetch(address)).blob())
  const {width, height} = image, paper = new OffscreenCanvas(width, height).getContext("2d")
  paper.drawImage(image, 0, 0)
  const at = (x, y) => {
    const {data} = paper.getImageData(x - 10, y - 10, 20, 20)
    return [0, 1, 2].map((of) => data.filter((_, at) => at % 4 == of).reduce((a, b) => a + b) / 400)
  }
  const [w, h] = [width / 2, height / 2].map(Math.floor)
  const edges = {left: at(20, h), right: at(width - 20, h), top: at(w, 20), bottom: at(w, height - 20)}
  return {width, height, ...edges}
}"""


@pytest.fixture
def keeper(served: Registry, request: pytest.FixtureRequest) -> Keeper:
    return people.add_published(served, request.node.name.replace("_", " "))


@pytest.fixture
def page(open_browser: Callable[..., Watch], keeper: Keeper) -> Page:
    """The documents of an organization on a phone."""
    found = open_browser(390, javascript=True).page
    people.log_in(found, f"/ormas/{keeper.organization}/isi/bukti", keeper)
    found.wait_for_load_state()  # with its scripts
    return found


def _drawn(page: Page, width: int, height: int, kind: str) -> bytes:
    return base64.b64decode(page.evaluate(_DRAW, [width, height, kind]))


def _turned(picture: bytes) -> bytes:
    """Say in a JPEG that it is to be turned by a quarter to the right, as a phone held upright does."""
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0)
    exif = b"Exif\0\0" + tiff
    return picture[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + picture[2:]


def _form(page: Page) -> Locator:
    paper = page.locator("#bukti-deed")
    paper.locator("summary").click()
    return paper


def _send(paper: Locator, field: str, name: str, kind: str, picture: bytes) -> None:
    paper.get_by_label(field).set_input_files({"name": name, "mimeType": kind, "buffer": picture})
    paper.get_by_role("button", name="Kirim dokumen").click()


def _look(page: Page, paper: Locator) -> dict[str, Any]:
    """Return what arrived, as an officer sees it."""
    paper.get_by_text("sudah ada").wait_for()
    saved = paper.locator(".held a").first.get_attribute("href")
    seen: dict[str, Any] = page.evaluate(_LOOK, f"{saved}/tampil")
    return seen


def test_a_photo_arrives_small_and_upright_and_one_sees_it_leave(
    page: Page, served: Registry, keeper: Keeper
) -> None:
    photo = _turned(_drawn(page, 3000, 2000, "image/jpeg"))
    assert len(photo) > 2_500_000
    paper = _form(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 500_000}
    session = page.context.new_cdp_session(page)
    session.send("Network.emulateNetworkConditions", slow)
    _send(paper, "potret dengan kamera", "foto.jpg", "image/jpeg", photo)
    paper.get_by_role("button", name="Kirim dokumen").click()  # as the impatient do
    paper.get_by_text("Mengirim berkas:").wait_for()
    assert paper.get_by_role("progressbar").is_visible()
    session.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
    seen = _look(page, paper)
    assert (seen["width"], seen["height"]) == (1600, 2400)
    assert seen["top"][0] > seen["top"][2] + 50
    assert seen["bottom"][2] > seen["bottom"][0] + 50
    (document,) = served.get(keeper.organization).evidence
    assert document.file is not None
    assert (document.file.type.label, document.file.name) == ("JPEG", "foto.jpg")
    assert document.file.size < len(photo) / 2


def test_a_large_scan_becomes_a_photo_on_white_paper(page: Page) -> None:
    scan = _drawn(page, 1200, 900, "image/png")
    assert len(scan) > 1_500_000
    paper = _form(page)
    _send(paper, "Berkas", "pindaian.png", "image/png", scan)
    seen = _look(page, paper)
    assert (seen["width"], seen["height"]) == (1200, 900)
    assert seen["left"][0] > seen["left"][1] + 50
    assert min(seen["right"]) > 200  # hardly anything was drawn there
    assert "JPEG" in paper.locator(".held").inner_text()


def test_a_picture_that_the_browser_cannot_read_is_sent_as_it_is(
    page: Page, served: Registry, keeper: Keeper
) -> None:
    odd = jpeg(b"SEFT" + b"0" * 2_000_000)
    paper = _form(page)
    _send(paper, "Berkas", "aneh.jpg", "image/jpeg", odd)
    paper.get_by_text("sudah ada").wait_for()
    (document,) = served.get(keeper.organization).evidence
    assert document.file is not None
    assert served.open_file(document.id).content == odd
