"""Facts from the words of a case file, and texts as small as a test needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from linkreg.dates import DateRange
from linkreg.eligibility import (
    Citation,
    Criterion,
    EvidenceFact,
    ExperienceFact,
    Facts,
    PackageFacts,
    Ruleset,
    validity,
)
from linkreg.eligibility.checks import Check
from linkreg.vocabulary import EvidenceKind, EvidenceState, LegalForm, Necessity, Scope


def facts_from(complete: dict[str, Any], case: dict[str, Any]) -> Facts:
    """Return the facts of a case: the complete organization, changed as the case says."""
    changes = case.get("facts") or {}
    base = {} if case.get("empty") else complete
    evidence = {**base.get("evidence", {}), **changes.get("evidence", {})}
    merged = {**base, **changes}
    form = merged.get("legal_form")
    staff = merged.get("permanent_staff")
    package = merged.get("package")
    return Facts(
        legal_form=LegalForm(form) if form and form != "null" else None,
        permanent_staff=int(staff) if staff and staff != "null" else None,
        urusan=merged.get("urusan", ()),
        experiences=[_experience(work) for work in merged.get("experiences", ())],
        evidence=[fact for kind, said in evidence.items() for fact in _documents(kind, said)],
        package=package and _package(package),
    )


def _experience(said: dict[str, Any]) -> ExperienceFact:
    return ExperienceFact(int(said["start_year"]), int(said["end_year"]), frozenset(said["urusan"]))


def _package(said: dict[str, Any]) -> PackageFacts:
    return PackageFacts(frozenset(said["urusan"]), partnering=said.get("partnering") == "true")


def _documents(kind: str, said: Any) -> list[EvidenceFact]:
    if said in {"null", None} if not isinstance(said, (dict, list)) else False:
        return []
    documents = said if isinstance(said, list) else [said]
    return [_document(EvidenceKind(kind), n, document) for n, document in enumerate(documents)]


def _document(kind: EvidenceKind, number: int, said: dict[str, str]) -> EvidenceFact:
    start, end = (date.fromisoformat(said[k]) if k in said else None for k in ("from", "until"))
    return EvidenceFact(
        id=f"{kind}-{number}",
        kind=kind,
        state=EvidenceState(said.get("state", "accepted")),
        valid=validity(kind, start, None, end),
        fiscal_year=int(said["fiscal_year"]) if "fiscal_year" in said else None,
    )


def ruleset_of(*checks: Check) -> Ruleset:
    """Return a text with one criterion per check, ``c0`` and on."""
    citation = Citation("Contoh", "Pasal 1")
    criteria = tuple(
        Criterion(
            key=f"c{number}",
            label="Contoh",
            explanation="Contoh",
            necessity=Necessity.MANDATORY,
            scope=Scope.ORGANIZATION,
            citation=citation,
            checks=(check,),
        )
        for number, check in enumerate(checks)
    )
    return Ruleset("contoh", "Contoh", "Contoh", DateRange(), False, criteria)
