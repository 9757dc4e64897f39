"""The rulesets, proved by cases that a procurement officer can read and add to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from linkreg.eligibility import Criterion, Ruleset, load_rulesets, next_steps
from linkreg.errors import InvalidInput
from linkreg.vocabulary import EvidenceKind, Necessity, Outcome, Scope
from tests.eligibility.casebook import (
    FILES,
    NOT_ASKED,
    Boundary,
    boundaries,
    judge,
    words_nobody_reads,
)

_RULESETS = load_rulesets().all


def _cases() -> list[Any]:
    return [
        pytest.param(file, case, id=f"{name}: {case['name']}")
        for name, file in FILES.items()
        for case in file.get("cases", ())
    ]


def _days() -> Iterator[Any]:
    for name, file in FILES.items():
        for said in file.get("boundaries", ()):
            boundary = Boundary(file, said)
            for on in boundary.days:
                yield pytest.param(boundary, on, id=f"{name}: {said['name']}: {on}")


def _texts() -> Iterator[Any]:
    for file in FILES.values():
        for on, key in file.get("texts", {}).items():
            yield pytest.param(date.fromisoformat(on), key, id=on)


def _accepted() -> Iterator[Any]:
    for ruleset in _RULESETS:
        for criterion in ruleset.criteria:
            for kind in dict.fromkeys(kind for group in criterion.documents for kind in group):
                name = f"{ruleset.key}: {criterion.key}: {kind}"
                yield pytest.param(ruleset, criterion, kind, id=name)


@pytest.mark.parametrize(("file", "case"), _cases())
def test_case(file: dict[str, Any], case: dict[str, Any]) -> None:
    assessment = judge(file, case, date.fromisoformat(case["on"]))
    outcomes = {f.criterion.key: f.outcome.value for f in assessment.findings}
    reasons = {f.criterion.key: f.reason.code.value for f in assessment.findings}
    documents = {kind.value for step in next_steps(assessment) for kind in step.remedy.kinds}

    assert assessment.verdict == case["verdict"], outcomes
    assert outcomes | case.get("findings", {}) == outcomes
    assert reasons | case.get("reasons", {}) == reasons
    assert documents >= set(case.get("steps", ()))
    until = {f.criterion.key: str(f.holds.end) for f in assessment.findings}
    assert until | case.get("criterion_until", {}) == until
    for end, day in (("from", assessment.holds.start), ("until", assessment.holds.end)):
        if end in case:
            assert str(day) == case[end]


@pytest.mark.parametrize(("boundary", "on"), list(_days()))
def test_boundary(boundary: Boundary, on: date) -> None:
    assessment = boundary.assess(on)
    criterion = boundary.said.get("criterion")
    found = next((f for f in assessment.findings if f.criterion.key == criterion), None)
    if criterion is None:
        assert assessment.verdict.value == boundary.days[on]
    else:
        assert (found.outcome.value if found else NOT_ASKED) == boundary.days[on]
    if on in boundary.reasons:
        assert found is not None
        assert found.reason.code.value == boundary.reasons[on]


@pytest.mark.parametrize(("on", "key"), list(_texts()))
def test_the_text_in_force_is_the_one_the_cases_say(on: date, key: str) -> None:
    if key == "null":
        with pytest.raises(InvalidInput, match="Tidak ada aturan yang berlaku"):
            load_rulesets().in_force(on)
    else:
        assert load_rulesets().in_force(on).key == key


@pytest.mark.parametrize("ruleset", _RULESETS, ids=lambda ruleset: ruleset.key)
def test_every_criterion_has_a_case_for_each_thing_it_can_come_to(ruleset: Ruleset) -> None:
    """Whoever adds a criterion adds cases that say of it: met, not met, unknown."""
    said = {
        (key, outcome)
        for file in FILES.values()
        if file.get("ruleset") == ruleset.key
        for case in file["cases"]
        for key, outcome in case.get("findings", {}).items()
    }
    wanting = [
        f"{criterion.key}: no case says {outcome}"
        for criterion in ruleset.criteria
        for outcome in _possible(criterion)
        if (criterion.key, outcome.value) not in said
    ]
    assert not wanting, "\n".join(wanting)


@pytest.mark.parametrize(("ruleset", "criterion", "kind"), list(_accepted()))
def test_every_document_has_its_first_and_last_day_listed(
    ruleset: Ruleset, criterion: Criterion, kind: EvidenceKind
) -> None:
    """Whoever lets a criterion accept a document lists the days around its start and its end."""
    listings = boundaries(ruleset.key)
    shown = {edge for listing in listings for edge in listing.edges(criterion, kind)}
    wanting = " and ".join(sorted({"start", "end"} - shown))
    assert not wanting, f"{criterion.key}: no boundary lists the {wanting} of {kind.value}"


def _possible(criterion: Criterion) -> tuple[Outcome, ...]:
    always = (Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN)
    if criterion.scope is Scope.PACKAGE or criterion.necessity is Necessity.CONDITIONAL:
        return (*always, Outcome.NOT_APPLICABLE)
    return always


@pytest.mark.parametrize("name", FILES)
def test_a_case_file_says_nothing_that_no_test_reads(name: str) -> None:
    """A misspelled word would be passed over, and the case would prove less than it seems to."""
    assert words_nobody_reads(FILES[name]) == []


@pytest.mark.parametrize("name", FILES)
def test_every_name_is_said_once(name: str) -> None:
    file = FILES[name]
    names = Counter(a["name"] for a in (*file.get("cases", ()), *file.get("boundaries", ())))
    assert [repeated for repeated, times in names.items() if times > 1] == []


@pytest.mark.parametrize("ruleset", _RULESETS, ids=lambda ruleset: ruleset.key)
def test_cases_ask_only_about_days_on_which_their_text_was_in_force(ruleset: Ruleset) -> None:
    asked = {
        date.fromisoformat(case["on"])
        for file in FILES.values()
        if file.get("ruleset") == ruleset.key
        for case in file["cases"]
    }
    asked.update(on for listing in boundaries(ruleset.key) for on in listing.days)
    assert [on for on in sorted(asked) if not ruleset.in_force.contains(on)] == []


@pytest.mark.parametrize("listing", boundaries(), ids=lambda listing: listing.said["name"])
def test_a_boundary_lists_days_next_to_each_other(listing: Boundary) -> None:
    assert listing.neighbors
    assert set(listing.reasons) <= set(listing.days)


def test_every_criterion_cites_its_article() -> None:
    for ruleset in _RULESETS:
        for criterion in ruleset.criteria:
            assert criterion.citation.instrument == ruleset.instrument
            assert criterion.citation.article.startswith("Lampiran")


def test_no_ruleset_claims_to_be_confirmed_yet() -> None:
    assert [ruleset.confirmed for ruleset in _RULESETS] == [False, False]
