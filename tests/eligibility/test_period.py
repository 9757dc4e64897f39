"""Throughout a period: exactly what asking on every day of it would say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.dates import DateRange
from linkreg.eligibility import (
    Facts,
    RulesetLibrary,
    assess,
    load_rulesets,
    qualified_throughout,
)
from linkreg.errors import InvalidInput
from linkreg.plain_yaml import load_plain_yaml
from linkreg.vocabulary import Basis, EvidenceKind, Outcome, Verdict
from tests.eligibility.building import facts_from
from tests.eligibility.test_properties import all_facts, bases, days

_CASES = Path(__file__).parent / "cases" / "lkpp-3-2021.yaml"
_LIBRARY = load_rulesets()


def _complete(**documents: object) -> Facts:
    complete = load_plain_yaml(_CASES.read_text("utf-8"))["complete"]
    return facts_from(complete, {"facts": {"evidence": documents}})


def test_a_contract_over_the_turn_of_the_lease_fails_on_its_first_day_without() -> None:
    facts = _complete(kswp=[{"from": "2026-01-15"}, {"from": "2027-01-10"}])
    period = DateRange(date(2027, 2, 1), date(2027, 11, 30))
    verdict = qualified_throughout(facts, _LIBRARY, period, Basis.VERIFIED)
    assert (verdict.qualified, verdict.fails_on) == (False, date(2027, 7, 1))
    lease = EvidenceKind.OFFICE_LEASE.label
    assert verdict.reason_text == f"{lease} berakhir pada 30 Juni 2027."
    shorter = DateRange(period.start, date(2027, 6, 30))
    assert qualified_throughout(facts, _LIBRARY, shorter, Basis.VERIFIED).qualified


def test_a_day_without_law_is_refused_unless_an_earlier_one_fails() -> None:
    period = DateRange(date(2010, 1, 1), date(2026, 1, 1))
    with pytest.raises(InvalidInput, match="2010-01-01"):
        qualified_throughout(_complete(), _LIBRARY, period, Basis.VERIFIED)


def test_a_new_text_in_the_midst_of_a_period_judges_from_its_first_day() -> None:
    lax, strict = _LIBRARY.get("lkpp-3-2021"), _LIBRARY.get("lkpp-8-2018")  # it asks for reports
    changes = date(2026, 7, 1)
    library = RulesetLibrary(
        [
            replace(lax, in_force=DateRange(date(2026, 1, 1), changes - timedelta(1))),
            replace(strict, in_force=DateRange(changes, None)),
        ]
    )
    period = DateRange(date(2026, 2, 1), date(2026, 12, 31))
    verdict = qualified_throughout(_complete(), library, period, Basis.VERIFIED)
    assert verdict.fails_on == changes


@st.composite
def almost_complete(draw: st.DrawFn) -> Facts:
    """What qualifies on most days: random facts alone hardly ever do."""
    ends = {}
    for kind in ("office_lease", "board_decree", "staff_list"):
        if draw(st.booleans()):
            start = draw(days)
            until = start + timedelta(draw(st.integers(0, 900)))
            ends[kind] = {"from": start.isoformat(), "until": until.isoformat()}
    years = draw(st.lists(st.integers(2024, 2029), unique=True))
    return _complete(kswp=[{"from": f"{year}-01-01"} for year in years], **ends)


@given(st.one_of(all_facts(), almost_complete()), days, st.integers(0, 500), bases)
def test_it_equals_asking_on_every_day(facts, start, length, basis) -> None:
    verdict = qualified_throughout(
        facts, _LIBRARY, DateRange(start, start + timedelta(length)), basis
    )
    asked = [start + timedelta(n) for n in range(length + 1)]
    assessed = (assess(facts, _LIBRARY.in_force(day), day, basis) for day in asked)
    failing = next((it for it in assessed if it.verdict is not Verdict.QUALIFIED), None)
    assert verdict.qualified == (failing is None)
    assert verdict.fails_on == (failing and failing.on)
    fails = {Outcome.NOT_MET, Outcome.UNKNOWN}
    expected = [f for f in failing.findings if f.outcome in fails] if failing else []
    assert list(verdict.findings) == expected
    assert bool(verdict.reason_text) != verdict.qualified
