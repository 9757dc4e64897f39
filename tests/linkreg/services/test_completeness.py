"""How far a profile is, section by section, and how the public will see it."""

from __future__ import annotations

from linkreg import Registry
from linkreg.profile import Profile
from linkreg.services.completeness import FIELDS
from linkreg.vocabulary import EvidenceKind, OrganizationStatus, Section
from tests.actors import CHAIR, OFFICER, READY, keeper_of, published
from tests.decisions import accepting
from tests.samples import pdf

_BARE = {"name": "Yayasan Contoh", "region": "73.71"}


def _sections(registry: Registry, organization: str):
    filling = registry.open_filling(organization, keeper_of(organization))
    return {state.section: state for state in filling.sections}


def _gaps(registry: Registry, organization: str) -> dict[str, bool]:
    states = _sections(registry, organization).values()
    return {gap.pointer: gap.required for state in states for gap in state.gaps}


def test_every_field_of_a_profile_belongs_to_one_section() -> None:
    named = [name for names in FIELDS.values() for name in names]
    assert sorted(named) == sorted(Profile.__dataclass_fields__)


def test_who_has_just_registered_has_begun_nothing(registry: Registry) -> None:
    states = _sections(registry, registry.register(_BARE).id)
    assert list(states) == list(Section)
    assert not any(state.is_begun or state.is_done for state in states.values())


def test_what_is_required_to_hand_in_is_told_from_what_the_law_asks(registry: Registry) -> None:
    gaps = _gaps(registry, registry.register(_BARE).id)
    required = {"/address", "/contact", "/legal_form", "/description", "/urusan", "/board"}
    assert {pointer for pointer, must in gaps.items() if must} == required
    assert gaps["/personnel/permanent"] is False
    assert gaps["/evidence/deed"] is False
    assert "/consent" not in gaps


def test_a_section_with_all_it_needs_is_done(registry: Registry) -> None:
    own = registry.register(READY | {"personnel": {"permanent": 3}}).id
    states = _sections(registry, own)
    assert [it.is_done for it in states.values()] == [True, True, True, True, False]
    assert states[Section.PEOPLE].is_begun


def test_a_legal_form_that_the_law_does_not_take_is_a_gap(registry: Registry) -> None:
    own = registry.register(READY | {"legal_form": "unincorporated"}).id
    (gap,) = _sections(registry, own)[Section.LEGAL].gaps
    assert (gap.pointer, gap.required) == ("/legal_form", False)


def test_needs_name_their_documents_and_whether_one_counts(registry: Registry) -> None:
    own = registry.register(READY).id
    registry.supply_with_file(own, {"kind": "office_lease", "valid_until": "2020-01-01"}, pdf())
    registry.supply_evidence(own, {"kind": "deed", "number": "1"})
    needs = {it.kinds[0]: it for it in registry.open_filling(own, keeper_of(own)).needs}
    assert needs[EvidenceKind.DEED].is_met
    office = needs[EvidenceKind.DOMICILE_LETTER]
    assert [it.kind for it in office.documents] == [EvidenceKind.OFFICE_LEASE]
    assert not office.is_met
    assert not needs[EvidenceKind.KSWP].documents
    assert EvidenceKind.PARTNERSHIP_AGREEMENT not in needs
    assert needs[EvidenceKind.KSWP].asked == {"issued_on", "issuer"}
    assert needs[EvidenceKind.ARTICLES].asked == {"clause"}


def test_what_is_replaced_stays_among_them_until_its_successor_is_accepted(
    registry: Registry,
) -> None:
    own = published(registry)

    def supply(until: str, **more: str) -> str:
        lease = {"kind": "office_lease", "issued_on": "2026-01-01", "valid_until": until}
        return registry.supply_evidence(own, lease | more, keeper_of(own)).id

    def held() -> set[str]:
        needs = registry.open_filling(own, keeper_of(own)).needs
        return {document.id for need in needs for document in need.documents}

    accepting_it = accepting("office_lease")
    old = supply("2026-12-05")
    registry.decide_evidence(own, old, accepting_it, OFFICER)
    blurred = supply("2028-01-01", replaces=old)
    assert held() == {old, blurred}
    new = supply("2028-02-02", replaces=blurred)
    assert held() == {old, new}
    registry.decide_evidence(own, new, accepting_it, OFFICER)
    newest = supply("2029-03-03", replaces=new)
    assert held() >= {new, newest}
    registry.decide_evidence(own, newest, accepting_it, OFFICER)
    assert new not in held()


def test_a_document_that_waits_for_an_officer_is_no_gap(registry: Registry) -> None:
    own = registry.register(READY).id
    registry.supply_evidence(own, {"kind": "deed"})
    assert "/evidence/deed" not in _gaps(registry, own)
    assert "/evidence/ministerial_decree" in _gaps(registry, own)


def test_the_preview_is_what_the_public_will_see_and_no_more(registry: Registry) -> None:
    own = registry.register(READY).id
    registry.supply_evidence(own, {"kind": "deed", "number": "RAHASIA-7"})
    dossier = registry.preview(own, keeper_of(own))
    record = dossier.record
    assert (record.status, record.evidence) == (OrganizationStatus.PUBLISHED, ())
    assert [it.name for it in record.profile.board] == [CHAIR]
    assert dossier.insight is None
    assert not dossier.rights.may_edit
    assert registry.get(own).status is OrganizationStatus.DRAFT


def test_the_profile_is_given_as_it_was_seen(registry: Registry) -> None:
    own = registry.register(READY).id
    registry.update(own, {"address": "Jl. Lain"}, version=1)
    actor = keeper_of(own)
    assert registry.open_filling(own, actor, seen_version=1).seen.address == "Jalan Contoh 1"
    assert registry.open_filling(own, actor, seen_version=2).seen.address == "Jl. Lain"
    for unknown in (0, -1, 3, 10**12):
        assert registry.open_filling(own, actor, seen_version=unknown).seen is None
