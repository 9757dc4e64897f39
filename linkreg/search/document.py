"""What is indexed of an organization: public facts only, flat, and independent of any engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from linkreg.dates import DateRange
from linkreg.vocabulary import Basis, LegalForm, OrganizationStatus


class Part(StrEnum):
    """The parts of a document's text, most telling first; an engine weighs them in this order."""

    NAME = "name"
    SHORT_NAME = "short_name"
    ALIAS = "alias"
    FIELD = "field"  # labels of urusan, services, beneficiaries
    EXPERIENCE = "experience"
    OPENING = "opening"  # the first sentences of the description: what is said first is meant most
    PLACE = "place"
    DESCRIPTION = "description"  # also accountability standards and open government commitments


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """An organization as the index sees it; ``texts`` holds only what the public may read.

    ``qualified`` gives for each basis the disjoint spans of days on which the organization qualifies.
    ``completeness`` is 0..100 and orders the list when nothing is asked.
    """

    id: str
    name: str
    status: OrganizationStatus
    region: str
    updated_at: datetime
    texts: Mapping[Part, tuple[str, ...]]
    legal_form: LegalForm | None = None
    operating_regions: tuple[str, ...] = ()
    urusan: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    qualified: Mapping[Basis, tuple[DateRange, ...]] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    completeness: int = 0
