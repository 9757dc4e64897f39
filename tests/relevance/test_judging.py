"""The judged set itself: complete, balanced, split as it says, and read as it is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

import pytest

from fixtures.generator import generate_one
from fixtures.outline import sketch
from fixtures.themes import all_themes
from tests.relevance.judging import QUERIES, TUNE, Facts, Judged, load_judged
from tests.relevance.measures import ndcg, success

DAY = date(2026, 11, 20)


def test_the_set_is_large_and_every_class_is_halved() -> None:
    judged = load_judged()
    halves = Counter((query.kind, query.half) for query in judged)
    assert len(judged) >= 120
    for kind in {query.kind for query in judged}:
        assert abs(halves[kind, "tune"] - halves[kind, "test"]) <= 1


def test_the_halves_were_drawn_by_the_digest_of_the_text() -> None:
    judged = load_judged()
    for kind in {query.kind for query in judged}:
        drawn = sorted((q for q in judged if q.kind == kind), key=_digest)
        assert [query.half for query in drawn[::2]] == [TUNE] * len(drawn[::2])


def _digest(query: Judged) -> str:
    return hashlib.sha256(query.ask.encode()).hexdigest()


def test_no_query_is_judged_twice() -> None:
    asked = Counter(query.ask for query in load_judged())
    assert [ask for ask, count in asked.items() if count > 1] == []


def test_rules_name_only_themes_there_are() -> None:
    rules = [rule for q in load_judged() for found in q.rules.values() for rule in found]
    named = {v for rule in rules for key in ("theme", "second") for v in rule.get(key, ())}
    assert named <= set(all_themes())


def test_there_is_one_file_a_class() -> None:
    assert {path.stem for path in QUERIES.glob("*.yaml")} == {q.kind for q in load_judged()}


@pytest.fixture
def facts() -> Facts:
    """An organization for youth work in Pagar Alam, with equivalency education besides."""
    outline = sketch(76, seed=1, today=DAY)
    return Facts.of("76", outline, generate_one(76, seed=1, today=DAY).profile)


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ({"theme": ("pemuda_olahraga",)}, True),
        ({"theme": ("lansia", "pemuda_olahraga")}, True),
        ({"theme": ("lansia",)}, False),
        ({"second": ("pendidikan_kesetaraan",)}, True),
        ({"region": ("16.72",)}, True),
        ({"region": ("16",)}, True),
        ({"region": ("16.04",)}, True),
        ({"region": ("32",)}, False),
        ({"named": ("PLPPA",)}, True),
        ({"identifier": ("0990000762000000",)}, True),
        ({"theme": ("pemuda_olahraga",), "region": ("32",)}, False),
    ],
)
def test_a_rule_holds_when_each_of_its_facts_does(
    facts: Facts, rule: dict[str, tuple[str, ...]], holds: bool
) -> None:
    assert Judged("x", "topic", TUNE, {3: (rule,)}).grade(facts) == (3 if holds else 0)


def test_the_best_grade_of_which_a_rule_holds_counts(facts: Facts) -> None:
    rules = {1: ({"region": ("16",)},), 2: ({"second": ("pendidikan_kesetaraan",)},)}
    assert Judged("x", "topic", TUNE, rules).grade(facts) == 2


def test_measures_by_hand() -> None:
    grades = {"a": 3, "b": 2, "c": 1}
    assert ndcg(["a", "b", "c"], grades) == 1.0
    assert ndcg([], grades) == 0.0
    assert ndcg(["x", "a"], {"a": 3}) == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)
    assert (success(["x", "b", "a"], grades), success(["b", "c", "x", "a"], grades)) == (1.0, 0.0)
