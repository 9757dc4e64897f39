"""Documents of an organization, and an officer's word on them."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, created
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.evidence import Decision, DecisionSchema, NewEvidence, NewEvidenceSchema
from linkreg.schemas.lists import EvidenceListView, present_list
from linkreg.schemas.organization_views import EvidenceView, present_evidence
from linkreg.services import evidence


@route(
    "GET",
    "/organizations/{organization_id}/evidence",
    summary="List documents (the organization itself and its officers)",
    answer=EvidenceListView,
)
def list_evidence(actor: Actor, organization_id: str) -> Response:
    """Answer the documents, oldest first."""
    with registry().reading(actor) as tx:
        found = evidence.list_evidence(tx, organization_id)
    return answer(present_list(EvidenceListView, found))


@route(
    "POST",
    "/organizations/{organization_id}/evidence",
    summary="Put a document forward; it waits to be verified",
    body=NewEvidenceSchema,
    answer=EvidenceView,
    status=HTTPStatus.CREATED,
)
def supply_evidence(actor: Actor, organization_id: str, body: NewEvidence) -> Response:
    """Answer the document as it waits."""
    with registry().transaction(actor) as tx:
        record = evidence.supply(tx, organization_id, body)
    return created(present_evidence(record))


@route(
    "POST",
    "/evidence/{evidence_id}/verifications",
    summary="Accept or reject a document (officers)",
    body=DecisionSchema,
    answer=EvidenceView,
    status=HTTPStatus.CREATED,
)
def verify_evidence(actor: Actor, evidence_id: str, body: Decision) -> Response:
    """Answer the document as decided."""
    with registry().transaction(actor) as tx:
        owner = evidence.get_owner(tx, evidence_id)
        record = evidence.decide(tx, owner.id, evidence_id, body)
    return created(present_evidence(record))
