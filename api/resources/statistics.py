"""``/v1/statistics``: counts of the whole registry."""

from __future__ import annotations

from flask import Response

from api.answer import answer
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.coverage import (
    CoverageQuery,
    CoverageQuerySchema,
    CoverageView,
    present_coverage,
)


@route(
    "GET",
    "/statistics/coverage",
    summary="Count organizations by field of government and region, and tell where nobody is",
    query=CoverageQuerySchema,
    answer=CoverageView,
)
def read_coverage(_actor: Actor, query: CoverageQuery) -> Response:
    """Answer what is public, whoever asks."""
    return answer(present_coverage(registry().coverage(query)))
