"""How complete a profile is, section by section: what officers need and what the law in force asks for.

Nothing here is a verdict: it says what an organization can still do about its profile, in the words in
which the same things are asked for elsewhere (``services.lifecycle``, ``eligibility.next_steps``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from linkreg.document_kinds import asked_of
from linkreg.eligibility import Assessment, Criterion, NextStep, Stated, next_steps, validity
from linkreg.profile import Profile, to_plain
from linkreg.records import EvidenceRecord, OrganizationRecord
from linkreg.services import lifecycle
from linkreg.vocabulary import (
    Action,
    EvidenceKind,
    EvidenceState,
    LegalForm,
    Necessity,
    Scope,
    Section,
)

#: Where each field of a profile is filled in; documents are a section of their own.
FIELDS: Mapping[Section, tuple[str, ...]] = MappingProxyType(
    {
        Section.IDENTITY: ("name", "short_name", "aliases", "region", "address", "contact"),
        Section.LEGAL: ("legal_form", "founded_on", "identifiers"),
        Section.ACTIVITY: (
            "description",
            "urusan",
            "services",
            "beneficiaries",
            "operating_regions",
            "sdgs",
            "experiences",
            "strengths",
        ),
        Section.PEOPLE: ("board", "personnel"),
        Section.EVIDENCE: (),
    }
)

#: What every organization states when it registers, and so says nothing of how far it came.
_GIVEN = frozenset({"name", "region"})

#: What an organization cannot do anything about by filling something in.
_OTHERS_TURN = frozenset({Action.VERIFY, Action.WAIT})


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: where in the profile, or documents of which kinds (any one will do).

    ``required``: without it the profile cannot be handed in; else a requirement of the law asks for it.
    """

    pointer: str
    message: str
    required: bool
    kinds: tuple[EvidenceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionState:
    """How far a section came; without gaps it is complete."""

    section: Section
    gaps: tuple[Gap, ...]
    is_begun: bool

    @property
    def is_done(self) -> bool:
        """Say whether nothing is missing."""
        return not self.gaps


@dataclass(frozen=True, slots=True)
class EvidenceNeed:
    """Documents that a criterion asks for, any one of the kinds, and those put forward for it.

    What was replaced is among them while its successor waits to be accepted.
    ``is_met``: one of them counts today as the organization declares it.
    """

    criterion: Criterion
    kinds: tuple[EvidenceKind, ...]
    documents: tuple[EvidenceRecord, ...]
    is_met: bool

    @property
    def asked(self) -> frozenset[str]:
        """Return what documents of these kinds are to say of themselves."""
        return frozenset().union(*map(asked_of, self.kinds))


def completeness(record: OrganizationRecord, assessment: Assessment) -> tuple[SectionState, ...]:
    """Return each section's state; the assessment is of the record, on what is declared."""
    gaps = list(_gaps(record, assessment))
    stated = to_plain(record.profile).keys() - _GIVEN
    begun = {section: bool(stated & set(names)) for section, names in FIELDS.items()}
    begun[Section.EVIDENCE] = bool(record.evidence)
    return tuple(
        SectionState(it, tuple(gap for gap in gaps if _section_of(gap) is it), begun[it])
        for it in Section
    )


def evidence_needs(record: OrganizationRecord, assessment: Assessment) -> tuple[EvidenceNeed, ...]:
    """Return what documents the law asks of the organization itself, in the law's order."""
    return tuple(
        _need(record, criterion, kinds, assessment)
        for criterion in assessment.ruleset.criteria
        if criterion.necessity is Necessity.MANDATORY and criterion.scope is Scope.ORGANIZATION
        for kinds in criterion.documents
    )


def _gaps(record: OrganizationRecord, assessment: Assessment) -> Iterator[Gap]:
    told = set()
    for mistake in lifecycle.missing(record):
        if mistake.pointer != "/consent":
            told.add(mistake.pointer)
            yield Gap(mistake.pointer, mistake.message, required=True)
    for step in next_steps(assessment):
        pointer = _pointer_of(step, record.profile)
        if pointer not in told and step.remedy.action not in _OTHERS_TURN:
            yield Gap(pointer, step.remedy.text, required=False, kinds=step.remedy.kinds)


def _pointer_of(step: NextStep, profile: Profile) -> str:
    """Return where something is stated; documents stand at ``/evidence`` and their first kind."""
    if step.remedy.kinds:
        return f"/evidence/{step.remedy.kinds[0].value}"
    change = next(it for it in step.changes if isinstance(it, Stated))
    if isinstance(change.legal_form, LegalForm):
        return "/legal_form"
    if change.permanent_staff is not None:
        return "/personnel/permanent"
    return "/urusan" if change.urusan else "/experiences"


def _section_of(gap: Gap) -> Section:
    head = gap.pointer.split("/")[1]
    return next((it for it, names in FIELDS.items() if head in names), Section.EVIDENCE)


def _need(
    record: OrganizationRecord,
    criterion: Criterion,
    kinds: tuple[EvidenceKind, ...],
    assessment: Assessment,
) -> EvidenceNeed:
    held = tuple(
        it
        for it in record.evidence
        if it.kind in kinds and (not it.replaced_by or record.awaits_successor(it))
    )
    met = any(
        it.state is not EvidenceState.REJECTED
        and validity(it.kind, it.issued_on, it.valid_from, it.valid_until).contains(assessment.on)
        for it in held
    )
    return EvidenceNeed(criterion, kinds, held, met)
