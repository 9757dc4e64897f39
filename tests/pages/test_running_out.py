"""Documents that run out: told to the organization itself and to its officers, to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from api.pages import worklist
from fixtures.demo import DemoEvidence
from fixtures.factories import EvidenceFactory
from linkreg.vocabulary import EvidenceKind, EvidenceState
from tests.pages.conftest import TODAY, Site, Visitor
from tests.pages.reading import Page

LogIn = Callable[[str], Visitor]

NOTICE = "Dokumen yang segera berakhir"
SECTION = "Segera berakhir di wilayah Anda"


def _lease(days: int, **facts: object) -> DemoEvidence:
    """Return a lease whose last day is so many days from now."""
    return EvidenceFactory(
        kind=EvidenceKind.OFFICE_LEASE, valid_until=TODAY + timedelta(days=days), **facts
    )


def _kswp() -> DemoEvidence:
    return EvidenceFactory(kind=EvidenceKind.KSWP, issued_on=date(2025, 2, 3))


def test_those_concerned_read_when_it_ends_and_what_to_do(
    site: Site, public: Visitor, logged_in: LogIn
) -> None:
    record = site.add(evidence=(_lease(28), _kswp()), keeper="pengurus")
    address = f"/ormas/{record.id}"
    lease = next(d for d in record.evidence if d.kind is EvidenceKind.OFFICE_LEASE)
    for insider in (logged_in("pengurus"), logged_in("petugas-kota")):
        page = insider.open(address)
        assert page.text.count(NOTICE) == 1
        assert (
            "Perjanjian sewa atau pinjam pakai kantor berakhir pada 18 Desember 2026, 28 hari lagi. "
            "Sampaikan penggantinya, yang berlaku paling lambat mulai 19 Desember 2026."
        ) in page.text
        assert page.links["Perjanjian sewa atau pinjam pakai kantor"] == f"#dokumen-{lease.id}"
    for stranger in (public, logged_in("tetangga")):
        assert NOTICE not in stranger.open(address).text


def test_what_ended_lately_is_told_as_ended(site: Site, logged_in: LogIn) -> None:
    page = logged_in("petugas").open(f"/ormas/{site.add(evidence=(_lease(-1),)).id}")
    assert NOTICE in page.text
    assert "sudah berakhir pada 19 November 2026. Sampaikan penggantinya yang" in page.text


@pytest.mark.parametrize("asked", ["", "?on=2026-01-05&basis=declared"])
@pytest.mark.parametrize(
    "documents",
    [
        (_lease(29),),
        (_lease(-56),),
        (_lease(5, state=EvidenceState.REJECTED, note="Buram."),),
        (_lease(5), _lease(400)),
    ],
    ids=["far ahead", "long ago", "rejected", "replaced"],
)
def test_what_is_of_no_concern_today_is_not_told(
    site: Site, logged_in: LogIn, documents: tuple[DemoEvidence, ...], asked: str
) -> None:
    record = site.add(evidence=documents)
    assert NOTICE not in logged_in("petugas").open(f"/ormas/{record.id}{asked}").text


def _ending(page: Page) -> str:
    """Return what the desk says of documents that end, without what follows it."""
    return page.text.partition(SECTION)[2].partition("Pencarian tersimpan")[0]


def test_the_waiting_list_names_what_ends_soon_in_the_officers_region(
    site: Site, logged_in: LogIn
) -> None:
    later = site.add(name="Yayasan Contoh Nanti", evidence=(_lease(28),))
    site.add(name="Yayasan Contoh Segera", evidence=(_lease(0),), region="73.06")
    site.add(name="Yayasan Contoh Jauh", evidence=(_lease(3),), region="32.73")
    site.add(name="Yayasan Contoh Lewat", evidence=(_lease(-1),))
    site.add(name="Yayasan Contoh Lama", evidence=(_lease(29),))
    site.add(name="Yayasan Contoh Terganti", evidence=(_lease(3), _lease(400)))
    page = logged_in("petugas").open("/petugas")
    told = _ending(page)
    assert told.index("Yayasan Contoh Segera") < told.index("Yayasan Contoh Nanti")
    assert "berakhir hari ini, 20 November 2026" in told
    assert page.links["Yayasan Contoh Nanti"] == f"/ormas/{later.id}"
    for absent in ("Jauh", "Lewat", "Lama", "Terganti"):
        assert f"Yayasan Contoh {absent}" not in told
    city = _ending(logged_in("petugas-kota").open("/petugas"))
    assert "Yayasan Contoh Segera" not in city
    other = _ending(logged_in("tetangga").open("/petugas"))
    assert "Yayasan Contoh Jauh" in other


def test_without_anything_that_ends_it_says_so(logged_in: LogIn) -> None:
    page = logged_in("petugas").open("/petugas")
    assert "Tidak ada dokumen yang segera berakhir." in page.text


def test_the_soonest_are_shown_first_and_all_on_demand(
    site: Site, logged_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist, "SHOWN", 2)
    title = EvidenceFactory(kind=EvidenceKind.OFFICE_TITLE)
    for days in (9, 7, 5):
        site.add(name=f"Yayasan Contoh H{days}", evidence=(_lease(days),))
    decree = EvidenceFactory(kind=EvidenceKind.BOARD_DECREE, valid_until=TODAY + timedelta(days=20))
    site.add(name="Yayasan Contoh Semu", evidence=(_lease(1), title, decree))
    officer = logged_in("petugas")
    page = officer.open("/petugas")
    told = _ending(page)
    assert told.index("Yayasan Contoh H5") < told.index("Yayasan Contoh H7")
    assert "Yayasan Contoh H9" not in told
    assert "Yayasan Contoh Semu" not in told
    assert "Ditampilkan paling banyak 2 yang paling dekat." in told
    told = _ending(officer.open(page.links["Lihat semuanya"]))
    assert told.index("Yayasan Contoh H9") < told.index("Yayasan Contoh Semu")
    assert "Lihat semuanya" not in told
