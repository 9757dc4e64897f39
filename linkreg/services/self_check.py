"""Judge what somebody says of an organization, without keeping anything of it."""

from __future__ import annotations

from datetime import date

from linkreg.eligibility import (
    Assessment,
    EvidenceFact,
    ExperienceFact,
    Facts,
    Ruleset,
    assess,
    validity,
)
from linkreg.schemas.evidence import EvidenceDetails
from linkreg.schemas.self_check import Declaration
from linkreg.vocabulary import Basis


def judge(declaration: Declaration, ruleset: Ruleset, on: date) -> Assessment:
    """Return what the text says of it on a day, on the word of whoever declares it."""
    return assess(facts_of(declaration), ruleset, on, Basis.DECLARED)


def facts_of(declaration: Declaration) -> Facts:
    """Return what an assessment may use of a declaration."""
    package, year = declaration.package, declaration.last_work_year
    fields = package.urusan if package and package.urusan else frozenset(declaration.urusan)
    return Facts(
        legal_form=declaration.legal_form,
        permanent_staff=declaration.permanent_staff,
        urusan=declaration.urusan,
        experiences=() if year is None else (ExperienceFact(year, year, fields),),
        evidence=[_evidence(place, it) for place, it in enumerate(declaration.documents)],
        package=package,
    )


def _evidence(place: int, document: EvidenceDetails) -> EvidenceFact:
    valid = validity(document.kind, document.issued_on, document.valid_from, document.valid_until)
    return EvidenceFact(str(place), document.kind, valid=valid, fiscal_year=document.fiscal_year)
