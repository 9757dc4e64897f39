"""An officer plans something against an organization, which is heard before it is decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from linkreg import Registry
from linkreg.vocabulary import EvidenceState, OrganizationStatus
from tests.browser import people

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watch
    from tests.browser.people import Keeper

pytestmark = pytest.mark.browser

Enter = Callable[[], "Watch"]

_UNTIL = "dapat dijawab sampai 4 Desember 2026"
_BLURRED, _MOVED = "Halaman kedua buram.", "Alamat kantor kosong saat didatangi."
_SEE_FILE, _WE_MOVED = "Salinan yang terang ada pada kami.", "Kami pindah ke Jalan Contoh 2."
_READABLE, _UNANNOUNCED = "Salinan terang sudah dilihat.", "Kepindahan tidak diberitahukan."


def test_an_organization_is_heard_before_it_is_decided(
    enter: Enter, served: Registry, width: int, javascript: bool
) -> None:
    name = f"Yayasan Contoh Didengar {width} {javascript}"
    keeper = people.add_published(served, name)
    kswp = {"kind": "kswp", "issuer": "DJP", "issued_on": "2026-02-01"}
    document = people.accepted_document(served, keeper, kswp)
    officer, own, anybody = enter(), enter(), enter()
    _plan(officer, keeper)
    _nothing_is_known_to_the_public(anybody, keeper)
    _answer(own, keeper)
    _decide(officer, name)
    record = served.get(keeper.organization)
    assert record.status is OrganizationStatus.SUSPENDED
    assert served.open_desk(document).document.state is EvidenceState.ACCEPTED
    _the_organization_reads_both_decisions(own)
    _the_public_reads_what_took_effect(anybody, keeper, name)


def _plan(officer: Watch, keeper: Keeper) -> None:
    """Plan a suspension and, first without the reason that it needs, a rejection."""
    page = officer.page
    people.log_in(page, f"/ormas/{keeper.organization}")
    page.locator("summary", has_text="Tangguhkan").click()
    page.get_by_role("textbox", name="Alasan").locator("visible=true").fill(_MOVED)
    page.get_by_role("button", name="Tangguhkan").click()
    page.get_by_text("dapat menjawab sampai 4 Desember 2026").wait_for()
    officer.assert_sound()
    row = page.locator("tr.ruling-row")
    row.get_by_text("Ubah putusan").click()
    for question in row.locator("fieldset").all()[:-1]:
        question.get_by_role("radio", name="Ya").check()
    row.get_by_role("radio", name="Tidak").last.check()
    row.get_by_role("button", name="Rencanakan penolakan").click()
    page.get_by_text("Tulis alasan penolakan").first.wait_for()
    officer.assert_sound()
    row.get_by_role("textbox", name="Catatan").fill(_BLURRED)
    row.get_by_role("button", name="Rencanakan penolakan").click()
    page.get_by_role("status").get_by_text("dapat menjawab sampai 4 Desember 2026").wait_for()
    officer.assert_sound()


def _nothing_is_known_to_the_public(anybody: Watch, keeper: Keeper) -> None:
    page = anybody.page
    for path in ("", "/riwayat"):
        page.goto(f"/ormas/{keeper.organization}{path}")
        words = page.inner_text("main").lower()
        for secret in ("pemberitahuan", "rencana", _MOVED.lower(), _BLURRED.lower()):
            assert secret not in words


def _answer(own: Watch, keeper: Keeper) -> None:
    page = own.page
    people.log_in(page, account=keeper)
    assert page.url.endswith(keeper.organization)
    notices = page.locator(".note", has=page.get_by_text("Ada pemberitahuan untuk Anda"))
    assert notices.inner_text().count(_UNTIL) == 2
    own.assert_sound()
    for measure, reason, said in (
        ("Rencana penangguhan profil", _MOVED, _WE_MOVED),
        ("Rencana penolakan dokumen", _BLURRED, _SEE_FILE),
    ):
        notices.get_by_role("link", name=measure).click()
        notice = page.locator(".notice", has=page.get_by_role("heading", name=measure))
        assert reason in notice.inner_text()
        notice.get_by_role("textbox").fill(said)
        notice.get_by_role("button", name="Kirim jawaban").click()
        page.get_by_text("Jawaban tersimpan.").wait_for()
        assert said in notice.inner_text()
        own.assert_sound()


def _decide(officer: Watch, name: str) -> None:
    """Carry the suspension out, and give the rejection up."""
    page = officer.page
    for measure, answered, choice, grounds, told in (
        ("Penangguhan profil", _WE_MOVED, "Laksanakan", _UNANNOUNCED, "dilaksanakan"),
        ("Penolakan dokumen", _SEE_FILE, "Batalkan", _READABLE, "dibatalkan"),
    ):
        page.goto("/petugas")
        waiting = page.locator("[aria-labelledby=menunggu-putusan] tr")
        row = waiting.filter(has_text=name).filter(has_text=measure)
        assert answered in row.inner_text()
        row.get_by_role("link").click()
        notice = page.locator(":target")
        assert answered in notice.inner_text()
        notice.get_by_text("Putuskan").click()
        notice.get_by_role("radio", name=choice).check()
        notice.get_by_role("textbox", name="Pertimbangan").fill(grounds)
        officer.assert_sound()
        notice.get_by_role("button", name="Simpan putusan").click()
        page.get_by_text(f"{measure}: {told}.").wait_for()
        officer.assert_sound()


def _the_organization_reads_both_decisions(own: Watch) -> None:
    page = own.page
    page.reload()
    assert page.get_by_text("Ada pemberitahuan untuk Anda").count() == 0
    words = page.inner_text("#pemberitahuan")
    for told in (_UNANNOUNCED, _READABLE, "Dilaksanakan", "Dibatalkan"):
        assert told in words
    own.assert_sound()


def _the_public_reads_what_took_effect(anybody: Watch, keeper: Keeper, name: str) -> None:
    page = anybody.page
    page.goto(f"/ormas/{keeper.organization}")
    words = page.inner_text("main")
    assert "Profil ini ditangguhkan" in words
    assert _UNANNOUNCED in words
    for secret in (_MOVED, _BLURRED, _WE_MOVED, _SEE_FILE, _READABLE):
        assert secret not in words
    anybody.assert_sound()
    page.get_by_role("link", name="Riwayat perubahan").click()
    happened = _happened(page)
    assert "Ditangguhkan" in happened[0]
    assert not any("ditolak" in it.lower() or "emberitahuan" in it for it in happened)
    anybody.assert_sound()
    page.goto("/?q=yayasan+contoh+didengar")
    page.locator("#judul-hasil").wait_for()
    assert page.get_by_role("heading", name=name).count() == 0


def _happened(page: Page) -> list[str]:
    return page.locator(".history li").all_inner_texts()
