"""A document that runs out is replaced: the old one counts until an officer has accepted the new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from linkreg.vocabulary import EvidenceState
from tests.browser import people

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch
    from tests.browser.people import Account, Keeper

pytestmark = pytest.mark.browser

Enter = Callable[[], "Watch"]

_LEASE = "Perjanjian sewa atau pinjam pakai kantor"
_OFFICE = "Memiliki atau menguasai kantor dengan alamat tetap"
_OLD, _NEW = "5 Desember 2026", "14 November 2028"


_REGION = "76.02"


@pytest.fixture(scope="module")
def in_charge(served: Registry) -> Account:
    return people.alone_in_charge(served, _REGION)


def test_a_document_that_runs_out_is_replaced(
    enter: Enter, served: Registry, in_charge: Account, width: int, javascript: bool
) -> None:
    name = f"Yayasan Contoh Berganti {width} {javascript}"
    keeper = people.add_published(served, name, region=_REGION)
    lease = {"kind": "office_lease", "issued_on": "2024-12-06", "valid_until": "2026-12-05"}
    old = people.accepted_document(served, keeper, lease)
    officer, anybody = enter(), enter()
    _read_in_the_sheet(anybody, keeper, _OLD)
    people.log_in(officer.page, "/petugas", in_charge)
    assert _ending(officer.page, name) == 1
    _replace(enter(), keeper)
    _read_in_the_sheet(anybody, keeper, _OLD)
    assert served.open_desk(old).document.counts
    _verify(officer, name)
    assert {it.state for it in served.get(keeper.organization).evidence} == {EvidenceState.ACCEPTED}
    _read_in_the_sheet(anybody, keeper, _NEW)
    _read_in_the_history(anybody)


def _read_in_the_sheet(anybody: Watch, keeper: Keeper, until: str) -> None:
    page = anybody.page
    page.goto(f"/ormas/{keeper.organization}")
    row = page.locator("#lembar tr", has=page.get_by_text(_OFFICE))
    assert "Terpenuhi" in row.inner_text()
    assert until in row.inner_text()
    anybody.assert_sound()


def _ending(page: Page, name: str) -> int:
    return page.locator("[aria-labelledby=segera-berakhir] tr", has_text=name).count()


def _replace(own: Watch, keeper: Keeper) -> None:
    """Learn that it runs out, and send the new one in its place, through the steps."""
    page = own.page
    people.log_in(page, account=keeper)
    note = page.locator(".note", has=page.get_by_text("Dokumen yang segera berakhir"))
    assert f"berakhir pada {_OLD}, 15 hari lagi" in note.inner_text()
    own.assert_sound()
    note.get_by_role("link", name="Ganti dokumen").click()
    paper = page.locator(".paper", has=page.get_by_role("heading", name=_LEASE))
    paper.get_by_label("Berkas").set_input_files(people.chosen_file("sewa.pdf", "SEWA KANTOR"))
    paper.get_by_role("textbox", name="Tanggal terbit").fill("15 November 2026")
    paper.get_by_role("textbox", name="Berlaku sampai").fill(_NEW)
    own.assert_sound()
    paper.get_by_role("button", name="Kirim dokumen").click()
    paper.get_by_text(f"Sampai {_NEW}").wait_for()
    old, new = (paper.locator(".held li", has_text=f"Sampai {day}") for day in (_OLD, _NEW))
    assert "Diterima" in old.inner_text()
    assert "Tetap dihitung sampai penggantinya diterima." in old.inner_text()
    assert "Menunggu verifikasi" in new.inner_text()
    own.assert_sound()


def _verify(officer: Watch, name: str) -> None:
    page = officer.page
    page.reload()
    assert _ending(page, name) == 0
    row = page.locator("[aria-labelledby=menunggu-verifikasi] tr", has_text=name)
    row.get_by_role("link", name=_LEASE).click()
    page.get_by_role("heading", name=_LEASE).wait_for()
    assert f"Menggantikan: {_LEASE}" in page.inner_text("main")
    assert _OLD in page.inner_text("main")
    officer.assert_sound()
    for answer in page.get_by_role("radio", name="Ya").all():
        answer.check()
    page.get_by_role("button", name="Terima").click()
    page.get_by_text("Putusan tersimpan: diterima.").wait_for()


def _read_in_the_history(anybody: Watch) -> None:
    page = anybody.page
    page.get_by_role("link", name="Riwayat perubahan").click()
    page.get_by_role("heading", name="Riwayat perubahan").wait_for()
    told = page.locator(".history .work b").all_inner_texts()
    assert told[:6] == ["Dokumen diterima", "Berkas diunggah", "Dokumen disampaikan"] * 2
    assert page.inner_text(".history").count(_LEASE) == 6
    anybody.assert_sound()
