"""``/v1/changes``: what happened, in one order, for those who keep a copy."""

from __future__ import annotations

from flask import Response

from api.answer import answer
from api.identity import registry
from api.links import link
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.journal_views import ChangesView, present_changes
from linkreg.schemas.listing import ChangesQuery, ChangesQuerySchema


@route(
    "GET",
    "/changes",
    summary="Read the journal after a number; go on with since=next",
    query=ChangesQuerySchema,
    answer=ChangesView,
)
def list_changes(actor: Actor, query: ChangesQuery) -> Response:
    """Answer the entries that the caller may know of."""
    feed = registry().changes(query.since, limit=query.limit, actor=actor)
    response = answer(present_changes(feed))
    if feed.next < feed.journal:
        following = {"since": feed.next, "limit": query.limit}
        response.headers.extend([link("next", "/v1/changes", following)])
    return response
