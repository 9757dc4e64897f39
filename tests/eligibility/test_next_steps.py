"""What to do next: few steps, each said once, in words an organization understands."""

from __future__ import annotations

from datetime import date

from linkreg.dates import DateRange
from linkreg.eligibility import (
    Accepted,
    Begun,
    EvidenceFact,
    ExperienceFact,
    Facts,
    NextStep,
    PackageFacts,
    PackageStated,
    Stated,
    Supplied,
    assess,
    load_rulesets,
    next_steps,
)
from linkreg.vocabulary import Basis, EvidenceKind, EvidenceState, LegalForm

_ON = date(2026, 11, 20)
_RULESET = load_rulesets().get("lkpp-3-2021")


def _steps(**facts: object) -> list[str]:
    return [step.remedy.text for step in next_steps(assess(Facts(**facts), _RULESET, _ON))]


def _keys(step: NextStep) -> list[str]:
    return [criterion.key for criterion in step.criteria]


def test_every_missing_document_is_asked_for_once() -> None:
    steps = _steps(legal_form=LegalForm.YAYASAN, permanent_staff=3)
    assert steps == [
        "Sampaikan Akta pendirian.",
        "Sampaikan SK pengesahan badan hukum (SK AHU).",
        "Sampaikan Cetakan Konfirmasi Status Wajib Pajak (KSWP).",
        "Sampaikan SK susunan pengurus atau Bagan struktur organisasi.",
        "Sampaikan Anggaran Dasar (AD).",
        "Sampaikan Anggaran Rumah Tangga (ART).",
        "Sampaikan Daftar tenaga tetap.",
        (
            "Sampaikan Surat keterangan domisili atau Bukti milik kantor (sertifikat atau akta) atau "
            "Perjanjian sewa atau pinjam pakai kantor."
        ),
    ]


def test_one_document_that_serves_two_criteria_is_asked_for_once() -> None:
    package = PackageFacts(frozenset({"1.02"}))
    assessment = assess(Facts(package=package, urusan=["1.02"]), _RULESET, _ON)
    asked = [s for s in next_steps(assessment) if EvidenceKind.ARTICLES in s.remedy.kinds]
    assert [_keys(step) for step in asked] == [["articles_bylaws", "field_match"]]


def test_a_lapsed_document_is_to_be_renewed_and_a_rejected_one_replaced() -> None:
    lease = DateRange(date(2020, 1, 1), date(2026, 1, 1))
    steps = _steps(
        evidence=[
            EvidenceFact("a", EvidenceKind.OFFICE_LEASE, EvidenceState.ACCEPTED, lease),
            EvidenceFact("b", EvidenceKind.KSWP, EvidenceState.REJECTED),
        ]
    )
    assert "Sampaikan Perjanjian sewa atau pinjam pakai kantor yang masih berlaku." in steps
    assert any(step.startswith("Perbaiki dan sampaikan kembali Cetakan") for step in steps)


def test_nothing_is_asked_of_a_qualified_organization() -> None:
    kinds = ("DEED", "MINISTERIAL_DECREE", "KSWP", "BOARD_DECREE", "ARTICLES", "BYLAWS")
    held = [EvidenceKind[name] for name in (*kinds, "STAFF_LIST", "OFFICE_TITLE")]
    evidence = [EvidenceFact(kind, kind, EvidenceState.ACCEPTED) for kind in held]
    assert _steps(legal_form=LegalForm.YAYASAN, permanent_staff=1, evidence=evidence) == []


def test_what_is_held_of_a_kind_decides_what_to_do_about_it() -> None:
    past, coming = DateRange(None, date(2026, 1, 1)), DateRange(date(2027, 1, 1), None)
    accepted, rejected = EvidenceState.ACCEPTED, EvidenceState.REJECTED
    steps = _steps(
        legal_form=LegalForm.YAYASAN,
        permanent_staff=3,
        evidence=[
            EvidenceFact("a", EvidenceKind.DEED),
            EvidenceFact("b", EvidenceKind.MINISTERIAL_DECREE, accepted, coming),
            EvidenceFact("c", EvidenceKind.KSWP, accepted, past),
            EvidenceFact("d", EvidenceKind.STAFF_LIST, rejected),
            EvidenceFact("e", EvidenceKind.BOARD_DECREE, accepted),
            EvidenceFact("f", EvidenceKind.OFFICE_TITLE, accepted),
            EvidenceFact("g", EvidenceKind.ARTICLES, accepted),
        ],
    )
    assert steps == [
        "Mintakan verifikasi petugas atas Akta pendirian.",
        "Tunggu hingga SK pengesahan badan hukum (SK AHU) mulai berlaku.",
        "Sampaikan Cetakan Konfirmasi Status Wajib Pajak (KSWP) yang masih berlaku.",
        "Sampaikan Anggaran Rumah Tangga (ART).",
        "Perbaiki dan sampaikan kembali Daftar tenaga tetap.",
    ]


def test_a_document_that_waits_for_an_officer_goes_before_one_that_is_yet_to_be_made() -> None:
    steps = _steps(
        evidence=[
            EvidenceFact("a", EvidenceKind.OFFICE_LEASE),
            EvidenceFact("b", EvidenceKind.ORGANIZATION_CHART),
            EvidenceFact("c", EvidenceKind.BOARD_DECREE, EvidenceState.REJECTED),
        ]
    )
    assert "Mintakan verifikasi petugas atas Perjanjian sewa atau pinjam pakai kantor." in steps
    assert "Mintakan verifikasi petugas atas Bagan struktur organisasi." in steps
    assert not [step for step in steps if "SK susunan pengurus" in step]


def test_two_rejected_documents_of_which_one_is_enough_are_alternatives() -> None:
    steps = _steps(
        evidence=[
            EvidenceFact("a", EvidenceKind.BOARD_DECREE, EvidenceState.REJECTED),
            EvidenceFact("b", EvidenceKind.ORGANIZATION_CHART, EvidenceState.REJECTED),
        ]
    )
    assert (
        "Perbaiki dan sampaikan kembali SK susunan pengurus atau Bagan struktur organisasi."
        in steps
    )


def test_a_step_cites_the_rules_it_serves_and_says_what_it_changes() -> None:
    step = next_steps(assess(Facts(legal_form=LegalForm.YAYASAN), _RULESET, _ON))[2]
    assert [criterion.label for criterion in step.criteria] == ["Status wajib pajak valid (KSWP)"]
    assert step.criteria[0].citation.article.endswith("huruf b")
    assert step.changes == (Supplied(EvidenceKind.KSWP),)


def test_a_document_that_begins_later_must_also_be_accepted_where_that_counts() -> None:
    coming = EvidenceFact("a", EvidenceKind.KSWP, valid=DateRange(date(2027, 1, 1), None))
    facts = Facts(legal_form=LegalForm.YAYASAN, evidence=[coming])
    verified = next_steps(assess(facts, _RULESET, _ON, Basis.VERIFIED))
    declared = next_steps(assess(facts, _RULESET, _ON, Basis.DECLARED))
    assert verified[2].changes == (Begun("a"), Accepted("a"))
    assert declared[2].changes == (Begun("a"),)


def test_years_of_a_yearly_document_are_told_apart_by_what_to_do() -> None:
    kind = EvidenceKind.AUDITED_STATEMENT
    facts = Facts(
        evidence=[
            EvidenceFact("a", kind, EvidenceState.REJECTED, fiscal_year=2018),
            EvidenceFact("b", kind, EvidenceState.PENDING, fiscal_year=2020),
            EvidenceFact("c", kind, EvidenceState.REJECTED, fiscal_year=2020),
        ]
    )
    steps = next_steps(assess(facts, load_rulesets().get("lkpp-8-2018"), date(2021, 3, 1)))
    told = {step.remedy.text: step.changes for step in steps if kind in step.remedy.kinds}
    name = "Laporan keuangan tahunan yang diaudit"
    assert told == {
        f"Perbaiki dan sampaikan kembali {name} tahun 2018.": (Supplied(kind, fiscal_year=2018),),
        f"Sampaikan {name} tahun 2019.": (Supplied(kind, fiscal_year=2019),),
        f"Mintakan verifikasi petugas atas {name} tahun 2020.": (Accepted("b"),),
    }


def test_similar_work_serves_wherever_work_is_asked_for() -> None:
    facts = Facts(urusan=["1.02"], package=PackageFacts(frozenset({"1.02"})))
    steps = next_steps(assess(facts, load_rulesets().get("lkpp-8-2018"), date(2021, 3, 1)))
    work = ExperienceFact(2018, 2018, frozenset({"1.02"}))
    told = [(s.remedy.text, s.changes) for s in steps if "pengalaman" in s.remedy.text]
    stated = Stated(experiences=(work,))
    assert told == [("Lengkapi isian: pengalaman kerja sejak tahun 2018.", (stated,))]


def test_the_field_of_a_package_is_asked_for_once_and_may_be_that_of_known_work() -> None:
    work = ExperienceFact(2024, 2025, frozenset({"2.11"}))
    facts = Facts(urusan=["1.02"], experiences=[work], package=PackageFacts(frozenset()))
    steps = [s for s in next_steps(assess(facts, _RULESET, _ON)) if not s.remedy.kinds]
    asked = {step.remedy.what: _keys(step) for step in steps}
    assert asked["bidang urusan paket"] == ["field_match", "personnel"]
    assert "pengalaman kerja sejak tahun 2016" not in asked
    assert PackageStated(frozenset({"1.02", "2.11"})) in [c for s in steps for c in s.changes]


def test_where_neither_field_is_known_both_are_asked_for() -> None:
    steps = _steps(package=PackageFacts(frozenset()))
    assert "Lengkapi isian: bidang urusan paket." in steps
    assert "Lengkapi isian: bidang kegiatan (urusan)." in steps
