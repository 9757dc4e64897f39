"""From draft to archive on the page: what is missing, what is asked, what is announced and answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fixtures.factories import EvidenceFactory, ProfileFactory
from linkreg.profile import to_plain
from linkreg.vocabulary import EvidenceKind, EvidenceState, OrganizationStatus, Role
from tests.decisions import rejecting
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]


@pytest.fixture
def draft(site: Site) -> str:
    """The id of a draft that lacks an address and consent; its keeper is ``pengurus``."""
    record = site.registry.register(to_plain(ProfileFactory(complete=True, address=None)))
    site.add_account("pengurus", Role.ORGANIZATION, organization_id=record.id)
    return record.id


@pytest.fixture
def published(site: Site) -> str:
    """The id of a public organization with an accepted deed; its keeper is ``pengurus``."""
    deed = EvidenceFactory(kind=EvidenceKind.DEED)
    return site.add(evidence=(deed,), keeper="pengurus").id


def _reject(site: Site, organization: str) -> str:
    """Announce that the only document will be rejected; return the notice's id."""
    (document,) = site.registry.get(organization).evidence
    site.registry.decide_evidence(organization, document.id, rejecting("deed", "Nomor berbeda."))
    return site.registry.list_notices(organization)[0].id


def test_a_draft_says_everything_it_lacks_and_then_is_handed_in(
    site: Site, draft: str, logged_in: LogIn
) -> None:
    keeper, send = logged_in("pengurus"), f"/ormas/{draft}/pengiriman"
    page = keeper.open(f"/ormas/{draft}")
    assert "Yang masih kurang: Isi alamat kantor." in page.text
    assert send not in page.forms
    page = keeper.send(page, f"/ormas/{draft}/persetujuan")
    assert "Persetujuan tercatat" in page.text
    version = site.registry.get(draft).version
    site.registry.update(draft, {"address": "Jalan Contoh 1"}, version=version)
    done = keeper.send(keeper.open(f"/ormas/{draft}"), send)
    assert "Profil dikirim." in done.text
    assert site.status_of(draft) is OrganizationStatus.SUBMITTED


def test_consent_is_the_organization_s_to_give(draft: str, logged_in: LogIn) -> None:
    page = logged_in("petugas").open(f"/ormas/{draft}")
    assert "Hanya akun organisasi ini yang dapat menyetujui." in page.text
    assert f"/ormas/{draft}/persetujuan" not in page.forms


def test_what_is_sent_back_says_why_to_its_organization(site: Site, logged_in: LogIn) -> None:
    record = site.add(published=False, keeper="pengurus")
    officer, action = logged_in("petugas"), f"/ormas/{record.id}/pengembalian"
    page = officer.send(officer.open(f"/ormas/{record.id}"), action, reason=" ")
    assert page.status == 422
    assert "Tidak boleh kosong" in page.text
    done = officer.send(page, action, reason="Alamat belum lengkap.")
    assert "Profil dikembalikan" in done.text
    assert "Alamat belum lengkap." in logged_in("pengurus").open(f"/ormas/{record.id}").text


def test_a_suspension_is_announced_answered_and_decided(
    site: Site, published: str, public: Visitor, logged_in: LogIn
) -> None:
    officer, keeper, address = logged_in("petugas"), logged_in("pengurus"), f"/ormas/{published}"
    page = officer.send(officer.open(address), f"{address}/penangguhan", reason="Kantor kosong.")
    assert "dapat menjawab sampai 4 Desember 2026" in page.text
    assert "Kantor kosong." not in public.open(address).text
    notice = site.registry.list_notices(published)[0].id
    decide = f"{address}/pemberitahuan/{notice}/putusan"
    assert "Batalkan rencana ini" in page.text
    assert page.forms[decide].sent["outcome"] == ["dropped"]
    page = keeper.open(address)
    assert "Ada pemberitahuan untuk Anda" in page.text
    said = keeper.send(page, f"{address}/pemberitahuan/{notice}/jawaban", text="Kami pindah.")
    assert "Jawaban tersimpan." in said.text
    page = officer.open("/petugas")
    assert page.links["Penangguhan profil"] == f"{address}#pemberitahuan-{notice}"
    note = "Alamat baru tidak dilaporkan."
    done = officer.send(officer.open(address), decide, outcome="confirmed", note=note)
    assert "Penangguhan profil: dilaksanakan." in done.text
    shown = public.open(address)
    assert "Profil ini ditangguhkan Sejak 20 November 2026. Alasan: " + note in shown.text
    assert "Kami pindah." not in shown.text
    reason = {"reason": "Alamat sudah dilaporkan."}
    again = officer.send(officer.open(address), f"{address}/penayangan", **reason)
    assert "Profil ditayangkan." in again.text
    assert "ditangguhkan" not in public.open(address).text


def test_a_measure_is_not_carried_out_before_its_time(
    site: Site, published: str, logged_in: LogIn
) -> None:
    notice = _reject(site, published)
    officer, action = logged_in("petugas"), f"/ormas/{published}/pemberitahuan/{notice}/putusan"
    page = officer.open(f"/ormas/{published}")
    early = officer.send(page, action, outcome="confirmed", note="Tetap.")
    assert early.status == 409
    assert "masih dapat menjawab sampai 4 Desember 2026" in early.text
    site.now += timedelta(days=15)
    officer.log_in("petugas")
    done = officer.send(
        officer.open(f"/ormas/{published}"), action, outcome="confirmed", note="Tetap."
    )
    assert "Penolakan dokumen: dilaksanakan." in done.text
    assert site.registry.get(published).evidence[0].state is EvidenceState.REJECTED


def test_a_new_document_in_place_of_the_doubted_one_answers_the_notice(
    site: Site, published: str, logged_in: LogIn
) -> None:
    notice = _reject(site, published)
    keeper, (old,) = logged_in("pengurus"), site.registry.get(published).evidence
    page = keeper.open(f"/ormas/{published}")
    new = {"kind": "deed", "issued_on": "2020-01-02", "replaces": old.id}
    done = keeper.send(page, f"/ormas/{published}/dokumen", **new)
    assert "Sudah digantikan." in done.text
    assert "Jawaban organisasi Dokumennya diubah. 20 November 2026" in done.text
    decide = f"/ormas/{published}/pemberitahuan/{notice}/putusan"
    page = logged_in("petugas").open(f"/ormas/{published}")
    assert "Laksanakan: penolakan dokumen" in page.text
    assert f"/ormas/{published}/dokumen/{old.id}/putusan" not in page.forms
    assert decide in page.forms


def test_an_organization_archives_itself_and_its_page_stays(
    site: Site, published: str, public: Visitor, logged_in: LogIn
) -> None:
    keeper, address = logged_in("pengurus"), f"/ormas/{published}"
    done = keeper.send(keeper.open(address), f"{address}/pengarsipan", reason="Kami bubar.")
    assert "Profil diarsipkan." in done.text
    page = public.open(address)
    assert (page.status, "Alasan: Kami bubar." in page.text) == (200, True)


def test_nobody_else_is_offered_a_step_or_allowed_one(
    site: Site, published: str, public: Visitor, logged_in: LogIn
) -> None:
    steps = ("penayangan", "pengembalian", "penangguhan", "pengarsipan", "pengiriman")
    stranger = logged_in("tetangga")
    page = stranger.open(f"/ormas/{published}")
    token = page.forms["/keluar"].sent["csrf_token"][0]
    sent = {"csrf_token": token, "reason": "x", "version": site.registry.get(published).version}
    for step in steps:
        action = f"/ormas/{published}/{step}"
        assert action not in page.forms
        assert stranger.client.post(action, data=sent).status_code == 403
    assert site.status_of(published) is OrganizationStatus.PUBLISHED


def test_withdrawn_consent_takes_names_off_the_page(
    site: Site, published: str, public: Visitor, logged_in: LogIn
) -> None:
    chair = site.registry.get(published).profile.board[0].name
    address = f"/ormas/{published}"
    assert chair in public.open(address).text
    keeper = logged_in("pengurus")
    done = keeper.send(keeper.open(address), f"{address}/persetujuan/penarikan")
    assert "Persetujuan ditarik." in done.text
    assert chair not in public.open(address).text
    assert chair in keeper.open(address).text


def test_the_organization_sees_which_officers_opened_its_documents(
    published: str, logged_in: LogIn
) -> None:
    keeper, address = logged_in("pengurus"), f"/ormas/{published}"
    assert "Belum ada petugas yang membukanya." in keeper.open(address).text
    logged_in("petugas-kota").open(address)
    told = keeper.open(address).text
    assert "Petugas Kota Makassar, Sulawesi Selatan Profil dan daftar dokumen" in told
    assert "Siapa yang membuka dokumen kami" not in logged_in("petugas").open(address).text
