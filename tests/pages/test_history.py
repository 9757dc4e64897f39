from __future__ import annotations

from collections.abc import Callable

import pytest

from fixtures.factories import EvidenceFactory
from linkreg.vocabulary import EvidenceKind
from tests.actors import keeper_of
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]


def test_the_public_reads_what_happened_and_when_newest_first(site: Site, public: Visitor) -> None:
    record = site.add(evidence=(EvidenceFactory(kind=EvidenceKind.DEED),))
    site.registry.update(record.id, {"short_name": "YC"}, version=record.version)
    page = public.open(f"/ormas/{record.id}/riwayat")
    changed, accepted = page.text.index("Profil diubah"), page.text.index("Dokumen diterima")
    assert changed < accepted < page.text.index("Didaftarkan")
    assert "Profil diubah : singkatan" in page.text.replace("diubah:", "diubah :")
    assert "Akta pendirian" in page.text
    assert "20 November 2026 10.00 WIB" in page.text
    assert "oleh" not in page.text.partition("Didaftarkan")[0].partition("WIB")[2]


def test_those_it_concerns_read_by_whom_and_why(
    site: Site, public: Visitor, logged_in: LogIn
) -> None:
    record = site.add(published=False, keeper="pengurus")
    officer = logged_in("petugas-kota")
    page = officer.open(f"/ormas/{record.id}")
    reason = "Alamat kantornya belum lengkap."
    officer.send(page, f"/ormas/{record.id}/pengembalian", reason=reason)
    own = logged_in("pengurus").open(f"/ormas/{record.id}/riwayat")
    assert "Dikembalikan" in own.text
    assert "oleh Petugas Kota Makassar, Sulawesi Selatan" in own.text
    assert f"Alasan: {reason}" in own.text
    assert public.open(f"/ormas/{record.id}/riwayat").status == 404
    assert logged_in("tetangga").open(f"/ormas/{record.id}/riwayat").status == 404


def test_the_reason_of_a_step_is_not_for_the_public(site: Site, public: Visitor) -> None:
    record = site.add()
    site.registry.archive(record.id, "Alasan yang rahasia.", keeper_of(record.id))
    page = public.open(f"/ormas/{record.id}/riwayat")
    assert "Diarsipkan" in page.text
    assert "rahasia" not in page.text


@pytest.mark.parametrize("page_number", ["1", "2", "0", "99", "-1", "dua"])
def test_a_long_history_comes_in_pages_and_every_number_leads_somewhere(
    site: Site, public: Visitor, page_number: str
) -> None:
    record = site.add()
    for version in range(60):
        changes = {"short_name": f"Y{version}"}
        record = site.registry.update(record.id, changes, version=record.version)
    page = public.open(f"/ormas/{record.id}/riwayat?halaman={page_number}")
    assert page.status == 200
    last = page_number in {"2", "99"}
    assert ("Didaftarkan" in page.text) is last
    assert ("Lebih baru" if last else "Lebih lama") in page.links
    assert f"Halaman {2 if last else 1} dari 2" in page.text
