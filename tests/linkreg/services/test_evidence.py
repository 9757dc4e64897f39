"""Documents: put forward by the organization, decided by its officer, counted in the verdict."""

from __future__ import annotations

from typing import Any

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import InvalidInput, NotAuthenticated, NotFound, NotPermitted
from linkreg.services import evidence
from linkreg.vocabulary import Basis, EvidenceState, OrganizationStatus, Outcome, Role, Verdict
from tests.decisions import accepting, reject

_KSWP = {"kind": "kswp", "number": "KSWP-1", "issued_on": "2026-02-01"}
_NEEDED: tuple[dict[str, Any], ...] = (
    {"kind": "deed", "issued_on": "2010-01-01"},
    {"kind": "ministerial_decree", "issued_on": "2010-02-01"},
    _KSWP,
    {"kind": "board_decree", "valid_from": "2024-01-01", "valid_until": "2028-12-31"},
    {"kind": "articles"},
    {"kind": "bylaws"},
    {"kind": "staff_list", "issued_on": "2026-01-01"},
    {"kind": "office_lease", "valid_from": "2025-01-01", "valid_until": "2027-06-30"},
)

OFFICER = Actor("o73", Role.OFFICER, region="73")
ELSEWHERE = Actor("o31", Role.OFFICER, region="31")


@pytest.fixture
def organization(registry: Registry) -> str:
    profile = {
        "name": "Yayasan Contoh",
        "region": "73.71",
        "legal_form": "yayasan",
        "personnel": {"permanent": 4},
    }
    return registry.register(profile, status=OrganizationStatus.PUBLISHED).id


def _keeper(organization: str) -> Actor:
    return Actor("keeper", Role.ORGANIZATION, organization_id=organization)


def test_an_organization_becomes_qualified_document_by_document(
    registry: Registry, organization: str
) -> None:
    keeper = _keeper(organization)
    for number, document in enumerate(_NEEDED, start=1):
        assert registry.assess(organization).verdict is Verdict.INCOMPLETE
        supplied = registry.supply_evidence(organization, document, keeper)
        registry.decide_evidence(organization, supplied.id, accepting(supplied.kind), OFFICER)
        assert len(registry.get(organization).evidence) == number
    assessment = registry.assess(organization)
    assert assessment.verdict is Verdict.QUALIFIED
    assert str(assessment.holds.end) == "2026-12-31"


def test_the_organization_s_word_counts_before_an_officer_looked(
    registry: Registry, organization: str
) -> None:
    for document in _NEEDED:
        registry.supply_evidence(organization, document, _keeper(organization))
    assert registry.assess(organization, basis=Basis.DECLARED).verdict is Verdict.QUALIFIED
    assert registry.assess(organization).verdict is Verdict.INCOMPLETE


def test_a_rejection_says_why_and_counts_against(registry: Registry, organization: str) -> None:
    supplied = registry.supply_evidence(organization, _KSWP, _keeper(organization))
    reject(registry, organization, supplied.id, "Nama berbeda.")
    (decided,) = registry.get(organization).evidence
    assert (decided.state, decided.note) == (EvidenceState.REJECTED, "Nama berbeda.")
    findings = {f.criterion.key: f.outcome for f in registry.assess(organization).findings}
    assert findings["tax_status"] is Outcome.NOT_MET


def test_nobody_decides_about_itself_or_about_another_region(
    registry: Registry, organization: str
) -> None:
    supplied = registry.supply_evidence(organization, _KSWP, _keeper(organization))
    for actor in (_keeper(organization), ELSEWHERE):
        with pytest.raises(NotPermitted):
            registry.decide_evidence(organization, supplied.id, accepting("kswp"), actor)
    with pytest.raises(NotAuthenticated):
        registry.decide_evidence(organization, supplied.id, accepting("kswp"), PUBLIC)


def test_only_the_organization_and_its_officer_put_documents_forward(
    registry: Registry, organization: str
) -> None:
    registry.supply_evidence(organization, _KSWP, OFFICER)
    for actor in (ELSEWHERE, _keeper("another")):
        with pytest.raises(NotPermitted):
            registry.supply_evidence(organization, _KSWP, actor)


def test_documents_are_listed_for_those_concerned_only(
    registry: Registry, organization: str
) -> None:
    registry.supply_evidence(organization, _KSWP)
    with registry.reading(OFFICER) as tx:
        assert [e.number for e in evidence.list_evidence(tx, organization)] == ["KSWP-1"]
    with registry.reading(PUBLIC) as tx, pytest.raises(NotAuthenticated):
        evidence.list_evidence(tx, organization)
    with registry.reading(ELSEWHERE) as tx, pytest.raises(NotPermitted):
        evidence.list_evidence(tx, organization)


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ({}, "/kind"),
        ({"kind": "ktp"}, "/kind"),
        ({"kind": "kswp"}, "/issued_on"),
        ({"kind": "audited_statement"}, "/fiscal_year"),
        ({"kind": "deed", "issued_on": "2026-11-21"}, "/issued_on"),
        ({"kind": "deed", "issued_on": "0001-01-01"}, "/issued_on"),
        ({"kind": "office_title", "valid_until": "9999-12-31"}, "/valid_until"),
        ({"kind": "office_lease", "valid_from": "2026-01-01"}, "/valid_until"),
        ({"kind": "board_decree", "issued_on": "2026-01-01"}, "/valid_until"),
        ({"kind": "deed", "replaces": "x" * 17}, "/replaces"),
        ({"kind": "deed", "number": "3201011203450001"}, "/number"),
        ({"kind": "deed", "number": "a\x00"}, "/number"),
        ({"kind": "deed", "nomor": "1"}, "/nomor"),
        (
            {"kind": "office_lease", "valid_from": "2026-01-02", "valid_until": "2026-01-01"},
            "/valid_until",
        ),
        (
            {"kind": "office_lease", "issued_on": "2026-01-02", "valid_until": "2026-01-01"},
            "/valid_until",
        ),
    ],
)
def test_a_document_that_cannot_be_is_refused(
    registry: Registry, organization: str, document: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        registry.supply_evidence(organization, document)
    assert [m.pointer for m in caught.value.mistakes] == [pointer]
    assert registry.get(organization).evidence == ()


@pytest.mark.parametrize(
    "decision",
    [{}, {"state": "pending"}, {"state": "rejected"}, {"state": "rejected", "note": " "}],
)
def test_a_decision_decides_and_a_rejection_explains(
    registry: Registry, organization: str, decision: dict[str, Any]
) -> None:
    supplied = registry.supply_evidence(organization, _KSWP)
    with pytest.raises(InvalidInput):
        registry.decide_evidence(organization, supplied.id, decision)
    assert registry.get(organization).evidence[0].state is EvidenceState.PENDING


def test_a_document_of_another_organization_is_not_found(
    registry: Registry, organization: str
) -> None:
    other = registry.register({"name": "Lain", "region": "73.71"})
    supplied = registry.supply_evidence(other.id, _KSWP)
    with pytest.raises(NotFound):
        registry.decide_evidence(organization, supplied.id, accepting("kswp"))
