"""One frozen question that feeds list, facets, map and export alike, so they cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from linkreg.vocabulary import Basis, OrganizationStatus


class Sort(StrEnum):
    """The orders a list can have; ties are always broken by id."""

    RELEVANCE = "relevance"  # without words: completeness, then freshness
    NAME = "name"
    UPDATED = "-updated_at"
    DISTANCE = "distance"


class Facet(StrEnum):
    """What results can be counted by."""

    PROVINCE = "province"
    REGION = "region"
    URUSAN = "urusan"
    SERVICE = "service"
    BENEFICIARY = "beneficiary"
    LEGAL_FORM = "legal_form"
    STRENGTH = "strength"
    QUALIFICATION = "qualification"  # counts per basis, on ``as_of``


@dataclass(frozen=True, slots=True)
class Place:
    """A point to measure distances from, in degrees; ``region`` names whose point it is."""

    latitude: float
    longitude: float
    region: str | None = None


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is asked: alternatives within a field (OR), every field must hold (AND).

    ``text``: words in any order, all of them wanted; ``"..."`` a phrase; ``-word`` and ``-"..."``
    exclude. When few organizations that may be seen hold all words, some of them will do
    (``text_query.FEW``, ``enough_of``); that is decided before any other filter. A word that none of
    them holds is answered as the nearest one, or else asks nothing while others are known. A place
    named beside other words multiplies scores (``ranking.favor``) and filters nothing. A text without
    words matches everything; no text is an error, and what is too long is cut. ``regions``: where the
    organization sits; a province code covers its kabupaten/kota. ``operating_regions``: where it
    works; a code matches itself, everything under it, and what lies above it (the province).
    ``qualified_on`` with ``basis``: qualified on that day. ``as_of``: the day the qualification facet
    speaks of; without it, no counts.
    ``near`` with ``within_km``: at a known place not farther away; ``Sort.DISTANCE`` without ``near``
    is relevance. ``changed_since``: at that instant or later. ``statuses``: empty matches nothing.
    ``scope_region``: when set, whatever is not published must sit in that region. ``after``: only what
    comes after the organization of that id, whether or not it matches still; ``offset`` counts from
    there, totals and facets count everything. A facet's counts
    ignore the filter of the same field (the qualification facet ignores ``qualified_on``; province and
    region both ignore ``regions``).
    """

    text: str = ""
    regions: tuple[str, ...] = ()
    operating_regions: tuple[str, ...] = ()
    urusan: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    statuses: tuple[OrganizationStatus, ...] = (OrganizationStatus.PUBLISHED,)
    scope_region: str | None = None
    qualified_on: date | None = None
    basis: Basis = Basis.VERIFIED
    as_of: date | None = None
    near: Place | None = None
    within_km: float | None = None
    changed_since: datetime | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    after: str | None = None
    facets: tuple[Facet, ...] = ()
    highlight: bool = False
