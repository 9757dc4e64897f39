"""Flags: scope, days, lifting, what the public sees; they bar, and never change a verdict."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import Conflict, InvalidInput, NotAuthenticated, NotFound, NotPermitted
from linkreg.vocabulary import FlagKind
from tests.actors import (
    ADMINISTRATOR,
    CITY_OFFICER,
    ELSEWHERE,
    OFFICER,
    READER,
    keeper_of,
    linked_officer,
    published,
)
from tests.conftest import StandingClock

TODAY = date(2026, 11, 20)
_FLAG: dict[str, Any] = {
    "kind": "sanction",
    "reason": "Kontrak tidak diselesaikan.",
    "source": "SK Contoh 7/2026",
    "starts_on": "2026-11-01",
    "ends_on": "2027-10-31",
    "scope": "73.71",
}


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


def _raise(registry: Registry, organization: str, by: Actor = OFFICER, **facts: Any) -> str:
    return registry.raise_flag(organization, _FLAG | facts, by).id


def _barred(registry: Registry, organization: str, on: date | None = None) -> bool:
    return registry.assess(organization, on=on, actor=PUBLIC).barred


@pytest.mark.parametrize(
    ("actor", "scope"),
    [
        (OFFICER, "73"),
        (OFFICER, "73.71"),
        (OFFICER, "73.01"),
        (CITY_OFFICER, "73.71"),
        (ADMINISTRATOR, "31"),
        (ADMINISTRATOR, None),
    ],
    ids=str,
)
def test_a_flag_counts_where_its_officer_is_in_charge(
    registry: Registry, organization: str, actor: Actor, scope: str | None
) -> None:
    flag = registry.raise_flag(organization, _FLAG | {"scope": scope}, actor)
    assert (flag.scope, flag.raised_by) == (scope, actor.name)


@pytest.mark.parametrize(
    ("actor", "scope"),
    [(OFFICER, None), (OFFICER, "31"), (CITY_OFFICER, "73"), (CITY_OFFICER, "73.01")],
    ids=str,
)
def test_beyond_the_own_region_an_officer_flags_nothing(
    registry: Registry, organization: str, actor: Actor, scope: str | None
) -> None:
    with pytest.raises(NotPermitted, match="Cakupan"):
        _raise(registry, organization, actor, scope=scope)
    assert registry.get(organization).flags == ()


def test_nobody_flags_without_being_in_charge(registry: Registry, organization: str) -> None:
    for actor in (
        ELSEWHERE,
        READER,
        keeper_of(organization),
        linked_officer(organization),
    ):
        with pytest.raises(NotPermitted):
            _raise(registry, organization, actor)
    with pytest.raises(NotAuthenticated):
        _raise(registry, organization, PUBLIC)


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"ends_on": None}, "/ends_on"),
        ({"starts_on": None}, "/starts_on"),
        ({"reason": ""}, "/reason"),
        ({"source": ""}, "/source"),
        ({"kind": "blacklist"}, "/kind"),
        ({"scope": "99"}, "/scope"),
        ({"ends_on": "2026-10-31"}, "/ends_on"),
        ({"reason": "NIK 3201011203450001"}, "/reason"),
    ],
    ids=str,
)
def test_a_flag_that_says_too_little_is_refused(
    registry: Registry, organization: str, wrong: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        _raise(registry, organization, **wrong)
    assert [it.pointer for it in caught.value.mistakes] == [pointer]


def test_a_flag_without_an_end_is_refused(registry: Registry, organization: str) -> None:
    endless = {name: value for name, value in _FLAG.items() if name != "ends_on"}
    with pytest.raises(InvalidInput) as caught:
        registry.raise_flag(organization, endless, OFFICER)
    assert [it.pointer for it in caught.value.mistakes] == ["/ends_on"]


@pytest.mark.parametrize(
    ("days", "barred"),
    [
        (("2026-11-20", "2026-11-20"), True),
        (("2026-11-01", "2026-11-20"), True),
        (("2026-11-20", "2027-01-01"), True),
        (("2026-11-01", "2026-11-19"), False),
        (("2026-11-21", "2027-01-01"), False),
    ],
)
def test_both_days_belong_to_a_sanction(
    registry: Registry, organization: str, days: tuple[str, str], barred: bool
) -> None:
    _raise(registry, organization, starts_on=days[0], ends_on=days[1])
    assert _barred(registry, organization) is barred


@pytest.mark.parametrize("kind", FlagKind)
def test_a_flag_never_changes_the_verdict(
    registry: Registry, organization: str, kind: FlagKind
) -> None:
    before = registry.assess(organization)
    _raise(registry, organization, kind=kind.value)
    after = registry.assess(organization)
    assert (after.verdict, after.holds) == (before.verdict, before.holds)
    assert after.barred is (kind is FlagKind.SANCTION)


@pytest.mark.parametrize("kind", FlagKind)
def test_of_flags_the_public_sees_sanctions(
    registry: Registry, organization: str, kind: FlagKind
) -> None:
    _raise(registry, organization, kind=kind.value, reason="Hal-rahasia.")
    _, shown = registry.show(organization, PUBLIC)
    assert ("Hal-rahasia." in repr(shown)) is (kind is FlagKind.SANCTION)
    _, own = registry.show(organization, keeper_of(organization))
    assert "Hal-rahasia." in repr(own)


def test_flags_that_overlap_all_bar(registry: Registry, organization: str) -> None:
    first = _raise(registry, organization)
    second = _raise(registry, organization, starts_on="2026-11-10", ends_on="2026-12-31")
    assert {it.id for it in registry.assess(organization).bars} == {first, second}
    registry.lift_flag(organization, first, "Banding.", OFFICER)
    assert {it.id for it in registry.assess(organization).bars} == {second}


def test_a_lifted_sanction_bars_until_the_day_before(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    flag = _raise(registry, organization)
    clock.move(days=5)
    registry.lift_flag(organization, flag, "Banding.", OFFICER)
    assert not _barred(registry, organization)
    assert _barred(registry, organization, TODAY)
    (kept,) = registry.get(organization, PUBLIC).flags
    assert kept.lifting == "Banding."


def test_a_sanction_lifted_on_its_first_day_never_bars(
    registry: Registry, organization: str
) -> None:
    flag = _raise(registry, organization, starts_on="2026-11-20")
    registry.lift_flag(organization, flag, "Keliru.", OFFICER)
    assert not _barred(registry, organization)
    (kept,) = registry.get(organization).flags
    assert kept.days is None


def test_a_sanction_lifted_before_it_begins_never_bars(
    registry: Registry, organization: str
) -> None:
    flag = _raise(registry, organization, starts_on="2026-12-01")
    registry.lift_flag(organization, flag, "Keliru.", OFFICER)
    period = registry.assess_period(organization, TODAY, TODAY + timedelta(60))
    assert period.bars == ()


def test_on_its_last_day_a_flag_may_still_be_lifted_and_not_after(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    first = _raise(registry, organization, ends_on="2026-11-20")
    registry.lift_flag(organization, first, "Selesai.", OFFICER)
    second = _raise(registry, organization, ends_on="2026-11-20")
    clock.move(days=1)
    with pytest.raises(Conflict, match="sudah berakhir"):
        registry.lift_flag(organization, second, "Selesai.", OFFICER)


def test_a_flag_is_lifted_once(registry: Registry, organization: str) -> None:
    flag = _raise(registry, organization)
    registry.lift_flag(organization, flag, "Banding.", OFFICER)
    with pytest.raises(Conflict, match="sudah berakhir"):
        registry.lift_flag(organization, flag, "Lagi.", OFFICER)


def test_an_officer_lifts_only_what_that_officer_could_have_raised(
    registry: Registry, organization: str
) -> None:
    flag = _raise(registry, organization, scope="73")
    for actor in (CITY_OFFICER, ELSEWHERE, linked_officer(organization), keeper_of(organization)):
        with pytest.raises(NotPermitted):
            registry.lift_flag(organization, flag, "x", actor)


def test_a_flag_of_another_organization_is_not_there(registry: Registry, organization: str) -> None:
    flag = _raise(registry, organization)
    other = published(registry, name="Lain")
    with pytest.raises(NotFound):
        registry.lift_flag(other, flag, "x", OFFICER)


def test_as_of_a_past_day_there_is_no_later_flag(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    clock.move(days=2)
    _raise(registry, organization, starts_on="2026-11-01")
    assert registry.get(organization, on=TODAY).flags == ()
    assert not _barred(registry, organization, TODAY)


def test_as_of_a_past_day_a_flag_is_not_lifted_yet(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    _raise(registry, organization)
    stood = registry.get(organization)
    clock.move(days=2)
    registry.lift_flag(organization, stood.flags[0].id, "Banding.", OFFICER)
    assert registry.get(organization, on=TODAY) == stood


@pytest.mark.parametrize(
    ("start", "end", "barred"),
    [(0, 10, False), (0, 11, True), (15, 16, True), (20, 30, True), (21, 30, False)],
)
def test_a_period_is_barred_by_a_sanction_on_any_of_its_days(
    registry: Registry, organization: str, start: int, end: int, barred: bool
) -> None:
    first, last = TODAY + timedelta(11), TODAY + timedelta(20)
    _raise(registry, organization, starts_on=first.isoformat(), ends_on=last.isoformat())
    period = registry.assess_period(
        organization, TODAY + timedelta(start), TODAY + timedelta(end), actor=PUBLIC
    )
    assert bool(period.bars) is barred
