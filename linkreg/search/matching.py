"""The rules of matching that every engine follows, as plain functions on plain values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from linkreg.search.query import Facet, Place, SearchQuery
from linkreg.vocabulary import OrganizationStatus

#: The query field that a facet's counts ignore.
OWN_FILTER: Mapping[Facet, str] = {
    Facet.PROVINCE: "regions",
    Facet.REGION: "regions",
    Facet.URUSAN: "urusan",
    Facet.SERVICE: "services",
    Facet.BENEFICIARY: "beneficiaries",
    Facet.LEGAL_FORM: "legal_forms",
    Facet.STRENGTH: "strengths",
    Facet.QUALIFICATION: "qualified_on",
}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def covers(region: str, code: str) -> bool:
    """Say whether the region is the code's own or lies above it (``73`` covers ``73.71``)."""
    return code == region or code.startswith(region + ".")


def overlaps(region: str, code: str) -> bool:
    """Say whether one of two regions covers the other."""
    return covers(region, code) or covers(code, region)


def province_of(region: str) -> str:
    """Return the code of the province that a region belongs to."""
    return region.partition(".")[0]


def is_visible(query: SearchQuery, status: str, region: str) -> bool:
    """Say whether the asker may see an organization of this status in this region at all."""
    if status not in query.statuses:
        return False
    is_public = status == OrganizationStatus.PUBLISHED
    return is_public or query.scope_region is None or covers(query.scope_region, region)


def microseconds(instant: datetime) -> int:
    """Return an aware instant as whole microseconds since 1970, without rounding."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def distance_km(place: Place, latitude: float, longitude: float) -> float:
    """Return the great-circle distance in kilometers, by the haversine formula."""
    phi, other_phi = math.radians(place.latitude), math.radians(latitude)
    half_lambda = math.radians(longitude - place.longitude) / 2
    half_phi = (other_phi - phi) / 2
    h = math.sin(half_phi) ** 2 + math.cos(phi) * math.cos(other_phi) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))
