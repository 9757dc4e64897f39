"""The steps are enough, none of them is idle, and no fewer would do."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from linkreg.eligibility import (
    EvidenceFact,
    ExperienceFact,
    Facts,
    NextStep,
    PackageFacts,
    Stated,
    Supplied,
    assess,
    next_steps,
    what_if,
)
from linkreg.eligibility.checks import Check, ExperienceCheck, HeadcountCheck, LegalFormCheck
from linkreg.eligibility.documents import DocumentsCheck, YearlyDocumentsCheck
from linkreg.vocabulary import Action, Basis, EvidenceKind, EvidenceState, LegalForm, Verdict
from tests.eligibility.building import ruleset_of
from tests.eligibility.strategies import all_facts, bases, days, documents, rulesets

_ON = date(2026, 11, 20)
_SIX = tuple(EvidenceKind)[:6]
_A, _B, _C, *_ = _SIX
_STATEMENT = EvidenceKind.AUDITED_STATEMENT


def _verdict_after(steps, facts, ruleset, on, basis) -> Verdict:
    changes = [change for step in steps for change in step.changes]
    return assess(what_if(facts, changes), ruleset, on, basis).verdict


@given(all_facts(), rulesets, days, bases)
def test_after_all_steps_it_qualifies(facts, ruleset, on, basis) -> None:
    steps = next_steps(assess(facts, ruleset, on, basis))
    assert _verdict_after(steps, facts, ruleset, on, basis) is Verdict.QUALIFIED


@given(all_facts(), rulesets, days, bases)
def test_without_any_one_step_it_does_not(facts, ruleset, on, basis) -> None:
    steps = next_steps(assess(facts, ruleset, on, basis))
    for left_out in steps:
        others = [step for step in steps if step is not left_out]
        assert _verdict_after(others, facts, ruleset, on, basis) is not Verdict.QUALIFIED


groups = st.lists(st.sampled_from(_SIX), min_size=1, max_size=3, unique=True).map(tuple)


@given(st.lists(groups, min_size=1, max_size=6), documents(_SIX), days, bases)
def test_no_smaller_set_of_documents_would_do(asked, held, on, basis) -> None:
    ruleset = ruleset_of(*(DocumentsCheck((group,)) for group in asked))
    facts = Facts(evidence=held)
    before = assess(facts, ruleset, on, basis)
    steps = next_steps(before)
    assert bool(steps) == (before.verdict is not Verdict.QUALIFIED)
    for fewer in combinations(_SIX, max(0, len(steps) - 1)):
        after = what_if(facts, map(Supplied, fewer)) if steps else facts
        assert (assess(after, ruleset, on, basis).verdict is Verdict.QUALIFIED) == (not steps)


@given(st.lists(groups, min_size=1, max_size=6), documents(_SIX), days, bases)
def test_whichever_alternatives_are_taken_it_qualifies(asked, held, on, basis) -> None:
    ruleset = ruleset_of(*(DocumentsCheck((group,)) for group in asked))
    facts = Facts(evidence=held)
    steps = next_steps(assess(facts, ruleset, on, basis))
    for chosen in product(*(step.remedy.kinds for step in steps)):
        after = what_if(facts, map(Supplied, chosen))
        assert assess(after, ruleset, on, basis).verdict is Verdict.QUALIFIED


def _steps(facts: Facts, *checks: Check) -> list[tuple[Action, tuple[EvidenceKind, ...]]]:
    return [_told(step) for step in next_steps(assess(facts, ruleset_of(*checks), _ON))]


def _told(step: NextStep) -> tuple[Action, tuple[EvidenceKind, ...]]:
    return step.remedy.action, step.remedy.kinds


def _any_of(*kinds: EvidenceKind) -> DocumentsCheck:
    return DocumentsCheck((kinds,))


def test_what_must_be_supplied_anyway_saves_a_verification() -> None:
    facts = Facts(evidence=[EvidenceFact("a", _A, EvidenceState.PENDING)])
    assert _steps(facts, _any_of(_A, _B), _any_of(_B)) == [(Action.SUPPLY, (_B,))]


def test_a_rejected_document_need_not_be_replaced_when_another_serves_both() -> None:
    facts = Facts(evidence=[EvidenceFact("a", _A, EvidenceState.REJECTED)])
    steps = _steps(facts, _any_of(_A, _B), _any_of(_B, _C), _any_of(_A, _C))
    assert len(steps) == 2
    assert (Action.REPLACE, (_A,)) in steps


def test_among_equally_few_the_easiest_is_named() -> None:
    waiting = EvidenceFact("b", _B, EvidenceState.PENDING)
    assert _steps(Facts(evidence=[waiting]), _any_of(_A, _B)) == [(Action.VERIFY, (_B,))]


def test_one_of_several_waiting_documents_is_enough_to_verify() -> None:
    waiting = [EvidenceFact(number, _A, EvidenceState.PENDING) for number in "123"]
    ruleset = ruleset_of(_any_of(_A))
    (step,) = next_steps(assess(Facts(evidence=waiting), ruleset, _ON))
    assert len(step.changes) == 1


def test_alternatives_are_those_that_serve_as_much() -> None:
    steps = _steps(Facts(), _any_of(_A, _B), _any_of(_B, _A, _C), _any_of(_C))
    assert steps == [(Action.SUPPLY, (_A, _B)), (Action.SUPPLY, (_C,))]


def test_steps_keep_the_order_of_the_text_where_there_is_a_choice() -> None:
    steps = _steps(Facts(), _any_of(_A, _B), _any_of(_B, _C), _any_of(_C, _A), _any_of(_STATEMENT))
    assert [kinds[0] for _, kinds in steps] == [_A, _B, _STATEMENT]


def test_a_statement_of_a_year_is_also_a_document_of_its_kind() -> None:
    yearly = YearlyDocumentsCheck(_STATEMENT, 3)
    assert _steps(Facts(), _any_of(_STATEMENT, _A), yearly) == [(Action.SUPPLY, (_STATEMENT,))]


def test_staff_enough_for_the_higher_count_is_enough_for_the_lower() -> None:
    ruleset = ruleset_of(HeadcountCheck(2), HeadcountCheck(5))
    (step,) = next_steps(assess(Facts(permanent_staff=1), ruleset, _ON))
    assert step.changes == (Stated(permanent_staff=5),)
    assert step.remedy.text.endswith("tenaga tetap paling sedikit 5 orang.")


def test_recent_similar_work_serves_longer_periods_and_any_work_too() -> None:
    ruleset = ruleset_of(ExperienceCheck(10), ExperienceCheck(3), ExperienceCheck(5, similar=True))
    field = frozenset({"1.02"})
    (step,) = next_steps(assess(Facts(package=PackageFacts(field)), ruleset, _ON))
    assert step.remedy.what == "pengalaman kerja sejak tahun 2023"
    assert step.changes == (Stated(experiences=(ExperienceFact(2023, 2023, field),)),)


def test_a_legal_form_that_every_criterion_allows_is_one_step() -> None:
    yayasan, perkumpulan, other = (
        LegalForm.YAYASAN,
        LegalForm.PERKUMPULAN,
        LegalForm.OTHER_NONPROFIT,
    )
    ruleset = ruleset_of(
        LegalFormCheck((yayasan, perkumpulan)), LegalFormCheck((perkumpulan, other))
    )
    (step,) = next_steps(assess(Facts(), ruleset, _ON, Basis.DECLARED))
    assert step.changes == (Stated(legal_form=perkumpulan),)
