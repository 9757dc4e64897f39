"""Documents sent in the step that asks for them: what is asked, photos, files too large, no script."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from linkreg.files import MAX_FILE
from linkreg.records import OrganizationRecord
from linkreg.vocabulary import EvidenceKind, FileType
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
