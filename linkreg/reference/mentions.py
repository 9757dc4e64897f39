"""Places named in the middle of a text: ``kesehatan ibu di Makassar``.

Longest name first, from left to right. A name that several regions bear means all of them
(``Bandung``: the kabupaten and the kota) unless a level stands with it (``Kota Bandung``) or a province
right after it (``Banjar, Jawa Barat``). Names that are everyday words count only with a level or after
``di``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from linkreg.reference.region_names import bearers_of
from linkreg.reference.regions import Region, RegionLevel, covers

#: Regions whose name alone is more often another word: stone, trunk, starch, sand, peak, ...
_EVERYDAY = frozenset({"batu", "batang", "pati", "pasir", "puncak", "landak", "buru"})
_CUES = frozenset({"di", "ke", "dari", "wilayah"})

#: The longest name in words, with its level: Kabupaten Penukal Abab Lematang Ilir.
_MOST_WORDS = 6

_WORD = re.compile(r"[^\W_]+")


class Mention(NamedTuple):
    """Where ``[start, end)`` a text names a place, level included, and which regions it may mean."""

    start: int
    end: int
    regions: tuple[Region, ...]


def mentioned_regions(text: str) -> tuple[Mention, ...]:
    """Return the places a text names, in order; none overlap."""
    words = list(_WORD.finditer(text))
    found: list[Mention] = []
    last_place, at = -1, 0
    while at < len(words):
        count, regions = _longest(words, at)
        if not count:
            at += 1
            continue
        mention = Mention(words[at].start(), words[at + count - 1].end(), regions)
        if found and last_place == at and (narrowed := _inside(found[-1], mention)):
            found[-1] = narrowed
        else:
            found.append(mention)
        at += count
        last_place = at
    return tuple(found)


def _longest(words: Sequence[re.Match[str]], at: int) -> tuple[int, tuple[Region, ...]]:
    """Return how many words from here on name a place, and which; 0 for none."""
    after_cue = at > 0 and words[at - 1].group().casefold() in _CUES
    for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        name = " ".join(word.group() for word in words[at : at + count])
        regions = bearers_of(name)
        if regions and (after_cue or name.casefold() not in _EVERYDAY):
            return count, regions
    return 0, ()


def _inside(place: Mention, province: Mention) -> Mention | None:
    """Return the place narrowed to the province named right after it; ``None`` if it lies elsewhere."""
    codes = [r.code for r in province.regions if r.level is RegionLevel.PROVINCE]
    inside = tuple(
        region
        for region in place.regions
        if region.level is not RegionLevel.PROVINCE
        and any(covers(code, region.code) for code in codes)
    )
    return Mention(place.start, province.end, inside) if inside else None
