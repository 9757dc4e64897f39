"""What to do next: few steps, each said once, in words an organization understands."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from linkreg.dates import DateRange
from linkreg.eligibility import (
    Citation,
    Criterion,
    EvidenceFact,
    Facts,
    PackageFacts,
    Ruleset,
    assess,
    load_rulesets,
    next_steps,
)
from linkreg.eligibility.documents import DocumentsCheck
from linkreg.vocabulary import (
    EvidenceKind,
    EvidenceState,
    LegalForm,
    Necessity,
    Scope,
    Verdict,
)

_ON = date(2026, 11, 20)
_RULESET = load_rulesets().get("lkpp-3-2021")


def _steps(**facts: object) -> list[str]:
    return [step.remedy.text for step in next_steps(assess(Facts(**facts), _RULESET, _ON))]


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
    assert [step.criteria for step in asked] == [("articles_bylaws", "field_match")]


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


def _ruleset_asking(*groups: tuple[EvidenceKind, ...]) -> Ruleset:
    citation = Citation("Contoh", "Pasal 1")
    criteria = tuple(
        Criterion(
            key=f"c{number}",
            label="Contoh",
            explanation="Contoh",
            necessity=Necessity.MANDATORY,
            scope=Scope.ORGANIZATION,
            citation=citation,
            checks=(DocumentsCheck((group,)),),
        )
        for number, group in enumerate(groups)
    )
    return Ruleset("contoh", "Contoh", "Contoh", DateRange(), False, criteria)


kinds = st.lists(st.sampled_from(list(EvidenceKind)[:6]), min_size=1, max_size=3, unique=True)


@given(st.lists(kinds.map(tuple), min_size=1, max_size=6))
def test_no_smaller_set_of_documents_would_do(groups: list[tuple[EvidenceKind, ...]]) -> None:
    ruleset = _ruleset_asking(*groups)
    steps = next_steps(assess(Facts(), ruleset, _ON))
    supplied = [
        EvidenceFact(k, k, EvidenceState.ACCEPTED) for s in steps for k in s.remedy.kinds[:1]
    ]
    assert assess(Facts(evidence=supplied), ruleset, _ON).verdict is Verdict.QUALIFIED
    for fewer in combinations(list(EvidenceKind)[:6], len(steps) - 1):
        held = [EvidenceFact(kind, kind, EvidenceState.ACCEPTED) for kind in fewer]
        assert assess(Facts(evidence=held), ruleset, _ON).verdict is not Verdict.QUALIFIED
    assert {key for step in steps for key in step.criteria} == {c.key for c in ruleset.criteria}
