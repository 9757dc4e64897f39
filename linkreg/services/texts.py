"""What a profile says in words, part by part: what is indexed, and what a match is explained by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linkreg.profile import Profile
from linkreg.reference import get_region, get_urusan, parent
from linkreg.search import Part


def texts_of(profile: Profile) -> Mapping[Part, tuple[str, ...]]:
    """Return the public texts of each part that has any."""
    return {part: texts for part, texts in _texts(profile).items() if texts}


def _texts(profile: Profile) -> dict[Part, tuple[str, ...]]:
    fields = [get_urusan(code).name for code in profile.urusan]
    fields += [code.label for code in (*profile.services, *profile.beneficiaries)]
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
        # Strengths weigh as little as words can: they are no field of work.
        Part.DESCRIPTION: (
            *filter(None, (profile.description,)),
            *declared,
            *strengths.open_government_commitments,
        ),
    }


def _places(*codes: str) -> Iterator[str]:
    """Name each region and the province above it, once each."""
    regions = [get_region(code) for code in codes]
    above = [parent(region) for region in regions]
    yield from dict.fromkeys(region.name for region in (*regions, *above) if region is not None)
