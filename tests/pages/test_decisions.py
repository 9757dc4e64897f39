from __future__ import annotations

from collections.abc import Callable

import pytest

from fixtures.factories import EvidenceFactory
from linkreg.document_kinds import CHECKLISTS
from linkreg.records import OrganizationRecord
from linkreg.vocabulary import EvidenceKind, EvidenceState, OrganizationStatus
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    """A published organization with one document that waits."""
    waiting = EvidenceFactory(kind=EvidenceKind.ARTICLES, state=EvidenceState.PENDING)
    return site.add(evidence=(waiting,), keeper="pengurus")


def _answers(said: str) -> dict[str, str]:
    return {question.value: said for question in CHECKLISTS[EvidenceKind.ARTICLES]}


def _decision(record: OrganizationRecord) -> str:
    return f"/ormas/{record.id}/dokumen/{record.evidence[0].id}/putusan"


def test_an_officer_accepts_a_document(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    page = officer.open(f"/ormas/{record.id}")
    page = officer.send(page, _decision(record), state="accepted", **_answers("yes"))
    assert "Putusan tersimpan: diterima." in page.text
    assert site.registry.get(record.id).evidence[0].state is EvidenceState.ACCEPTED


def test_a_rejection_needs_a_reason_and_keeps_the_choice(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    officer, action = logged_in("petugas"), _decision(record)
    page = officer.open(f"/ormas/{record.id}")
    page = officer.send(page, action, state="rejected", note=" ", **_answers("no"))
    assert page.status == 422
    assert "Tulis alasan penolakan" in page.text
    assert page.forms[action].sent["legible"] == ["no"]
    done = officer.send(page, action, state="rejected", note="Halaman terakhir hilang.")
    assert "dapat menjawab sampai 4 Desember 2026" in done.text
    assert site.registry.get(record.id).evidence[0].state is EvidenceState.PENDING
    assert site.registry.list_notices(record.id)[0].reason == "Halaman terakhir hilang."


def test_a_document_is_not_accepted_before_every_question_is_answered_yes(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    officer, action = logged_in("petugas"), _decision(record)
    page = officer.send(officer.open(f"/ormas/{record.id}"), action, state="accepted")
    assert page.status == 422
    assert page.text.count("Jawab ya atau tidak") == len(CHECKLISTS[EvidenceKind.ARTICLES])
    said = _answers("yes") | {"legible": "no"}
    page = officer.send(page, action, state="accepted", **said)
    assert "Dokumen ini tidak dapat diterima" in page.text
    assert site.registry.get(record.id).evidence[0].state is EvidenceState.PENDING


def test_of_two_officers_at_once_one_is_told(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    first, second = logged_in("petugas"), logged_in("petugas-kota")
    pages = [officer.open(f"/ormas/{record.id}") for officer in (first, second)]
    said = {"state": "accepted", **_answers("yes")}
    assert first.send(pages[0], _decision(record), **said).status == 200
    late = second.send(pages[1], _decision(record), **said)
    assert late.status == 412
    assert "Data sudah berubah" in late.text
    assert len(site.registry.list_verifications(record.evidence[0].id)) == 1


@pytest.mark.parametrize(("name", "status"), [("tetangga", 403), ("pengurus", 403)])
def test_others_are_neither_offered_nor_allowed_a_decision(
    site: Site, record: OrganizationRecord, logged_in: LogIn, name: str, status: int
) -> None:
    visitor, action = logged_in(name), _decision(record)
    page = visitor.open(f"/ormas/{record.id}")
    assert action not in page.forms
    token = page.forms["/keluar"].sent["csrf_token"]
    answer = visitor.client.post(action, data={"state": "accepted", "csrf_token": token})
    assert answer.status_code == status
    assert site.registry.get(record.id).evidence[0].state is EvidenceState.PENDING


def test_nobody_decides_without_logging_in(record: OrganizationRecord, public: Visitor) -> None:
    token = public.open("/masuk").forms["/masuk"].sent["csrf_token"]
    answer = public.client.post(_decision(record), data={"state": "accepted", "csrf_token": token})
    assert answer.status_code == 303
    assert answer.location == "/masuk"


def test_a_form_without_its_token_is_refused_in_words(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    answer = officer.client.post(_decision(record), data={"state": "accepted"})
    assert answer.status_code == 400
    assert "Muat ulang halaman lalu coba lagi" in answer.text
    assert site.registry.get(record.id).evidence[0].state is EvidenceState.PENDING


def test_an_officer_publishes_a_submitted_profile(site: Site, logged_in: LogIn) -> None:
    record = site.add(published=False)
    officer, action = logged_in("petugas-kota"), f"/ormas/{record.id}/penayangan"
    page = officer.send(officer.open(f"/ormas/{record.id}"), action)
    assert "Profil ditayangkan." in page.text
    assert action not in page.forms
    assert site.status_of(record.id) is OrganizationStatus.PUBLISHED


def test_the_organization_cannot_publish_itself(site: Site, logged_in: LogIn) -> None:
    record = site.add(published=False, keeper="pengurus")
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/penayangan"
    page = keeper.open(f"/ormas/{record.id}")
    assert action not in page.forms
    token = page.forms["/keluar"].sent["csrf_token"]
    assert keeper.client.post(action, data={"csrf_token": token}).status_code == 403
    assert site.status_of(record.id) is OrganizationStatus.SUBMITTED


def test_the_organization_puts_a_document_forward(site: Site, logged_in: LogIn) -> None:
    record = site.add(keeper="pengurus")
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/dokumen"
    page = keeper.open(f"/ormas/{record.id}")
    done = keeper.send(page, action, kind="kswp", number="KSWP-1", issued_on="2026-02-01")
    assert "menunggu verifikasi petugas" in done.text
    (document,) = site.registry.get(record.id).evidence
    assert (document.kind, document.number) == (EvidenceKind.KSWP, "KSWP-1")


def test_a_document_that_is_not_right_comes_back_with_what_is_wrong(
    site: Site, logged_in: LogIn
) -> None:
    record = site.add(keeper="pengurus")
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/dokumen"
    page = keeper.send(
        keeper.open(f"/ormas/{record.id}"),
        action,
        kind="audited_statement",
        number="LK-7",
        valid_until="31/12/2026",
        fiscal_year="dua ribu",
    )
    assert page.status == 422
    assert "Bukan tanggal" in page.text
    assert "Harus bilangan bulat" in page.text
    sent = page.forms[action].sent
    assert (sent["kind"], sent["number"], sent["fiscal_year"]) == (
        ["audited_statement"],
        ["LK-7"],
        ["dua ribu"],
    )
    done = keeper.send(page, action, valid_until="2026-12-31", fiscal_year="2025")
    assert "menunggu verifikasi petugas" in done.text


def test_the_waiting_list_holds_what_waits_in_the_officers_region(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    site.add(name="Yayasan Contoh Baru", region="73.06", published=False)
    site.add(name="Yayasan Contoh Jauh", region="32.73", published=False)
    page = logged_in("petugas").open("/petugas")
    assert page.links["Yayasan Contoh Baru"].startswith("/ormas/")
    waiting = f"/ormas/{record.id}#dokumen-{record.evidence[0].id}"
    assert page.links[record.profile.name] == waiting
    assert "Yayasan Contoh Jauh" not in page.text
    city = logged_in("petugas-kota").open("/petugas")
    assert "Tidak ada profil yang menunggu." in city.text
    assert record.profile.name in city.text


def test_the_waiting_list_is_for_officers(
    record: OrganizationRecord, public: Visitor, logged_in: LogIn
) -> None:
    assert logged_in("pengurus").open("/petugas").status == 403
    assert public.client.get("/petugas").location == "/masuk?next=/petugas"
