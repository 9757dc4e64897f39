"""What speaks for an organization, worked out from its profile: to be shown and searched by.

Strengths are no requirements. ``linkreg.eligibility`` must not know this module (an import contract
sees to that), so that none of them ever decides a verdict. All of it is what the organization says of
itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linkreg.profile import Profile
from linkreg.vocabulary import Strength

#: Calendar years of work from which an organization counts as experienced.
EXPERIENCED_FROM = 3


def strengths_of(profile: Profile) -> tuple[Strength, ...]:
    """Return the profile's strengths in the order of the vocabulary.

    ``audited``: an audited statement for at least one fiscal year. ``experienced``: work in at least
    three calendar years, of whatever kind, not necessarily in a row or recent. ``accountability``:
    at least one standard declared. ``open_government``: at least one commitment in an action plan.
    ``catalogue``: an address in the electronic catalogue.
    """
    return tuple(strength for strength, holds in _RULES.items() if holds(profile))


def years_worked(profile: Profile, urusan: str | None = None) -> tuple[int, ...]:
    """Return the distinct calendar years in which work was done, earliest first.

    With ``urusan`` only similar work counts: work that names this field of government. Years are
    taken as declared, also those ahead: what is true of a profile must not change overnight.
    """
    return tuple(sorted(_years(profile, urusan)))


def years_of_experience(profile: Profile, urusan: str | None = None) -> int:
    """Return in how many distinct calendar years work was done; see ``years_worked``."""
    return len(_years(profile, urusan))


def years_by_urusan(profile: Profile) -> dict[str, int]:
    """Return the years of experience in each field of government, most first, then by code."""
    fields = {code for work in profile.experiences for code in work.urusan}
    counts = {code: years_of_experience(profile, code) for code in sorted(fields)}
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _years(profile: Profile, urusan: str | None) -> set[int]:
    years: set[int] = set()
    for work in profile.experiences:
        if urusan is None or urusan in work.urusan:
            last = work.start_year if work.end_year is None else work.end_year
            years.update(range(work.start_year, last + 1))
    return years


_RULES: Mapping[Strength, Callable[[Profile], bool]] = {
    Strength.AUDITED: lambda profile: bool(profile.strengths.audited_years),
    Strength.EXPERIENCED: lambda profile: years_of_experience(profile) >= EXPERIENCED_FROM,
    Strength.ACCOUNTABILITY: lambda profile: bool(profile.strengths.accountability_standards),
    Strength.OPEN_GOVERNMENT: lambda profile: bool(profile.strengths.open_government_commitments),
    Strength.CATALOGUE: lambda profile: bool(profile.strengths.catalogue_url),
}
