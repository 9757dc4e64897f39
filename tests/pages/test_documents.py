"""Files of documents on the page: sent with the form or later, saved by those who may."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from api.pages.documents import MAX_FORM
from fixtures.factories import EvidenceFactory
from linkreg.files import MAX_FILE
from linkreg.records import OrganizationRecord
from linkreg.vocabulary import EvidenceKind, EvidenceState, FileType
from tests import samples
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    """A published organization with one accepted document, without a file."""
    accepted = EvidenceFactory(kind=EvidenceKind.ARTICLES, state=EvidenceState.ACCEPTED)
    return site.add(evidence=(accepted,), keeper="pengurus")


def _file(content: bytes, name: str = "akta.pdf") -> Any:
    return io.BytesIO(content), name


def _address(record: OrganizationRecord) -> str:
    return f"/ormas/{record.id}/dokumen/{record.evidence[0].id}/berkas"


def test_a_document_is_put_forward_with_its_file(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/dokumen"
    page = keeper.open(f"/ormas/{record.id}")
    done = keeper.send(page, action, kind="deed", number="12-A", file=_file(samples.pdf(), "A.pdf"))
    assert "menunggu verifikasi petugas" in done.text
    assert "PDF, 1 KB" in done.text
    document = next(d for d in site.registry.get(record.id).evidence if d.number == "12-A")
    assert document.file is not None
    assert (document.file.type, document.file.name) == (FileType.PDF, "A.pdf")


def test_a_document_may_still_come_without_a_file(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/dokumen"
    page = keeper.open(f"/ormas/{record.id}")
    keeper.send(page, action, kind="deed", file=_file(b"", ""))
    assert [d.file for d in site.registry.get(record.id).evidence] == [None, None]


def test_a_refused_file_is_told_beside_its_field_with_all_other_mistakes(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/dokumen"
    page = keeper.send(
        keeper.open(f"/ormas/{record.id}"),
        action,
        kind="kswp",
        number="KSWP-9",
        file=_file(b"MZ bukan pdf"),
    )
    assert page.status == 422
    assert "Jenis berkas ini tidak diterima" in page.text
    assert "Isi tanggal cetak KSWP" in page.text
    described = {c.id: c.described_by for c in page.controls}
    assert described["dokumen-file"] == ("dokumen-file-salah", "dokumen-file-petunjuk")
    assert page.forms[action].sent["number"] == ["KSWP-9"]
    assert site.registry.get(record.id).version == record.version
    assert list(site.registry.files.names()) == []


def test_a_good_file_beside_a_mistake_is_asked_for_again(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), f"/ormas/{record.id}/dokumen"
    page = keeper.send(
        keeper.open(f"/ormas/{record.id}"), action, kind="", file=_file(samples.pdf())
    )
    assert page.status == 422
    assert "pilih sekali lagi" in page.text
    done = keeper.send(page, action, kind="deed", file=_file(samples.pdf()))
    assert "menunggu verifikasi petugas" in done.text
    assert len(site.registry.get(record.id).evidence) == 2


def test_a_file_is_added_later_and_the_document_waits_again(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.send(keeper.open(f"/ormas/{record.id}"), action, file=_file(samples.png()))
    assert "Berkas tersimpan dan menunggu verifikasi petugas." in page.text
    (document,) = site.registry.get(record.id).evidence
    assert (document.state, document.file and document.file.type) == (
        EvidenceState.PENDING,
        FileType.PNG,
    )
    assert page.links["Unduh Anggaran Dasar (AD)"] == action


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Pilih berkasnya dahulu."),
        (_file(b"", "kosong.pdf"), "Berkas ini kosong"),
        (_file(samples.pdf(samples.action(b"/S /Launch"))), "simpan ulang sebagai pdf biasa"),
        (_file(samples.pdf_of_size(MAX_FILE + 1)), "Berkas lebih besar dari 10 MB"),
        (_file(samples.pdf(), "a" * 300 + ".pdf"), "paling panjang 150"),
    ],
    ids=["none", "empty", "active", "large", "name"],
)
def test_a_refused_file_leaves_the_document_as_it_was(
    site: Site, record: OrganizationRecord, logged_in: LogIn, file: Any, said: str
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    copied = file and _file(file[0].getvalue(), file[1])
    page = keeper.send(keeper.open(f"/ormas/{record.id}"), action, file=copied)
    assert page.status in {413, 422}
    assert said.lower() in page.text.lower()
    described = {c.id: c.described_by for c in page.controls}
    field = f"berkas-{record.evidence[0].id}"
    assert described[field] == (f"{field}-salah", f"{field}-petunjuk")
    assert site.registry.get(record.id).evidence == record.evidence


def test_those_who_may_save_the_file(
    site: Site, record: OrganizationRecord, public: Visitor, logged_in: LogIn
) -> None:
    address = _address(record)
    site.registry.attach_file(record.id, record.evidence[0].id, samples.pdf(), "Akta.pdf")
    for name in ("pengurus", "petugas", "petugas-kota"):
        saved = logged_in(name).client.get(address)
        assert (saved.status_code, saved.data) == (200, samples.pdf())
        assert saved.headers["Content-Disposition"] == "attachment; filename=Akta.pdf"
        assert saved.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert saved.headers["Cache-Control"] == "private, no-store"
    assert logged_in("tetangga").client.get(address).status_code == 404
    assert public.client.get(address).location == f"/masuk?next={address}"


def test_others_are_neither_offered_nor_allowed_to_send_a_file(
    site: Site, record: OrganizationRecord, public: Visitor, logged_in: LogIn
) -> None:
    neighbor, action = logged_in("tetangga"), _address(record)
    page = neighbor.open(f"/ormas/{record.id}")
    assert action not in page.forms
    token = page.forms["/keluar"].sent["csrf_token"][0]
    sent = {"csrf_token": token, "file": _file(samples.pdf())}
    assert neighbor.client.post(action, data=sent).status_code == 403
    assert "berkas" not in public.open(f"/ormas/{record.id}").html
    assert site.registry.get(record.id).evidence == record.evidence


def test_a_form_far_too_large_is_refused_in_words(
    record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.send(keeper.open(f"/ormas/{record.id}"), action, file=_file(b"0" * MAX_FORM))
    assert page.status == 413
    assert "paling besar 10 MB" in page.text


def test_other_forms_stay_small(record: OrganizationRecord, logged_in: LogIn) -> None:
    page = logged_in("pengurus").fill_in(record.id, "bidang", description="x" * (1024 * 1024 + 1))
    assert page.status == 413


def test_a_document_is_corrected_and_waits_again(site: Site, logged_in: LogIn) -> None:
    deed = EvidenceFactory(kind=EvidenceKind.DEED, number="12")
    record = site.add(evidence=(deed,), keeper="pengurus")
    address = f"/ormas/{record.id}/dokumen/{record.evidence[0].id}"
    keeper = logged_in("pengurus")
    page = keeper.open(f"{address}/ubah")
    assert page.forms[f"{address}/ubah"].sent["number"] == ["12"]
    assert "menunggu verifikasi lagi" in page.text
    same = keeper.send(page, f"{address}/ubah")
    assert "Tidak ada yang berubah." in same.text
    wrong = keeper.send(keeper.open(f"{address}/ubah"), f"{address}/ubah", issued_on="2027-01-01")
    assert (wrong.status, "masih di masa depan" in wrong.text) == (422, True)
    done = keeper.send(wrong, f"{address}/ubah", issued_on="2020-01-02", number="12A")
    assert "Dokumen diubah dan menunggu verifikasi petugas." in done.text
    (document,) = site.registry.get(record.id).evidence
    assert (document.number, document.state) == ("12A", EvidenceState.PENDING)


def test_a_document_is_taken_back(site: Site, logged_in: LogIn) -> None:
    record = site.add(evidence=(EvidenceFactory(kind=EvidenceKind.DEED),), keeper="pengurus")
    address = f"/ormas/{record.id}/dokumen/{record.evidence[0].id}"
    keeper = logged_in("pengurus")
    done = keeper.send(keeper.open(f"{address}/ubah"), f"{address}/penarikan")
    assert "Dokumen ditarik." in done.text
    assert site.registry.get(record.id).evidence == ()
    assert keeper.open(f"{address}/ubah").status == 404


def test_others_do_not_open_the_form_for_a_document(site: Site, logged_in: LogIn) -> None:
    record = site.add(evidence=(EvidenceFactory(kind=EvidenceKind.DEED),))
    address = f"/ormas/{record.id}/dokumen/{record.evidence[0].id}/ubah"
    assert logged_in("tetangga").open(address).status == 403
