"""What speaks for an organization, and that it never speaks in a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.factories import ExperienceFactory, ProfileFactory, StrengthsFactory
from linkreg.eligibility import assess, load_rulesets
from linkreg.profile import Experience, Profile, from_plain, to_plain
from linkreg.records import OrganizationRecord
from linkreg.services.assessments import facts_of
from linkreg.strengths import (
    strengths_of,
    years_by_urusan,
    years_of_experience,
    years_worked,
)
from linkreg.vocabulary import AccountabilityStandard, Basis, OrganizationStatus, Strength


def worked(*spans: tuple[int, int | None], urusan: tuple[str, ...] = ()) -> Profile:
    works = [ExperienceFactory(start_year=a, end_year=b, urusan=urusan) for a, b in spans]
    return ProfileFactory(experiences=tuple(works))


def test_an_empty_profile_has_none() -> None:
    assert strengths_of(ProfileFactory()) == ()
    assert years_of_experience(ProfileFactory()) == 0


@pytest.mark.parametrize(
    ("facts", "strength"),
    [
        ({"audited_years": (2024,)}, Strength.AUDITED),
        (
            {"accountability_standards": (AccountabilityStandard.FINANCE,)},
            Strength.ACCOUNTABILITY,
        ),
        ({"open_government_commitments": ("Data terbuka",)}, Strength.OPEN_GOVERNMENT),
        ({"catalogue_url": "https://katalog.contoh.example/a"}, Strength.CATALOGUE),
    ],
)
def test_each_thing_declared_is_a_strength(facts: dict[str, object], strength: Strength) -> None:
    assert strengths_of(ProfileFactory(strengths=StrengthsFactory(**facts))) == (strength,)


@pytest.mark.parametrize(
    ("spans", "years"),
    [
        ([(2024, None)], (2024,)),
        ([(2023, 2025)], (2023, 2024, 2025)),
        ([(2024, 2024), (2024, None)], (2024,)),
        ([(2025, None), (2019, 2020)], (2019, 2020, 2025)),
        ([(2020, 2022), (2021, 2023)], (2020, 2021, 2022, 2023)),
        ([(2025, 2024)], ()),  # no schema lets this in
        ([(0, None), (9999, None)], (0, 9999)),
    ],
)
def test_a_year_counts_once_however_much_was_done_in_it(
    spans: list[tuple[int, int | None]], years: tuple[int, ...]
) -> None:
    profile = worked(*spans)
    assert years_worked(profile) == years
    assert years_of_experience(profile) == len(years)


@pytest.mark.parametrize(
    ("spans", "is_experienced"),
    [
        ([(2024, 2025)], False),
        ([(2023, 2025)], True),
        ([(2011, None), (2015, None), (2020, None)], True),
        ([(2024, None)] * 3, False),
    ],
)
def test_three_calendar_years_make_experienced(
    spans: list[tuple[int, int | None]], is_experienced: bool
) -> None:
    assert (Strength.EXPERIENCED in strengths_of(worked(*spans))) is is_experienced


def test_similar_is_what_names_the_field() -> None:
    works = (
        Experience("a", 2020, 2022, urusan=("1.02",)),
        Experience("b", 2022, urusan=("1.02", "1.06")),
        Experience("c", 2025),
    )
    profile = ProfileFactory(experiences=works)
    assert years_of_experience(profile, "1.02") == 3
    assert years_of_experience(profile, "1.06") == 1
    assert years_of_experience(profile, "2.11") == 0
    assert list(years_by_urusan(profile).items()) == [("1.02", 3), ("1.06", 1)]


def test_a_standard_from_before_the_codes_does_not_keep_a_revision_from_being_read() -> None:
    plain = to_plain(ProfileFactory())
    plain["strengths"] = {"accountability_standards": ["Laporan tahunan", "finance"]}
    standards = from_plain(plain).strengths.accountability_standards
    assert standards == (AccountabilityStandard.FINANCE,)


strengths = st.builds(
    StrengthsFactory,
    audited_years=st.lists(st.integers(1900, 2100), max_size=4).map(tuple),
    accountability_standards=st.lists(st.sampled_from(AccountabilityStandard)).map(tuple),
    open_government_commitments=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    catalogue_url=st.none() | st.just("https://katalog.contoh.example/a"),
)


@given(strengths, st.sampled_from(Basis))
def test_no_strength_ever_alters_an_assessment(held: object, basis: Basis) -> None:
    instant = datetime(2026, 11, 20, tzinfo=UTC)
    without = OrganizationRecord(
        id="a",
        version=1,
        status=OrganizationStatus.PUBLISHED,
        profile=ProfileFactory(complete=True),
        created_at=instant,
        updated_at=instant,
    )
    with_them = replace(without, profile=replace(without.profile, strengths=held))
    for ruleset in load_rulesets().all:
        for on in (date(2020, 6, 1), date(2026, 11, 20)):
            expected = assess(facts_of(without), ruleset, on, basis)
            assert assess(facts_of(with_them), ruleset, on, basis) == expected
