"""The officer's desk: a document beside its checklist, and on to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from api.asked import KEY, Asked
from fixtures.factories import EvidenceFactory
from linkreg.document_kinds import CHECKLISTS
from linkreg.records import OrganizationRecord
from linkreg.vocabulary import EvidenceKind, EvidenceState
from tests import samples
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]

_KIND = EvidenceKind.ARTICLES


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    """A published organization with two documents that wait."""
    waiting = EvidenceFactory(kind=_KIND, state=EvidenceState.PENDING)
    return site.add(evidence=(waiting, waiting), keeper="pengurus")


def _answers(said: str) -> dict[str, str]:
    return {question.value: said for question in CHECKLISTS[_KIND]}


def _desk(record: OrganizationRecord, place: int = 0) -> str:
    return f"/petugas/dokumen/{_waiting(record)[place]}"


def _waiting(record: OrganizationRecord) -> list[str]:
    return sorted(it.id for it in record.evidence)


def _putusan(record: OrganizationRecord, place: int = 0) -> str:
    return f"/ormas/{record.id}/dokumen/{_waiting(record)[place]}/putusan"


def test_a_decision_leads_on_to_the_next_document_until_none_is_left(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    page = officer.open("/petugas/dokumen")
    assert "1 dari 2" in page.text
    assert page.links["Berikutnya"] == _desk(record, 1)
    page = officer.send(page, _putusan(record), state="accepted", **_answers("yes"))
    assert "Putusan tersimpan: diterima." in page.text
    assert "1 dari 1" in page.text
    page = officer.send(
        page, _putusan(record, 1), state="rejected", note="Buram.", **_answers("no")
    )
    assert "dapat menjawab sampai 4 Desember 2026" in page.text
    assert "Tidak ada dokumen yang menunggu." in page.text


def test_what_was_filled_in_stands_beside_the_question(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    page = logged_in("petugas").open(_desk(record))
    assert f"Nama pada dokumen adalah nama organisasi ini {record.profile.name}" in page.text
    assert "pasal tidak diisi" in page.text
    assert "Memiliki Anggaran Dasar dan Anggaran Rumah Tangga" in page.text


def test_a_refused_decision_comes_back_at_the_desk_as_typed(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    page = officer.send(
        officer.open(_desk(record)),
        _putusan(record),
        state="rejected",
        note=" ",
        **_answers("no"),
    )
    assert page.status == 422
    assert "Daftar periksa" in page.text
    assert "Tulis alasan penolakan" in page.text
    assert page.forms[_putusan(record)].sent["legible"] == ["no"]


def test_of_two_at_once_the_later_is_told_at_the_desk(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    first, second = logged_in("petugas"), logged_in("petugas-kota")
    pages = [it.open(_desk(record)) for it in (first, second)]
    said = {"state": "accepted", **_answers("yes")}
    first.send(pages[0], _putusan(record), **said)
    late = second.send(pages[1], _putusan(record), **said)
    assert late.status == 412
    assert "Data sudah berubah" in late.text
    assert "tidak lagi menunggu putusan" in late.text
    assert "Riwayat putusan (1)" in late.text


def test_those_who_may_not_decide_do_not_sit_at_the_desk(
    record: OrganizationRecord, public: Visitor, logged_in: LogIn
) -> None:
    assert public.client.get(_desk(record)).location.startswith("/masuk")
    assert logged_in("pengurus").open(_desk(record)).status == 403
    assert logged_in("tetangga").open(_desk(record)).status == 404
    assert "Tidak ada dokumen" in logged_in("tetangga").open("/petugas/dokumen").text


def _with_file(site: Site, content: bytes, name: str) -> tuple[str, str]:
    record = site.add()
    data = {"kind": "deed", "issued_on": "2020-01-02"}
    document = site.registry.supply_with_file(record.id, data, content, name)
    return document.id, f"/ormas/{record.id}/dokumen/{document.id}/berkas/tampil"


@pytest.mark.parametrize(
    ("content", "names", "media_type"),
    [
        (samples.pdf(), ("akta.pdf", "akta.pdf"), "application/pdf"),
        (samples.png(), ("akta.png", "akta.png"), "image/png"),
        (samples.jpeg(), ("bukan.html", "bukan.html.jpg"), "image/jpeg"),
    ],
    ids=["pdf", "png", "jpeg"],
)
def test_a_file_is_shown_as_what_it_is_and_can_do_nothing(
    site: Site, logged_in: LogIn, content: bytes, names: tuple[str, str], media_type: str
) -> None:
    name, shown_as = names
    _, address = _with_file(site, content, name)
    answer = logged_in("petugas").client.get(address)
    assert answer.data == content
    headers = answer.headers
    assert headers["Content-Type"] == media_type
    assert headers["Content-Disposition"] == f"inline; filename={shown_as}"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = set(headers["Content-Security-Policy"].split("; "))
    assert policy == {"default-src 'none'", "frame-ancestors 'self'", "sandbox"}
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_no_browser_shows_by_itself_is_only_saved(
    site: Site, logged_in: LogIn, kind: str
) -> None:
    document, address = _with_file(site, samples.office(kind), f"akta.{kind}")
    officer = logged_in("petugas")
    assert officer.client.get(address).status_code == 404
    page = officer.open(f"/petugas/dokumen/{document}")
    assert "Unduhlah untuk membacanya." in page.text
    assert "Buka di jendela lain" not in page.links
    assert "<object" not in page.html


def test_only_the_page_that_frames_a_pdf_may_frame(site: Site, logged_in: LogIn) -> None:
    pdf, shown = _with_file(site, samples.pdf(), "akta.pdf")
    png, _ = _with_file(site, samples.png(), "akta.png")
    officer = logged_in("petugas")
    framing = officer.client.get(f"/petugas/dokumen/{pdf}")
    assert f'data="{shown}#' in framing.text
    policy = framing.headers["Content-Security-Policy"]
    assert policy.endswith("frame-src 'self'; object-src 'self'")
    assert "default-src 'none'; script-src 'self';" in policy
    assert framing.headers["X-Frame-Options"] == "DENY"
    for path in (f"/petugas/dokumen/{png}", "/petugas", "/", shown.removesuffix("/tampil")):
        answer = officer.client.get(path)
        assert "frame-src" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_file_is_shown_to_those_who_may_save_it_and_noted(
    site: Site, public: Visitor, logged_in: LogIn
) -> None:
    document, address = _with_file(site, samples.png(), "akta.png")
    assert public.client.get(address).location.startswith("/masuk")
    assert logged_in("tetangga").client.get(address).status_code == 404
    other = address.replace(document, "tidakada")
    officer = logged_in("petugas")
    assert officer.client.get(other).status_code == 404
    assert officer.client.get(address).status_code == 200
    organization = address.split("/")[2]
    kinds = [it.kind.value for it in site.registry.list_accesses(organization)[0]]
    assert kinds[0] == "file"


def test_the_desk_counts_what_waits_and_tells_what_happened(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    page = logged_in("petugas").open("/petugas")
    assert "2 dokumen menunggu verifikasi" in page.text
    assert page.links[_KIND.label].startswith("/petugas/dokumen/")
    assert "dokumen disampaikan (Anggaran Dasar (AD))" in page.text
    assert "Belum ada. Simpan sebuah pencarian" in page.text
    empty = logged_in("tetangga").open("/petugas")
    assert "0 dokumen menunggu verifikasi" in empty.text
    assert "Belum ada perubahan." in empty.text


def _save(visitor: Visitor, **form: Any) -> Any:
    token = visitor.open("/pencarian-tersimpan").forms["/keluar"].sent["csrf_token"]
    return visitor.client.post(
        "/pencarian-tersimpan", data={"csrf_token": token, **form}, follow_redirects=True
    )


def test_a_search_is_kept_opened_and_let_go(site: Site, logged_in: LogIn) -> None:
    officer = logged_in("petugas")
    saved = _save(officer, name="Makassar", query="/?region=73.71&offset=20")
    assert "Pencarian tersimpan." in saved.text
    site.now += timedelta(minutes=5)
    site.add(name="Yayasan Contoh Baru Sekali")
    page = officer.open("/petugas")
    assert "1 baru atau berubah" in page.text
    (opening,) = [action for action in page.forms if action.endswith("/pembukaan")]
    news = officer.send(page, opening, baru="1")
    assert "Yayasan Contoh Baru Sekali" in news.text
    assert "Berubah sejak" in news.text
    assert "tidak ada yang baru" in officer.open("/petugas").text
    mine = officer.open("/pencarian-tersimpan")
    whole = officer.answer(mine, opening)
    assert whole.location == "/?region=73.71"
    gone = officer.send(mine, opening.replace("pembukaan", "penghapusan"))
    assert "Belum ada pencarian tersimpan." in gone.text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"name": " ", "query": "/?q=air"}, "Tidak boleh kosong."),
        ({"name": "Air", "query": "/?urusan=9.99"}, "9.99"),
        ({"name": "x" * 81, "query": "/"}, "Terlalu panjang"),
    ],
)
def test_a_search_that_cannot_be_kept_is_told_and_may_be_named_again(
    logged_in: LogIn, form: dict[str, str], told: str
) -> None:
    answer = _save(logged_in("petugas"), **form)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{form["query"]}"' in answer.text


def test_others_searches_are_not_found(site: Site, logged_in: LogIn) -> None:
    _save(logged_in("petugas"), name="Air", query="/?q=air")
    other = logged_in("tetangga")
    page = other.open("/pencarian-tersimpan")
    assert "Belum ada pencarian tersimpan." in page.text
    officer = logged_in("petugas").open("/pencarian-tersimpan")
    (opening,) = [action for action in officer.forms if action.endswith("/pembukaan")]
    token = page.forms["/keluar"].sent["csrf_token"]
    for action in (opening, opening.replace("pembukaan", "penghapusan")):
        assert other.client.post(action, data={"csrf_token": token}).status_code == 404


def test_the_button_beside_a_result_is_for_those_who_are_logged_in(
    site: Site, logged_in: LogIn
) -> None:
    template = site.app.jinja_env.from_string(
        '{% from "parts/saved.html" import save_search with context %}'
        "{{ save_search('/?q=air&region=73') }}"
    )
    with site.app.test_request_context("/", environ_base={KEY: Asked()}):
        context: dict[str, Any] = {}
        site.app.update_template_context(context)
        assert "/pencarian-tersimpan" not in template.render(**context)
        officer = {**context, "visitor": type("Someone", (), {"role": "officer"})}
        shown = template.render(**officer)
    assert 'action="/pencarian-tersimpan"' in shown
    assert 'value="/?q=air&amp;region=73"' in shown
