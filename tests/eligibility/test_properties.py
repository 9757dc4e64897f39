"""What must hold for any facts on any day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from linkreg.dates import DateRange
from linkreg.eligibility import (
    EvidenceFact,
    Facts,
    assess,
    load_rulesets,
    next_steps,
    qualified_spans,
    timeline,
    validity,
)
from linkreg.vocabulary import (
    Action,
    Basis,
    EvidenceKind,
    EvidenceState,
    Outcome,
    Verdict,
)
from tests.eligibility.strategies import RANK, all_facts, bases, days, rulesets


@given(all_facts(), rulesets, days, bases)
def test_a_verdict_stands_on_every_day_it_says_it_holds(facts, ruleset, on, basis) -> None:
    verdict = assess(facts, ruleset, on, basis)
    holds = verdict.holds
    assert holds.contains(on)
    first = max(holds.start or on - timedelta(400), on - timedelta(400))
    last = min(holds.end or on + timedelta(400), on + timedelta(400))
    for day in {first, last, on - (on - first) // 2, on + (last - on) // 2}:
        assert assess(facts, ruleset, day, basis).verdict is verdict.verdict


@given(all_facts(), rulesets, days)
def test_the_verified_basis_is_never_better_than_the_declared(facts, ruleset, on) -> None:
    verified = assess(facts, ruleset, on, Basis.VERIFIED)
    declared = assess(facts, ruleset, on, Basis.DECLARED)
    assert RANK[verified.verdict] <= RANK[declared.verdict]


@given(all_facts(), rulesets, bases, days)
def test_the_timeline_agrees_with_assess_on_any_day(facts, ruleset, basis, day) -> None:
    stretches = list(timeline(facts, ruleset, basis))
    assert stretches[0][0].start == ruleset.in_force.start
    assert stretches[-1][0].end == ruleset.in_force.end
    for (earlier, _), (later, _) in itertools.pairwise(stretches):
        assert later.start == earlier.end + timedelta(1)
    for stretch, assessment in stretches:
        for on in {stretch.start, stretch.end or stretch.start, day}:
            if stretch.contains(on):
                assert assess(facts, ruleset, on, basis).verdict is assessment.verdict


@given(all_facts(), bases, days)
def test_qualified_spans_hold_exactly_the_qualified_days(facts, basis, day) -> None:
    library = load_rulesets()
    spans_found = qualified_spans(facts, library, basis)
    inside = any(span.contains(day) for span in spans_found)
    verdict = assess(facts, library.in_force(day), day, basis).verdict
    assert inside == (verdict is Verdict.QUALIFIED)
    for earlier, later in itertools.pairwise(spans_found):
        assert later.start > earlier.end + timedelta(1)


@given(all_facts(), rulesets, days)
def test_missing_data_is_unknown_and_never_not_met(facts, ruleset, on) -> None:
    nothing = Facts(package=facts.package)
    outcomes = {f.outcome for f in assess(nothing, ruleset, on).findings}
    assert Outcome.NOT_MET not in outcomes


@given(all_facts(), rulesets, days, bases)
def test_steps_are_named_exactly_when_something_is_missing(facts, ruleset, on, basis) -> None:
    assessment = assess(facts, ruleset, on, basis)
    steps = next_steps(assessment)
    assert bool(steps) == (assessment.verdict is not Verdict.QUALIFIED)
    failing = {
        f.criterion.key
        for f in assessment.findings
        if f.outcome in {Outcome.NOT_MET, Outcome.UNKNOWN}
    }
    assert {c.key for step in steps for c in step.criteria} == failing
    assert all(step.remedy.text for step in steps)


@given(all_facts(), rulesets, days)
def test_supplying_what_the_steps_ask_for_qualifies(facts, ruleset, on) -> None:
    steps = next_steps(assess(facts, ruleset, on))
    if any(step.remedy.action in {Action.STATE, Action.CHANGE, Action.WAIT} for step in steps):
        return
    held = [fact for group in facts.evidence.values() for fact in group]
    years = range(on.year - 3, on.year)
    new = [
        EvidenceFact(f"new-{kind}-{year}", kind, EvidenceState.ACCEPTED, DateRange(), year)
        for step in steps
        for kind in step.remedy.kinds[:1]
        for year in years
    ]
    after = Facts(
        legal_form=facts.legal_form,
        permanent_staff=facts.permanent_staff,
        urusan=facts.urusan,
        experiences=facts.experiences,
        evidence=[*held, *new],
        package=facts.package,
    )
    assert assess(after, ruleset, on).verdict is Verdict.QUALIFIED


@given(st.sampled_from(list(EvidenceKind)), st.none() | days, st.none() | days, st.none() | days)
def test_a_document_is_never_valid_longer_than_it_says(kind, issued, start, until) -> None:
    valid = validity(kind, issued, start, until)
    if until is not None:
        assert valid.end is not None
        assert valid.end <= until
    if kind is EvidenceKind.KSWP and issued is not None:
        assert valid.end is not None
        assert valid.end <= date(issued.year, 12, 31)
