"""Documents sent in the step that asks for them: what is asked, photos, files too large, no script."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fixtures.factories import EvidenceFactory
from linkreg.files import MAX_FILE
from linkreg.records import OrganizationRecord
from linkreg.vocabulary import EvidenceKind, FileType
from tests.decisions import accepting
from tests.pages.conftest import Site, Visitor
from tests.pages.reading import Page
from tests.samples import jpeg, pdf, pdf_of_size

LogIn = Callable[[str], Visitor]


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    return site.add(keeper="pengurus")


def _address(record: OrganizationRecord) -> str:
    return f"/ormas/{record.id}/isi/bukti"


def _send(visitor: Visitor, record: OrganizationRecord, need: str, **sent: Any) -> Page:
    page = visitor.open(_address(record))
    return visitor.send(page, f"{_address(record)}?jenis={need}", **sent)


def _file(content: bytes, name: str = "akta.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_every_document_the_law_asks_for_has_a_form_that_asks_no_more_than_needed(
    record: OrganizationRecord, logged_in: LogIn
) -> None:
    page = logged_in("pengurus").open(_address(record))
    forms = {name.partition("jenis=")[2]: form for name, form in page.forms.items()}
    asked = {kind: set(form.sent) - {"csrf_token", "kind"} for kind, form in forms.items() if kind}
    assert asked == {
        "deed": {"number", "issuer", "issued_on", "valid_until"},
        "ministerial_decree": {"number", "issuer", "issued_on", "valid_until"},
        "kswp": {"issuer", "issued_on"},
        "board_decree": {"issued_on", "valid_until"},
        "articles": {"clause"},
        "bylaws": set(),
        "staff_list": {"issued_on", "valid_until"},
        "domicile_letter": {"number", "issuer", "issued_on", "valid_until"},
    }
    assert page.html.count('capture="environment"') == len(asked)
    assert "Akta pendirian belum ada" in page.text


def test_a_document_and_its_file_arrive_together(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper = logged_in("pengurus")
    page = _send(
        keeper,
        record,
        "domicile_letter",
        kind="office_lease",
        file=_file(pdf(), "sewa.pdf"),
        issued_on="1 Maret 2026",
        valid_until="31/12/2027",
    )
    assert "Dokumen dicatat" in page.text
    (document,) = site.registry.get(record.id).evidence
    assert (document.kind, document.file.name) == (EvidenceKind.OFFICE_LEASE, "sewa.pdf")
    assert (document.issued_on.isoformat(), document.valid_until.isoformat()) == (
        "2026-03-01",
        "2027-12-31",
    )
    assert "pinjam pakai kantor Sampai 31 Desember 2027 Menunggu verifikasi PDF" in page.text


def test_a_photo_of_the_camera_will_do(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    _send(logged_in("pengurus"), record, "deed", photo=_file(jpeg(), "image.jpg"))
    (document,) = site.registry.get(record.id).evidence
    assert (document.kind, document.file.type) == (EvidenceKind.DEED, FileType.JPEG)


def test_a_document_may_come_without_its_file_and_be_replaced(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper = logged_in("pengurus")
    page = _send(keeper, record, "deed", number="12")
    assert "12 Menunggu verifikasi tanpa berkas" in page.text
    old = site.registry.get(record.id).evidence[0].id
    _send(keeper, record, "deed", number="13", replaces=old)
    numbers = {it.number: it.replaced_by is None for it in site.registry.get(record.id).evidence}
    assert numbers == {"12": False, "13": True}


def test_what_is_to_be_replaced_opens_its_form_and_counts_until_the_new_one_is_accepted(
    site: Site, logged_in: LogIn
) -> None:
    lease = EvidenceFactory(kind=EvidenceKind.OFFICE_LEASE, valid_until=date(2026, 12, 5))
    own = site.add(keeper="pengurus", evidence=(lease,))
    (old,) = own.evidence
    keeper, action = logged_in("pengurus"), f"{_address(own)}?jenis=domicile_letter"
    page = keeper.open(f"/ormas/{own.id}")
    ask = page.links[f"Ganti dokumen {EvidenceKind.OFFICE_LEASE.label}"].partition("#")[0]
    form = keeper.open(ask).forms[action]
    assert (form.sent["kind"], form.sent["replaces"]) == (["office_lease"], [old.id])
    page = keeper.send(keeper.open(ask), action, valid_until="5 Desember 2028")
    waits = "Tetap dihitung sampai penggantinya diterima."
    assert page.text.count(waits) == 1
    assert keeper.open(f"/ormas/{own.id}").text.count(waits) == 1
    assert keeper.open(ask).forms[action].sent.get("replaces") != [old.id]
    new = next(it for it in site.registry.get(own.id).evidence if it.id != old.id)
    officer = logged_in("petugas")
    assert "Menggantikan: Perjanjian sewa" in officer.open(f"/petugas/dokumen/{new.id}").text
    beside = officer.open(f"/ormas/{own.id}").links[
        f"Periksa di samping berkasnya {new.kind.label}"
    ]
    assert beside == f"/petugas/dokumen/{new.id}"
    site.registry.decide_evidence(own.id, new.id, accepting(new.kind))
    assert waits not in keeper.open(_address(own)).text
    assert "Sampai 5 Desember 2026" not in keeper.open(_address(own)).text


@pytest.mark.parametrize("asked", ["?ganti=tidak-ada", "?ganti=", "?ganti=%00&ganti=2"])
def test_who_asks_to_replace_what_is_not_there_sees_the_step(
    record: OrganizationRecord, logged_in: LogIn, asked: str
) -> None:
    page = logged_in("pengurus").open(_address(record) + asked)
    assert "Akta pendirian belum ada" in page.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf_of_size(MAX_FILE + 1), "Berkas lebih besar dari 10 MB"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "Foto HEIC dari iPhone tidak diterima. Buka"),
        (b"bukan dokumen", "Jenis berkas ini tidak diterima"),
    ],
)
def test_a_file_that_will_not_do_is_refused_in_words_that_help(
    site: Site, record: OrganizationRecord, logged_in: LogIn, content: bytes, said: str
) -> None:
    page = _send(logged_in("pengurus"), record, "deed", number="12", file=_file(content))
    assert page.status == 422
    assert said in page.text
    control = next(it for it in page.controls if it.id == "deed-file")
    assert "deed-file-salah" in control.described_by
    assert page.forms[f"{_address(record)}?jenis=deed"].sent["number"] == ["12"]
    assert site.registry.get(record.id).evidence == ()


def test_what_is_wrong_beside_the_file_says_to_choose_it_again(
    record: OrganizationRecord, logged_in: LogIn
) -> None:
    page = _send(logged_in("pengurus"), record, "kswp", issued_on="", file=_file(pdf()))
    assert page.status == 422
    assert "Isi tanggal cetak KSWP" in page.text
    assert "pilih sekali lagi" in page.text


def test_a_script_is_told_what_to_show(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"{_address(record)}?jenis=kswp"
    form = keeper.open(_address(record)).forms[action]
    headers = {"X-Requested-With": "linkreg"}

    def ask(**sent: Any):
        answer = keeper.client.post(action, data={**form.sent, **sent}, headers=headers)
        answer.request.environ["wsgi.input"].close()
        return answer

    refused = ask(file=_file(pdf()))
    assert refused.status_code == 422
    assert refused.get_json()["told"]["issued_on"] == [
        "Isi tanggal cetak KSWP; masa berlakunya dihitung dari tanggal itu."
    ]
    done = ask(file=_file(pdf()), issued_on="2026-02-03")
    assert done.get_json() == {"next": f"{_address(record)}#bukti-kswp"}
    assert len(site.registry.get(record.id).evidence) == 1


def test_a_kind_that_is_none_is_refused(record: OrganizationRecord, logged_in: LogIn) -> None:
    page = _send(logged_in("pengurus"), record, "domicile_letter", kind="ktp")
    assert page.status == 422
    assert "Kode tidak dikenal" in page.text
