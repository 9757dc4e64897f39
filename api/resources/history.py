"""``/v1/organizations/{id}/history``: what happened to one organization."""

from __future__ import annotations

from flask import Response

from api.answer import answer
from api.identity import registry
from api.links import link
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.journal_views import HistoryView, present_history
from linkreg.schemas.listing import ChangesQuery, ChangesQuerySchema


@route(
    "GET",
    "/organizations/{organization_id}/history",
    summary="Read what happened to an organization; go on with since=next",
    query=ChangesQuerySchema,
    answer=HistoryView,
)
def read_history(actor: Actor, organization_id: str, query: ChangesQuery) -> Response:
    """Answer the entries that the caller may know of, oldest first."""
    found = registry().read_history(organization_id, actor, since=query.since, limit=query.limit)
    response = answer(present_history(found))
    if found.next is not None:
        path = f"/v1/organizations/{organization_id}/history"
        following = {"since": found.next, "limit": query.limit}
        response.headers.extend([link("next", path, following)])
    return response
