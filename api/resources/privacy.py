"""Personal data: consent, who read what, and erasure."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, created
from api.identity import registry
from api.links import neighbors
from api.route import route
from linkreg.actor import Actor
from linkreg.consents import current_text
from linkreg.schemas.listing import StretchQuery, StretchQuerySchema
from linkreg.schemas.lists import present_list
from linkreg.schemas.oversight_views import (
    AccessListView,
    ConsentListView,
    ConsentView,
    ErasureListView,
    ErasureView,
    present_accesses,
    present_consents,
)
from linkreg.schemas.privacy import ConsentGiven, ConsentSchema, ErasureRequest, ErasureSchema
from linkreg.schemas.view import dumped
from linkreg.services import erasure


@route(
    "GET",
    "/organizations/{organization_id}/consents",
    summary="List consents and the text asked for (the organization itself and its officers)",
    confidential=True,
    answer=ConsentListView,
)
def list_consents(actor: Actor, organization_id: str) -> Response:
    """Answer the consents, newest first."""
    found = registry().list_consents(organization_id, actor)
    return answer(present_consents(found, current_text()))


@route(
    "POST",
    "/organizations/{organization_id}/consents",
    summary="Agree to the text asked for (the organization itself)",
    body=ConsentSchema,
    answer=ConsentView,
    status=HTTPStatus.CREATED,
)
def give_consent(actor: Actor, organization_id: str, body: ConsentGiven) -> Response:
    """Answer the consent."""
    consent = registry().give_consent(organization_id, actor, text=body.text)
    return created(dumped(ConsentView(), consent))


@route(
    "DELETE",
    "/organizations/{organization_id}/consents",
    summary="Withdraw the consent; names are no longer shown (the organization itself)",
    answer=ConsentView,
)
def withdraw_consent(actor: Actor, organization_id: str) -> Response:
    """Answer the consent as withdrawn."""
    return answer(dumped(ConsentView(), registry().withdraw_consent(organization_id, actor)))


@route(
    "GET",
    "/organizations/{organization_id}/accesses",
    summary="List who in charge read the documents (the organization itself, administrators)",
    confidential=True,
    query=StretchQuerySchema,
    answer=AccessListView,
)
def list_accesses(actor: Actor, organization_id: str, query: StretchQuery) -> Response:
    """Answer a stretch of the reads, newest first, with links to its neighbors."""
    found, total = registry().list_accesses(
        organization_id, actor, limit=query.limit, offset=query.offset
    )
    response = answer(present_accesses(found, total))
    path = f"/v1/organizations/{organization_id}/accesses"
    response.headers.extend(list(neighbors(path, query, total)))
    return response


@route(
    "GET",
    "/organizations/{organization_id}/erasures",
    summary="List what was erased (administrators)",
    confidential=True,
    answer=ErasureListView,
)
def list_erasures(actor: Actor, organization_id: str) -> Response:
    """Answer the erasures, newest first."""
    with registry().reading(actor) as tx:
        found = erasure.list_erasures(tx, organization_id)
    return answer(present_list(ErasureListView, found))


@route(
    "POST",
    "/organizations/{organization_id}/erasures",
    summary="Erase a person from the present and all past versions (administrators)",
    body=ErasureSchema,
    answer=ErasureView,
    status=HTTPStatus.CREATED,
)
def erase_person(actor: Actor, organization_id: str, body: ErasureRequest) -> Response:
    """Answer what was erased, without saying it."""
    return created(dumped(ErasureView(), registry().erase(organization_id, body, actor)))
