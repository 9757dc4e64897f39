"""Reference lists every part of the registry agrees on: regions and fields of government.

The lists are read from ``data/`` once, when first asked for. Nothing here knows an organization.
"""

from linkreg.reference.mentions import Mention, mentioned_regions
from linkreg.reference.region_names import bearers_of, resolve_region
from linkreg.reference.regions import (
    Point,
    Region,
    RegionLevel,
    all_regions,
    covers,
    display_name,
    distance_km,
    get_region,
    parent,
    provinces,
    regencies,
)
from linkreg.reference.urusan import Urusan, all_urusan, get_urusan, urusan_of_unit

__all__ = [
    "Mention",
    "Point",
    "Region",
    "RegionLevel",
    "Urusan",
    "all_regions",
    "all_urusan",
    "bearers_of",
    "covers",
    "display_name",
    "distance_km",
    "get_region",
    "get_urusan",
    "mentioned_regions",
    "parent",
    "provinces",
    "regencies",
    "resolve_region",
    "urusan_of_unit",
]
