"""``/v1/docs`` in a real browser: all that is served can be read and tried, under our own CSP."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from api.resources import OPERATIONS

if TYPE_CHECKING:
    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

Open = Callable[..., "Watch"]


@pytest.fixture(scope="module")
def opened(open_for_long: Open) -> Watch:
    """The page, drawn once; whatever the browser complained of on the way is remembered."""
    watch = open_for_long(1280, javascript=True)
    watch.page.goto("/v1/docs")
    watch.page.locator(".opblock").first.wait_for()
    return watch


def test_every_operation_is_drawn_and_nothing_is_asked_of_another_host(opened: Watch) -> None:
    drawn = {
        (block.locator(".opblock-summary-method").inner_text(), _path(block))
        for block in opened.page.locator(".opblock").all()
    }
    assert drawn == {(operation.method, operation.path) for operation in OPERATIONS}
    assert opened.page.locator(".errors-wrapper").count() == 0
    opened.assert_sound()


def test_an_operation_of_each_kind_opens_without_a_complaint(opened: Watch) -> None:
    for tag in sorted({operation.path.split("/")[1].partition(".")[0] for operation in OPERATIONS}):
        block = opened.page.locator(f"[id^='operations-{tag}-']").first
        control = block.locator(".opblock-summary-control")
        control.click()
        block.locator(".opblock-body .responses-wrapper").wait_for()
        control.click()  # all at once are more than a browser draws in a minute
    opened.assert_sound()


def test_an_operation_can_be_tried(opened: Watch) -> None:
    block = opened.page.locator("#operations-urusan-list_urusan")
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Try it out").click()
    block.get_by_role("button", name="Execute").click()
    answer = block.locator(".live-responses-table")
    answer.wait_for()
    assert answer.locator(".response-col_status").nth(1).inner_text().startswith("200")
    assert "Kesehatan" in answer.inner_text()
    opened.assert_sound()


def test_it_fits_a_telephone(open_browser: Open) -> None:
    watch = open_browser(390, javascript=True)
    watch.page.goto("/v1/docs")
    watch.page.locator(".opblock").first.wait_for()
    watch.assert_sound()


def test_without_javascript_it_leads_to_the_document(open_browser: Open) -> None:
    watch = open_browser(1280)
    watch.page.goto("/v1/docs")
    watch.assert_sound()
    with watch.page.expect_response("**/v1/openapi.json") as answer:
        watch.page.get_by_role("link", name="baca dokumen OpenAPI-nya").click()
    assert answer.value.status == 200


def _path(block: object) -> str:
    return block.locator(".opblock-summary-path").get_attribute("data-path") or ""  # type: ignore[attr-defined]
