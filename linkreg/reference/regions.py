"""The 38 provinces and 514 kabupaten/kota of Indonesia, by the Ministry of Home Affairs' codes.

Codes are dotted text: ``73`` is a province, ``73.71`` lies in it. BPS and SiRUP number places
differently and are never accepted here. Names as people write them are read by ``region_names``.
Sources: ``data/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import Protocol

from linkreg.errors import UnknownCode
from linkreg.reference.tables import read_table
from linkreg.wording import Wording

#: Mean radius of the Earth in kilometers (IUGG).
EARTH_RADIUS_KM = 6371.0088


class RegionLevel(StrEnum):
    """What a region is in the government's order, in the words of the reference list."""

    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"


@dataclass(frozen=True, slots=True)
class Region:
    """A province, kabupaten or kota, with a map point inside it in degrees (WGS 84)."""

    code: str
    name: str
    level: RegionLevel
    latitude: float
    longitude: float

    @property
    def province_code(self) -> str:
        """The code of the province it lies in; a province's own code."""
        return self.code.partition(".")[0]


class Point(Protocol):
    """Anything with a position in degrees: a ``Region``, or a place somebody searches around."""

    @property
    def latitude(self) -> float:
        """Degrees north of the equator; negative in the south."""

    @property
    def longitude(self) -> float:
        """Degrees east of Greenwich."""


def get_region(code: str) -> Region:
    """Return the region with exactly this code; raises ``UnknownCode``."""
    try:
        return _regions()[code]
    except KeyError:
        raise UnknownCode(Wording("wilayah"), code) from None


def all_regions() -> tuple[Region, ...]:
    """Return every region in the order of codes, each province before what lies in it."""
    return tuple(_regions().values())


def provinces() -> tuple[Region, ...]:
    """Return the provinces in the order of codes."""
    return tuple(r for r in all_regions() if r.level is RegionLevel.PROVINCE)


def regencies(province_code: str) -> tuple[Region, ...]:
    """Return the kabupaten and kota of a province; raises ``UnknownCode`` for any other code."""
    province = get_region(province_code)
    if province.level is not RegionLevel.PROVINCE:
        raise UnknownCode(Wording("provinsi"), province_code)
    return tuple(r for r in all_regions() if parent(r) == province)


def parent(region: Region) -> Region | None:
    """Return the province of a kabupaten or kota; ``None`` for a province, as nothing is above it."""
    if region.level is RegionLevel.PROVINCE:
        return None
    return get_region(region.province_code)


def covers(scope_code: str, code: str) -> bool:
    """Whether a region is the scope or lies in it: ``73`` covers ``73`` and ``73.71``, not ``74``."""
    return code == scope_code or code.startswith(f"{scope_code}.")


@cache
def display_name(code: str) -> str:
    """Return a name that no other region has: ``Kota Makassar, Sulawesi Selatan``, ``Provinsi Jambi``.

    A province is named as such because some share their name with a kota. ``resolve_region`` reads all
    of them back. Raises ``UnknownCode``.
    """
    region = get_region(code)
    province = parent(region)
    return f"Provinsi {region.name}" if province is None else f"{region.name}, {province.name}"


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance in kilometers by the haversine formula.

    The Earth is taken as a sphere, which is off by at most 0.5 percent; the map points themselves are
    rounded to 0.01 degree (1.1 km).
    """
    latitude_a, latitude_b = radians(a.latitude), radians(b.latitude)
    half_height = (latitude_b - latitude_a) / 2
    half_width = radians(b.longitude - a.longitude) / 2
    chord = sin(half_height) ** 2 + cos(latitude_a) * cos(latitude_b) * sin(half_width) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))


@cache
def _regions() -> Mapping[str, Region]:
    rows = sorted(read_table("regions.csv"), key=lambda row: row["code"])
    return MappingProxyType({row["code"]: _region(row) for row in rows})


def _region(row: Mapping[str, str]) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        level=RegionLevel(row["level"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )
