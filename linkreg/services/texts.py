"""What a profile says in words, part by part: what is indexed, and what a match is explained by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from linkreg.profile import Profile
from linkreg.reference import get_region, get_urusan, parent
from linkreg.search import Part

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

#: How many sentences open a description: who they are, and what they are there for.
_OPENING_SENTENCES = 2


def texts_of(profile: Profile) -> Mapping[Part, tuple[str, ...]]:
    """Return the public texts of each part that has any."""
    return {part: texts for part, texts in _texts(profile).items() if texts}


def texts_as_read(profile: Profile) -> Mapping[Part, tuple[str, ...]]:
    """Return the texts by the parts people know: the opening belongs to the description."""
    texts = dict(texts_of(profile))
    if opening := texts.pop(Part.OPENING, ()):
        texts[Part.DESCRIPTION] = (*opening, *texts.get(Part.DESCRIPTION, ()))
    return texts


def _texts(profile: Profile) -> dict[Part, tuple[str, ...]]:
    fields = [get_urusan(code).name for code in profile.urusan]
    fields += [code.label for code in (*profile.services, *profile.beneficiaries)]
    opening, rest = _parted(profile.description or "")
    strengths = profile.strengths
    declared = [standard.label for standard in strengths.accountability_standards]
    titles = [f"{work.title} {work.partner or ''}".strip() for work in profile.experiences]
    return {
        Part.NAME: (profile.name,),
        Part.SHORT_NAME: (profile.short_name,) if profile.short_name else (),
        Part.ALIAS: profile.aliases,
        Part.FIELD: tuple(fields),
        Part.EXPERIENCE: tuple(titles),
        Part.PLACE: tuple(_places(profile.region, *profile.operating_regions)),
        Part.OPENING: opening,
        # Strengths weigh as little as words can: they are no field of work.
        Part.DESCRIPTION: (
            *rest,
            *declared,
            *strengths.open_government_commitments,
        ),
    }


def _parted(description: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the first sentences and the rest, each in one text or in none."""
    sentences = _SENTENCE_END.split(description, maxsplit=_OPENING_SENTENCES)
    opening, rest = sentences[:_OPENING_SENTENCES], sentences[_OPENING_SENTENCES:]
    return tuple(filter(None, (" ".join(opening),))), tuple(filter(None, rest))


def _places(*codes: str) -> Iterator[str]:
    """Name each region and the province above it, once each."""
    regions = [get_region(code) for code in codes]
    above = [parent(region) for region in regions]
    yield from dict.fromkeys(region.name for region in (*regions, *above) if region is not None)
