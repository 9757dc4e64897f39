"""When the verdict changes and why: told once per change, and true of every day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given

from linkreg.dates import DateRange
from linkreg.eligibility import Facts, assess, load_rulesets, stretches
from linkreg.plain_yaml import load_plain_yaml
from linkreg.vocabulary import Basis, Outcome, Verdict
from tests.eligibility.building import facts_from
from tests.eligibility.test_properties import all_facts, bases, days

_CASES = Path(__file__).parent / "cases" / "lkpp-3-2021.yaml"
_LIBRARY = load_rulesets()


def _complete(**changes: object) -> Facts:
    return facts_from(load_plain_yaml(_CASES.read_text("utf-8"))["complete"], {"facts": changes})


def _outcomes(facts: Facts, on: date, basis: Basis) -> dict[str, Outcome]:
    findings = assess(facts, _LIBRARY.in_force(on), on, basis).findings
    return {finding.criterion.key: finding.outcome for finding in findings}


def test_each_change_of_the_verdict_has_its_day_and_its_reason() -> None:
    found = stretches(_complete(), _LIBRARY, Basis.VERIFIED)
    told = [
        (str(it.days.start), it.verdict, [change.finding.reason_text for change in it.changes])
        for it in found[-2:]
    ]
    kswp = "Cetakan Konfirmasi Status Wajib Pajak (KSWP)"
    assert told == [
        ("2026-01-15", Verdict.QUALIFIED, [f"{kswp} berlaku sampai 31 Desember 2026."]),
        ("2027-01-01", Verdict.NOT_QUALIFIED, [f"{kswp} berakhir pada 31 Desember 2026."]),
    ]
    assert found[-1].previous is Verdict.QUALIFIED


def test_days_on_which_only_the_reason_differs_are_one_stretch() -> None:
    last = stretches(_complete(), _LIBRARY, Basis.VERIFIED)[-1]
    assert last.days == DateRange(date(2027, 1, 1), None)  # the lease lapses in July, too


def test_a_text_that_asks_no_more_is_a_reason() -> None:
    last = stretches(Facts(), _LIBRARY, Basis.VERIFIED)[-1]
    assert (last.days.start, last.ruleset.key) == (date(2021, 5, 4), "lkpp-3-2021")
    assert last.previous is last.verdict
    (change,) = [c for c in last.changes if c.finding.outcome is Outcome.NOT_APPLICABLE][:1]
    assert change.before is Outcome.UNKNOWN
    assert change.finding.reason_text == "Tidak disyaratkan lagi oleh aturan yang baru."


@given(all_facts(), bases, days)
def test_the_stretches_give_every_day_its_verdict_and_text(facts, basis, day) -> None:
    found = stretches(facts, _LIBRARY, basis)
    assert found[0].days.start == _LIBRARY.all[0].in_force.start
    assert found[-1].days.end is None
    (stretch,) = [it for it in found if it.days.contains(day)]
    assert stretch.ruleset is _LIBRARY.in_force(day)
    assert assess(facts, stretch.ruleset, day, basis).verdict is stretch.verdict


@given(all_facts(), bases)
def test_neighbors_differ_and_say_exactly_what_came_to_something_else(facts, basis) -> None:
    found = stretches(facts, _LIBRARY, basis)
    assert (found[0].previous, found[0].changes) == (None, ())
    for earlier, later in itertools.pairwise(found):
        assert later.days.start == earlier.days.end + timedelta(1)
        assert (earlier.verdict, earlier.ruleset) != (later.verdict, later.ruleset)
        assert later.previous is earlier.verdict
        before = _outcomes(facts, earlier.days.end, basis)
        now = _outcomes(facts, later.days.start, basis)
        keys = dict.fromkeys((*now, *before))
        aside = Outcome.NOT_APPLICABLE
        differing = {k: (before.get(k, aside), now.get(k, aside)) for k in keys}
        told = {c.finding.criterion.key: (c.before, c.finding.outcome) for c in later.changes}
        assert told == {k: pair for k, pair in differing.items() if pair[0] is not pair[1]}
        assert told or later.verdict is earlier.verdict
        assert all(change.finding.reason_text for change in later.changes)
