"""Every route, asked by everybody about their own and other organizations, against ``table.txt``."""

from __future__ import annotations

import re

import pytest

from tests.permissions.asking import Question, answer_to
from tests.permissions.reading import TABLE, Entry, read_table, routes_of
from tests.permissions.recipes import RECIPES
from tests.permissions.world import CALLERS, STATUSES, World

_ENTRIES = list(read_table(TABLE.read_text("utf-8")))
_ROUTES = {entry.route for entry in _ENTRIES}
_NOBODY = "-"


def _name(entry: Entry) -> str:
    return f"{entry.route} {entry.subject}"


def test_every_route_is_in_the_table_and_no_other(world: World) -> None:
    served = routes_of(world.app)
    assert sorted(served - _ROUTES) == [], "not in table.txt; its first lines say how to add them"
    assert sorted(_ROUTES - served) == []


def test_no_line_is_there_twice() -> None:
    assert len({_name(entry) for entry in _ENTRIES}) == len(_ENTRIES)


@pytest.mark.parametrize("route", sorted(_ROUTES))
def test_what_is_about_an_organization_is_asked_of_hidden_ones_too(route: str) -> None:
    if not re.search(r"{(organization|evidence|notice|flag)_id}", route):
        return
    about = {e.subject.partition(":")[0] for e in _ENTRIES if e.route == route}
    assert "published" in about
    assert about & (STATUSES.keys() - {"published"})


def test_every_step_of_a_page_is_in_the_table(world: World) -> None:
    rule = next(it for it in world.app.url_map.iter_rules() if it.endpoint == "pages.standing.take")
    steps = set(re.search(r"any\(([^)]*)\)", rule.rule)[1].split(","))
    assert steps == {e.subject.partition(":")[2] for e in _ENTRIES if "{step}" in e.rule}


def test_every_recipe_is_for_a_route_of_the_table() -> None:
    assert {recipe for recipe in RECIPES if recipe not in _ROUTES} <= set(map(_name, _ENTRIES))


@pytest.mark.parametrize("entry", _ENTRIES, ids=_name)
def test_everybody_is_answered_what_the_table_says(world: World, entry: Entry) -> None:
    answers = {
        caller: _asked(world, Question.at_its_door(entry, caller))
        for caller in entry.answers
        if entry.answers[caller] != _NOBODY
    }
    expected = {caller: said for caller, said in entry.answers.items() if said != _NOBODY}
    assert answers == expected, _told(entry, answers)


@pytest.mark.parametrize("entry", _ENTRIES, ids=_name)
def test_an_administrator_at_the_wrong_door_is_the_public(world: World, entry: Entry) -> None:
    if entry.answers["public"] != _NOBODY:
        question = Question.at_its_door(entry, "admin").at_the_other()
        assert _asked(world, question) == entry.answers["public"]


def _asked(world: World, question: Question) -> str:
    """Return how it was answered, with everything put back; what was refused changed nothing."""
    answer = answer_to(world, question)
    if world.put_back(question.entry.method, answer):
        assert answer[0] in "23", f"{question.caller} was refused, and yet something changed"
    return answer


def _told(entry: Entry, answers: dict[str, str]) -> str:
    """Say where the table differs, and how the line would read."""
    cells = "  ".join(answers.get(caller, _NOBODY) for caller in entry.answers)
    return f"table.txt, line {entry.line}: {entry.route}\n    {entry.subject}  {cells}"


@pytest.mark.parametrize("entry", _ENTRIES, ids=_name)
def test_the_table_itself_keeps_what_is_hidden(entry: Entry) -> None:
    """Whatever is written into the table, these hold: they are why there is a table."""
    name = entry.subject.partition(":")[0]
    outsiders = ("public", "service", "newcomer", "stranger", "outsider", "registrar")
    for caller in outsiders:
        answer = entry.answers.get(caller, _NOBODY)
        assert "!" not in answer
        if name in {"submitted", "draft"}:
            assert answer[0] not in "23"


def test_every_caller_has_a_column_for_the_api() -> None:
    assert all(list(e.answers) == list(CALLERS) for e in _ENTRIES if e.is_api)


@pytest.mark.parametrize(
    "entry", [e for e in _ENTRIES if e.method != "GET" and not e.is_api], ids=_name
)
def test_no_page_takes_a_form_without_its_token(
    world: World, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    assert _asked(world, Question.at_its_door(entry, "admin")) == "400"
