"""Place names as people and exports write them, turned into regions without ever guessing.

A name is read as words: case, accents, punctuation and the spaces between words do not count
(``Toli-Toli``, ``PALANGKA RAYA``), nor does ``Adm.``; ``Kep.`` is *Kepulauan*. A level may be stated
before or after the name (``Kab. Bandung``, ``Bandung (Kab.)``, ``Bandung Regency``) and then counts.
English, short and former names come from ``data/region_aliases.csv``. The province may follow after
a comma, and both may end a longer address, of which only these last two parts are read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from linkreg.errors import AmbiguousRegionName, UnknownCode, UnknownRegionName
from linkreg.reference.regions import Region, RegionLevel, all_regions, display_name, get_region
from linkreg.reference.tables import read_table

#: A name or a part of one, as lower-case words.
Words = tuple[str, ...]

#: The words that state a level, former and English ones included.
_LEVELS: Mapping[str, RegionLevel] = MappingProxyType(
    dict.fromkeys(("prov", "provinsi", "prop", "propinsi", "province"), RegionLevel.PROVINCE)
    | dict.fromkeys(("kab", "kabupaten", "regency"), RegionLevel.REGENCY)
    | dict.fromkeys(("kota", "kotamadya", "kodya", "city"), RegionLevel.CITY)
)

#: Words that tell no two regions apart: all of Jakarta's are *administrasi*.
_SILENT = frozenset({"adm", "administrasi"})

_SPELLED_OUT = MappingProxyType({"kep": "kepulauan"})

_COUNTRY: Words = ("indonesia",)

#: How many names at most an unknown one is answered with.
_SUGGESTIONS = 6


def resolve_region(text: str) -> Region:
    """Return the one region that a name, or a dotted code, means.

    A province after the name narrows the choice: ``Banjar, Jawa Barat`` is Kota Banjar. Raises
    ``AmbiguousRegionName`` with all candidates where several regions bear the name (``Bandung`` is a
    kabupaten and a kota, ``Jambi`` a province and a kota), and ``UnknownRegionName`` with names that
    may be meant where none does, where the province contradicts the name, and for empty text.
    """
    parts = _parts(text)
    found = _with_code(text) or _bearers_of_all(parts)
    if not found:
        raise UnknownRegionName(text, [display_name(r.code) for r in _suggestions(parts)])
    if len(found) > 1:
        raise AmbiguousRegionName(text, [(r.code, display_name(r.code)) for r in found])
    return found[0]


def bearers_of(name: str) -> tuple[Region, ...]:
    """Return every region that bears a name, with or without its level; in the order of codes."""
    words = _words(_folded(name))
    return _bearers(words) if words else ()


def _with_code(text: str) -> tuple[Region, ...]:
    try:
        return (get_region(text.strip()),)
    except UnknownCode:
        return ()


def _parts(text: str) -> list[Words]:
    """Return what stands between commas, without empty parts and a closing ``Indonesia``."""
    parts = [words for part in _folded(text).split(",") if (words := _words(part))]
    return parts[:-1] if parts[-1:] == [_COUNTRY] else parts


def _folded(text: str) -> str:
    """Return the text without case, accents, and characters that nobody sees."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"}).casefold()


def _words(folded: str) -> Words:
    words = re.findall(r"[^\W_]+", folded)
    return tuple(_SPELLED_OUT.get(word, word) for word in words if word not in _SILENT)


def _bearers_of_all(parts: list[Words]) -> tuple[Region, ...]:
    if len(parts) > 1:
        return _bearers_within(parts[-2], parts[-1])
    return _bearers(parts[0]) if parts else ()


def _bearers_within(place: Words, province: Words) -> tuple[Region, ...]:
    """Return who bears the name in that province; the province itself only if nobody else does."""
    codes = {r.code for r in _bearers(province)}
    inside = tuple(r for r in _bearers(place) if r.province_code in codes)
    return tuple(r for r in inside if r.level is not RegionLevel.PROVINCE) or inside


def _bearers(words: Words) -> tuple[Region, ...]:
    """Return the regions that bear a name, in the order of codes."""
    found = {
        region.code: region
        for level, name in _readings(words)
        for region in _names().get(name, ())
        if level in {None, region.level}
    }
    return tuple(found[code] for code in sorted(found))


def _readings(words: Words) -> Iterator[tuple[RegionLevel | None, str]]:
    """Yield the ways to read words: as a name alone, or as a stated level and a name.

    The first keeps ``Lima Puluh Kota`` and ``Kota Baru`` (Kabupaten Kotabaru) whole.
    """
    yield None, "".join(words)
    if words[0] in _LEVELS:
        yield _LEVELS[words[0]], "".join(words[1:])
    if words[-1] in _LEVELS:
        yield _LEVELS[words[-1]], "".join(words[:-1])


def _suggestions(parts: list[Words]) -> list[Region]:
    """Return whom an unknown name may mean, likeliest first."""
    if not parts:
        return []
    place, last = parts[-2:] if len(parts) > 1 else (parts[0], parts[0])
    named, similar = _bearers(last), _similar(place)
    nearby = [r for r in similar if r.province_code in {n.code for n in named}]
    return list(_bearers(place) or nearby or named or similar)[:_SUGGESTIONS]


def _similar(words: Words) -> list[Region]:
    """Return look-alikes: the same name on another level, then those on the stated level."""
    *_, (level, name) = _readings(words)
    close = get_close_matches(name, _names(), n=2 * _SUGGESTIONS)
    regions = dict.fromkeys(region for match in close for region in _names()[match])
    same = _names().get(name, ())
    return sorted(regions, key=lambda region: (region not in same, region.level is not level))


@cache
def _names() -> Mapping[str, tuple[Region, ...]]:
    """Return who bears each name, official or not, written as one word without the level."""
    bearers: defaultdict[str, list[Region]] = defaultdict(list)
    for region in all_regions():
        bearers[_official_name(region)].append(region)
    for row in read_table("region_aliases.csv"):
        bearers["".join(_words(_folded(row["alias"])))].append(get_region(row["code"]))
    return MappingProxyType({name: tuple(regions) for name, regions in bearers.items()})


def _official_name(region: Region) -> str:
    words = _words(_folded(region.name))
    return "".join(words if region.level is RegionLevel.PROVINCE else words[1:])
