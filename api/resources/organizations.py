"""``/v1/organizations``: find, register, read, change."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import Response

from api.answer import answer, answer_text
from api.conditions import seen_version
from api.identity import registry
from api.links import link
from api.route import route
from api.showing import answer_shown, show_organization
from linkreg.actor import Actor
from linkreg.profile import Profile
from linkreg.schemas.assessment import DayQuery, DayQuerySchema
from linkreg.schemas.listing import SuggestQuery, SuggestQuerySchema
from linkreg.schemas.lists import SearchView, SuggestionsView, present_list, write_results
from linkreg.schemas.organization_views import OfficerOrganizationView
from linkreg.schemas.profile import ProfileSchema
from linkreg.schemas.query import MAX_OFFSET, ListQuerySchema, dump_query
from linkreg.search import SearchQuery
from linkreg.services import organizations
from linkreg.services.listing import Listed

_LIST = "/v1/organizations"


@route("GET", "/organizations", summary="Search", query=ListQuerySchema, answer=SearchView)
def search_organizations(actor: Actor, query: SearchQuery) -> Response:
    """Answer a page of results with links to its neighbors."""
    found = registry().list_found(query, actor=actor)
    response = answer_text(write_results(found))
    response.headers.extend(list(_links(found)))
    return response


@route(
    "GET",
    "/organizations/suggest",
    summary="Complete the name or acronym that somebody types",
    query=SuggestQuerySchema,
    answer=SuggestionsView,
)
def suggest_organizations(_actor: Actor, query: SuggestQuery) -> Response:
    """Answer what is public, whoever asks."""
    found = registry().suggest(query.q, limit=query.limit)
    return answer(present_list(SuggestionsView, found))


@route(
    "POST",
    "/organizations",
    summary="Register an organization; it is a draft until it is submitted",
    body=ProfileSchema,
    answer=OfficerOrganizationView,
    status=HTTPStatus.CREATED,
)
def register_organization(actor: Actor, body: Profile) -> Response:
    """Answer the new organization, with warnings: whoever registers has written all of it."""
    with registry().transaction(actor) as tx:
        record = organizations.register(tx, body)
    response = answer_shown(registry().present(record), HTTPStatus.CREATED)
    response.headers["Location"] = f"{_LIST}/{record.id}"
    return response


@route(
    "GET",
    "/organizations/{organization_id}",
    summary="Read an organization, as the public or as its officers see it; by default as it is now",
    query=DayQuerySchema,
    answer=OfficerOrganizationView,
)
def read_organization(actor: Actor, organization_id: str, query: DayQuery) -> Response:
    """Answer the view that the caller may see, of the day asked for."""
    return show_organization(organization_id, actor, query.on)


@route(
    "PATCH",
    "/organizations/{organization_id}",
    summary="Change the fields named (RFC 7396); null clears one",
    body=ProfileSchema,
    patch=True,
    versioned=True,
    answer=OfficerOrganizationView,
)
def change_organization(actor: Actor, organization_id: str, body: Any) -> Response:
    """Answer the organization as changed."""
    version = seen_version()
    record = registry().update(organization_id, body, version=version, actor=actor)
    return answer_shown(registry().present(record, actor))


def _links(found: Listed) -> Iterator[tuple[str, str]]:
    """Yield links to the pages before and after; beyond ``MAX_OFFSET`` by the last one seen."""
    query, page = found.query, found.page
    asked = dump_query(query) | {"limit": query.limit}
    behind = page.skipped + len(page.hits)
    if page.hits and behind < page.total:
        by_offset = query.after is None and behind <= MAX_OFFSET
        place: dict[str, Any] = {"offset": behind} if by_offset else {"after": page.hits[-1].id}
        yield link("next", _LIST, asked | place)
    if query.after is None and query.offset > 0:
        yield link("prev", _LIST, asked | {"offset": max(0, query.offset - query.limit)})
