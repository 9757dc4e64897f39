"""Documents of an organization, and an officer's word on them."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, created, download
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.evidence import (
    Decision,
    DecisionSchema,
    FileQuery,
    FileQuerySchema,
    NewEvidence,
    NewEvidenceSchema,
)
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
    "PUT",
    "/organizations/{organization_id}/evidence/{evidence_id}/file",
    summary="Give a document its file, PDF, JPEG, PNG, DOCX or XLSX of at most 10 MB",
    query=FileQuerySchema,
    upload=True,
    answer=EvidenceView,
)
def attach_file(
    actor: Actor, organization_id: str, evidence_id: str, query: FileQuery, body: bytes
) -> Response:
    """Answer the document, which waits to be verified if its file is a new one."""
    record = registry().attach_file(organization_id, evidence_id, body, query.name, actor)
    return answer(present_evidence(record))


@route(
    "GET",
    "/organizations/{organization_id}/evidence/{evidence_id}/file",
    summary="Save a document's file (the organization itself and its officers)",
    download=True,
    answer=None,
)
def read_file(actor: Actor, organization_id: str, evidence_id: str) -> Response:
    """Answer the file, never to be shown in a browser's window."""
    return download(registry().open_file(evidence_id, actor, organization_id=organization_id))


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
