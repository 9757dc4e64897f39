"""The goals, on the half of the queries that nothing was tuned on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.relevance.judging import TEST, load_judged
from tests.relevance.report import Figures, figures_of
from tests.relevance.world import World, open_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with open_world(tmp_path_factory.mktemp("relevance")) as world:
        yield world


@pytest.fixture(scope="module")
def figures(world: World) -> dict[str, Figures]:
    return figures_of(world.ours, world, load_judged(), TEST)


def test_overall_ndcg_is_at_least_90_percent(figures: dict[str, Figures]) -> None:
    assert figures["all"][0] >= 0.90


def test_overall_success_is_at_least_95_percent(figures: dict[str, Figures]) -> None:
    assert figures["all"][1] >= 0.95


def test_no_class_of_queries_is_below_85_percent(figures: dict[str, Figures]) -> None:
    assert {name for name, (ndcg, _) in figures.items() if ndcg < 0.85} == set()


def test_every_query_has_an_answer_to_be_found(world: World) -> None:
    unanswerable = {q.ask for q in load_judged() if not q.grades(world.organizations)}
    assert unanswerable == set()
