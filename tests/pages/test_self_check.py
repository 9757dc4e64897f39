"""The self check: anybody asks, the law as data answers, and nothing stays behind."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from linkreg.eligibility import load_rulesets
from linkreg.eligibility.loading import CHECK_TYPES
from linkreg.eligibility.questions import _TOPICS, sections_of
from linkreg.vocabulary import EvidenceKind
from tests.pages.conftest import Site, Visitor
from tests.pages.reading import Page

_PATH = "/persyaratan/periksa"
_WHOLE = {
    "legal_form": "yayasan",
    "permanent_staff": "5",
    **dict.fromkeys(("deed", "ministerial_decree", "articles", "bylaws", "staff_list"), "1"),
    "organization_chart": "1",
    "domicile_letter": "1",
    "kswp": "1",
    "kswp-issued_on": "2026-02-01",
}


def _ask(visitor: Visitor, **answers: str) -> Page:
    sent = {name.replace("__", "-"): text for name, text in answers.items()}
    return visitor.open(f"{_PATH}?{urlencode({'dijawab': '1', **sent})}")


def test_it_asks_before_it_answers(public: Visitor) -> None:
    page = public.open(_PATH)
    assert "Hasil menurut jawaban Anda" not in page.text
    assert {"legal_form", "permanent_staff", "kswp", "kswp-issued_on"} <= {
        control.name for control in page.controls
    }


def test_an_organization_that_has_everything_qualifies_until_the_end_of_the_year(
    public: Visitor,
) -> None:
    page = _ask(public, **_WHOLE)
    assert "Memenuhi syarat" in page.text
    assert "sampai 31 Desember 2026" in page.text
    assert "menurut pernyataan organisasi" in page.text
    assert "huruf b belum dikonfirmasi" in page.text
    assert "Yang perlu dilakukan" not in page.text


def test_what_is_not_said_is_unknown_with_what_to_do(public: Visitor) -> None:
    page = _ask(public)
    assert "Belum lengkap" in page.text
    assert "Sampaikan Akta pendirian." in page.text
    assert "Lengkapi isian: jumlah tenaga tetap." in page.text


def test_a_known_failure_is_told_with_its_reason(public: Visitor) -> None:
    page = _ask(public, **_WHOLE | {"kswp-issued_on": "2025-02-01", "legal_form": "unincorporated"})
    assert "Tidak memenuhi syarat" in page.text
    assert "(KSWP) berakhir pada 31 Desember 2025." in page.text
    assert "Bentuk organisasi (Tidak berbadan hukum) tidak termasuk yang diterima." in page.text


def test_against_a_package_field_and_partner_count(public: Visitor) -> None:
    about = {"package_urusan": "1.02", "urusan": "1.02", "last_work_year": "2024"}
    page = _ask(public, **_WHOLE | about)
    assert "Bidang yang sama dengan paket: 1.02." in page.text
    assert "Pengalaman terakhir pada tahun 2024." in page.text
    assert "Memenuhi syarat" in page.text
    other = _ask(public, **_WHOLE | about | {"urusan": "2.07"})
    assert "Bidang organisasi tidak sama dengan bidang paket (1.02)." in other.text
    partnering = _ask(public, **_WHOLE | about | {"partnering": "1"})
    assert "Belum ada Perjanjian kemitraan." in partnering.text


@pytest.mark.parametrize(
    ("answers", "told", "field"),
    [
        ({"permanent_staff": "lima"}, "Harus bilangan bulat", "permanent_staff"),
        ({"permanent_staff": "-1"}, "Harus bilangan bulat", "permanent_staff"),
        ({"kswp": "1"}, "Isi tanggal cetak KSWP", "kswp-issued_on"),
        ({"board_decree-valid_until": "31/12/2027"}, "Bukan tanggal", "board_decree-valid_until"),
        ({"legal_form": "kongsi"}, "Kode tidak dikenal", "legal_form"),
        ({"urusan": "9.99"}, "9.99", "urusan"),
        ({"last_work_year": "20245"}, "Tahun antara", "last_work_year"),
        ({"last_work_year": "\u0662\u0660"}, "Harus bilangan bulat", "last_work_year"),
    ],
)
def test_messy_answers_come_back_with_what_is_wrong_beside_them(
    public: Visitor, answers: dict[str, str], told: str, field: str
) -> None:
    page = _ask(public, **answers)
    assert page.status == 422
    assert told in page.text
    assert f'href="#{field}"' in page.html
    assert field in page.ids
    if field != "urusan":
        assert page.text.count("Hasil menurut jawaban Anda") == 0
    for name, text in answers.items():
        if name not in {"urusan", "legal_form"}:
            assert page.forms[_PATH].sent[name] == [text]


def test_an_older_text_asks_for_its_years(public: Visitor) -> None:
    page = _ask(
        public,
        **_WHOLE,
        aturan="lkpp-8-2018",
        audited_statement__years="2023; 2024, 2025",
        work_contract="1",
        last_work_year="2025",
    )
    assert "tersedia untuk tahun 2023, 2024, 2025" in page.text
    assert page.forms[_PATH].sent["aturan"] == ["lkpp-8-2018"]
    wrong = _ask(public, aturan="lkpp-8-2018", audited_statement__years="dua ribu")
    assert wrong.status == 422
    assert "audited_statement-years" in wrong.ids


def test_a_text_that_is_not_known_is_not_found(public: Visitor) -> None:
    assert public.open(f"{_PATH}?aturan=lkpp-1-1900").status == 404


def test_nothing_of_it_stays(site: Site, public: Visitor) -> None:
    before = site.registry.journal_position()
    _ask(public, **_WHOLE)
    assert site.registry.journal_position() == before
    answer = public.client.get(f"{_PATH}?dijawab=1")
    assert "Set-Cookie" not in answer.headers


def test_every_kind_of_check_is_a_topic_and_every_kind_of_document_is_asked_once() -> None:
    assert {check for _, check in CHECK_TYPES.values()} == set(_TOPICS)
    for ruleset in load_rulesets().all:
        asked = [
            kind
            for section in sections_of(ruleset)
            for group in section.new_documents
            for kind in group
        ]
        wanted = {
            kind
            for criterion in ruleset.criteria
            for group in criterion.documents
            for kind in group
        }
        assert len(asked) == len(set(asked))
        assert wanted - set(asked) <= {EvidenceKind.AUDITED_STATEMENT}
