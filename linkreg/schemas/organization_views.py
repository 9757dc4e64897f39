"""What leaves the registry: one class for the public, one for officers; each names its fields.

A view is dumped from a ``Presented``: an organization as stored, with its assessment. A field that no
view names cannot leak.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as parts
from typing import Any

from marshmallow import fields

from linkreg.document_kinds import CHECKLISTS
from linkreg.eligibility import Assessment, PeriodVerdict, load_rulesets
from linkreg.errors import Mistake
from linkreg.profile import Profile, Strengths
from linkreg.records import EvidenceRecord, OrganizationRecord
from linkreg.schemas.profile import identifier_warnings
from linkreg.schemas.view import View, dumped, made, written
from linkreg.schemas.view_fields import Computed, LabeledCode, RegionRef, UrusanRef
from linkreg.strengths import strengths_of, years_of_experience
from linkreg.vocabulary import (
    AccountabilityStandard,
    Basis,
    BeneficiaryGroup,
    EvidenceKind,
    EvidenceState,
    FileType,
    FlagKind,
    IdentifierScheme,
    LegalForm,
    OrganizationStatus,
    Sdg,
    Service,
    Strength,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Presented:
    """An organization together with its assessment, and over a period if asked, to be shown."""

    record: OrganizationRecord
    assessment: Assessment
    period: PeriodVerdict | None = None


class ContactView(View):
    """How to reach the institution."""

    email = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    website = fields.String(allow_none=True)


class BoardMemberView(View):
    """A member of the board."""

    name = fields.String()
    position = fields.String()


class BySexView(View):
    """Head counts by sex."""

    male = fields.Integer(allow_none=True)
    female = fields.Integer(allow_none=True)


class PersonnelView(View):
    """Permanent staff."""

    permanent = fields.Integer(allow_none=True)
    by_sex = fields.Nested(BySexView)


class ExperienceView(View):
    """One piece of work done."""

    title = fields.String()
    start_year = fields.Integer()
    end_year = fields.Integer(allow_none=True)
    partner = fields.String(allow_none=True)
    urusan = fields.List(UrusanRef())
    region = RegionRef(allow_none=True)
    value = fields.Integer(allow_none=True)


class StrengthsView(View):
    """What speaks for the organization without being required; see ``linkreg.strengths``."""

    codes = fields.List(LabeledCode(Strength))
    years_of_experience = fields.Integer()
    audited_years = fields.List(fields.Integer())
    accountability_standards = fields.List(LabeledCode(AccountabilityStandard))
    open_government_commitments = fields.List(fields.String())
    catalogue_url = fields.String(allow_none=True)


class IdentifierView(View):
    """A number in a scheme."""

    scheme = LabeledCode(IdentifierScheme)
    id = fields.String()


class QualificationView(View):
    """The verdict in short."""

    ruleset = fields.String(attribute="ruleset.key")
    basis = LabeledCode(Basis)
    outcome = LabeledCode(Verdict, attribute="verdict")
    on = fields.Date()
    start = fields.Date(attribute="holds.start", data_key="from", allow_none=True)
    end = fields.Date(attribute="holds.end", data_key="until", allow_none=True)
    barred = fields.Boolean()


class FlagView(View):
    """An observation, warning or sanction; ``scope`` is ``null`` where it counts everywhere."""

    id = fields.String()
    kind = LabeledCode(FlagKind)
    scope = RegionRef(allow_none=True)
    reason = fields.String()
    source = fields.String()
    starts_on = fields.Date()
    ends_on = fields.Date()
    raised_at = fields.AwareDateTime()
    lifted_at = fields.AwareDateTime(allow_none=True)
    lifting = fields.String(allow_none=True)


class OfficerFlagView(FlagView):
    """The same with the account that raised it, for those who see the officer view."""

    class Meta:
        optional = ("raised_by",)

    raised_by = fields.String()


class MistakeView(View):
    """Something unusual about a field."""

    pointer = fields.String()
    code = fields.String()
    message = fields.String()


class EvidenceFileView(View):
    """What is known of a document's file; ``type`` is what its content says."""

    sha256 = fields.String()
    size = fields.Integer()
    type = LabeledCode(FileType)
    name = fields.String()


class EvidenceView(View):
    """A document, for the organization itself and for officers.

    ``criteria`` are those of the newest text that it can serve; ``questions`` an officer's checklist.
    """

    id = fields.String()
    kind = LabeledCode(EvidenceKind)
    state = LabeledCode(EvidenceState)
    number = fields.String(allow_none=True)
    issuer = fields.String(allow_none=True)
    issued_on = fields.Date(allow_none=True)
    valid_from = fields.Date(allow_none=True)
    valid_until = fields.Date(allow_none=True)
    fiscal_year = fields.Integer(allow_none=True)
    clause = fields.String(allow_none=True)
    criteria = fields.Function(
        lambda document: criteria_served(document.kind),
        metadata={"type": "array", "items": {"type": "string"}},
    )
    questions = fields.Function(
        lambda document: [question.value for question in CHECKLISTS[document.kind]],
        metadata={"type": "array", "items": {"type": "string"}},
    )
    note = fields.String(allow_none=True)
    supplied_at = fields.AwareDateTime()
    supplied_by = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime(allow_none=True)
    decided_by = fields.String(allow_none=True)
    replaced_by = fields.String(allow_none=True)
    version = fields.Integer()
    file = fields.Nested(EvidenceFileView, allow_none=True)


class LinksView(View):
    """Where to go from an organization; ``page`` is for people."""

    self = fields.String()
    page = fields.String()
    assessment = fields.String()


class PublicOrganizationView(View):
    """What everybody may see of an organization."""

    id = fields.String(attribute="record.id")
    name = fields.String(attribute="record.profile.name")
    short_name = fields.String(attribute="record.profile.short_name", allow_none=True)
    aliases = fields.List(fields.String(), attribute="record.profile.aliases")
    legal_form = LabeledCode(LegalForm, attribute="record.profile.legal_form", allow_none=True)
    founded_on = fields.Date(attribute="record.profile.founded_on", allow_none=True)
    description = fields.String(attribute="record.profile.description", allow_none=True)
    region = RegionRef(attribute="record.profile.region")
    address = fields.String(attribute="record.profile.address", allow_none=True)
    contact = fields.Nested(ContactView, attribute="record.profile.contact")
    urusan = fields.List(UrusanRef(), attribute="record.profile.urusan")
    services = fields.List(LabeledCode(Service), attribute="record.profile.services")
    operating_regions = fields.List(RegionRef(), attribute="record.profile.operating_regions")
    beneficiaries = fields.List(
        LabeledCode(BeneficiaryGroup), attribute="record.profile.beneficiaries"
    )
    sdgs = fields.List(LabeledCode(Sdg), attribute="record.profile.sdgs")
    board = fields.List(fields.Nested(BoardMemberView), attribute="record.profile.board")
    personnel = fields.Nested(PersonnelView, attribute="record.profile.personnel")
    experiences = fields.List(fields.Nested(ExperienceView), attribute="record.profile.experiences")
    strengths = Computed(StrengthsView, lambda presented: _strengths(presented.record.profile))
    identifiers = fields.List(fields.Nested(IdentifierView), attribute="record.profile.identifiers")
    qualification = fields.Nested(QualificationView, attribute="assessment")
    flags = fields.List(fields.Nested(FlagView), attribute="record.flags")
    status = LabeledCode(OrganizationStatus, attribute="record.status")
    status_since = fields.AwareDateTime(attribute="record.status_since", allow_none=True)
    status_reason = fields.String(attribute="record.status_reason", allow_none=True)
    consented = fields.Boolean(attribute="record.consented")
    version = fields.Integer(attribute="record.version")
    created_at = fields.AwareDateTime(attribute="record.created_at")
    updated_at = fields.AwareDateTime(attribute="record.updated_at")
    links = Computed(LinksView, lambda presented: _links(presented.record.id))


class OfficerOrganizationView(PublicOrganizationView):
    """What the organization itself and officers of its region see as well."""

    class Meta:
        optional = ("evidence", "warnings")

    flags = fields.List(fields.Nested(OfficerFlagView), attribute="record.flags")
    evidence = fields.List(fields.Nested(EvidenceView), attribute="record.evidence")
    warnings = Computed(MistakeView, lambda presented: _warnings(presented.record), many=True)


def criteria_served(kind: EvidenceKind) -> list[str]:
    """Return the keys of the newest text's criteria that a document of a kind can serve."""
    newest = load_rulesets().all[-1]
    return [
        criterion.key
        for criterion in newest.criteria
        if any(kind in kinds for kinds in criterion.documents)
    ]


def _links(organization_id: str) -> dict[str, str]:
    base = f"/v1/organizations/{organization_id}"
    return {
        "self": base,
        "page": f"/ormas/{organization_id}",
        "assessment": f"{base}/assessment",
    }


def _strengths(profile: Profile) -> dict[str, Any]:
    return {
        "codes": strengths_of(profile),
        "years_of_experience": years_of_experience(profile),
        **{name: getattr(profile.strengths, name) for name in _STATED_STRENGTHS},
    }


_STATED_STRENGTHS = tuple(field.name for field in parts(Strengths))


def _warnings(record: OrganizationRecord) -> tuple[Mistake, ...]:
    return identifier_warnings(record.profile)


def present_organization(presented: Presented, *, officer: bool) -> dict[str, Any]:
    """Return the JSON-ready view of an organization."""
    return dumped(made(OfficerOrganizationView if officer else PublicOrganizationView), presented)


def write_public(presented: Presented) -> str:
    """Return the public's view of an organization, whose public part this is, as JSON text."""
    return written(dumped(made(PublicOrganizationView), presented))


def present_evidence(record: EvidenceRecord) -> dict[str, Any]:
    """Return the JSON-ready document."""
    return dumped(made(EvidenceView), record)
