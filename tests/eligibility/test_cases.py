"""The rulesets, proved by cases that a procurement officer can read and add to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from linkreg.eligibility import assess, load_rulesets, next_steps
from linkreg.plain_yaml import load_plain_yaml
from linkreg.vocabulary import Basis, Outcome
from tests.eligibility.building import facts_from

_FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def _cases() -> list[Any]:
    loaded = [load_plain_yaml(path.read_text("utf-8")) for path in _FILES]
    return [
        pytest.param(file, case, id=f"{file['ruleset']}: {case['name']}")
        for file in loaded
        for case in file["cases"]
    ]


@pytest.mark.parametrize(("file", "case"), _cases())
def test_case(file: dict[str, Any], case: dict[str, Any]) -> None:
    ruleset = load_rulesets().get(file["ruleset"])
    basis = Basis(case.get("basis", "verified"))
    facts = facts_from(file["complete"], case)
    assessment = assess(facts, ruleset, date.fromisoformat(case["on"]), basis)
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


@pytest.mark.parametrize("ruleset", load_rulesets().all, ids=lambda ruleset: ruleset.key)
def test_every_criterion_has_cases_for_what_it_can_come_to(ruleset: Any) -> None:
    """Whoever adds a criterion adds cases: one where it is met, one where it is not."""
    seen: dict[str, set[Outcome]] = {c.key: set() for c in ruleset.criteria}
    for path in _FILES:
        file = load_plain_yaml(path.read_text("utf-8"))
        if file["ruleset"] != ruleset.key:
            continue
        for case in file["cases"]:
            facts = facts_from(file["complete"], case)
            on = date.fromisoformat(case["on"])
            for finding in assess(facts, ruleset, on).findings:
                seen[finding.criterion.key].add(finding.outcome)
    for key, outcomes in seen.items():
        assert Outcome.MET in outcomes, key
        assert outcomes & {Outcome.NOT_MET, Outcome.UNKNOWN}, key


def test_every_criterion_cites_its_article() -> None:
    for ruleset in load_rulesets().all:
        for criterion in ruleset.criteria:
            assert criterion.citation.instrument == ruleset.instrument
            assert criterion.citation.article.startswith("Lampiran")


def test_no_ruleset_claims_to_be_confirmed_yet() -> None:
    assert [ruleset.confirmed for ruleset in load_rulesets().all] == [False, False]
