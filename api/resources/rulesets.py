"""``/v1/rulesets``: the legal texts as data, each criterion with its citation."""

from __future__ import annotations

from flask import Response

from api.answer import answer
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.assessment_views import RulesetView, present_rulesets
from linkreg.schemas.lists import RulesetListView, present_list


@route("GET", "/rulesets", summary="List legal texts", answer=RulesetListView)
def list_rulesets(_actor: Actor) -> Response:
    """Answer every text, oldest first."""
    return answer(present_list(RulesetListView, registry().rulesets.all))


@route("GET", "/rulesets/{key}", summary="Read a legal text", answer=RulesetView)
def read_ruleset(_actor: Actor, key: str) -> Response:
    """Answer one text with its criteria."""
    (shown,) = present_rulesets([registry().rulesets.get(key)])
    return answer(shown)
