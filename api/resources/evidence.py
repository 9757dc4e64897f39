"""Documents of an organization, and an officer's word on them."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, created, download, without_body
from api.conditions import seen_version
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.evidence import (
    EvidenceDetails,
    EvidenceSchema,
    FileQuery,
    FileQuerySchema,
    NewEvidence,
    NewEvidenceSchema,
)
from linkreg.schemas.listing import WaitingQuery, WaitingQuerySchema
from linkreg.schemas.lists import EvidenceListView, present_list
from linkreg.schemas.organization_views import EvidenceView, present_evidence
from linkreg.schemas.oversight_views import VerificationListView, WaitingListView
from linkreg.schemas.verification import Decision, DecisionSchema
from linkreg.schemas.view import dumped
from linkreg.services import evidence, verification


@route(
    "GET",
    "/organizations/{organization_id}/evidence",
    summary="List documents (the organization itself and its officers)",
    confidential=True,
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
    return created(present_evidence(record), version=record.version)


_ONE = "/organizations/{organization_id}/evidence/{evidence_id}"


@route(
    "GET",
    _ONE,
    summary="Read a document (the organization itself and its officers)",
    confidential=True,
    answer=EvidenceView,
)
def read_evidence(actor: Actor, organization_id: str, evidence_id: str) -> Response:
    """Answer the document; its ETag names the document's own version."""
    with registry().reading(actor) as tx:
        record = evidence.get(tx, organization_id, evidence_id)
    return answer(present_evidence(record), version=record.version)


@route(
    "PUT",
    _ONE,
    summary="Say anew what a document is; if it differs it waits to be verified again",
    body=EvidenceSchema,
    versioned=True,
    answer=EvidenceView,
)
def change_evidence(
    actor: Actor, organization_id: str, evidence_id: str, body: EvidenceDetails
) -> Response:
    """Answer the document as changed."""
    version = seen_version()
    with registry().transaction(actor) as tx:
        record = evidence.change(tx, organization_id, evidence_id, body, seen_version=version)
    return answer(present_evidence(record), version=record.version)


@route(
    "DELETE",
    _ONE,
    summary="Take a document back",
    versioned=True,
    answer=None,
    status=HTTPStatus.NO_CONTENT,
)
def withdraw_evidence(actor: Actor, organization_id: str, evidence_id: str) -> Response:
    """Answer nothing."""
    registry().withdraw_evidence(organization_id, evidence_id, actor, version=seen_version())
    return without_body()


@route(
    "PUT",
    "/organizations/{organization_id}/evidence/{evidence_id}/file",
    summary="Give a document its file, PDF, JPEG, PNG, DOCX or XLSX of at most 10 MB",
    query=FileQuerySchema,
    upload=True,
    versioned=True,
    answer=EvidenceView,
)
def attach_file(
    actor: Actor, organization_id: str, evidence_id: str, query: FileQuery, body: bytes
) -> Response:
    """Answer the document, which waits to be verified if its file is a new one."""
    record = registry().attach_file(
        organization_id, evidence_id, body, query.name, actor, version=seen_version()
    )
    return answer(present_evidence(record), version=record.version)


@route(
    "GET",
    "/organizations/{organization_id}/evidence/{evidence_id}/file",
    summary="Save a document's file (the organization itself and its officers)",
    download=True,
    confidential=True,
    answer=None,
)
def read_file(actor: Actor, organization_id: str, evidence_id: str) -> Response:
    """Answer the file, never to be shown in a browser's window."""
    return download(registry().open_file(evidence_id, actor, organization_id=organization_id))


@route(
    "GET",
    "/evidence",
    summary="List documents that wait to be decided on, oldest first (officers)",
    query=WaitingQuerySchema,
    confidential=True,
    answer=WaitingListView,
)
def list_waiting_evidence(actor: Actor, query: WaitingQuery) -> Response:
    """Answer the oldest of the officer's region."""
    queue = registry().list_documents_waiting(actor, limit=query.limit)
    return answer(dumped(WaitingListView(), queue))


@route(
    "GET",
    "/evidence/{evidence_id}/verifications",
    summary="List the decisions on a document (the organization itself and its officers)",
    confidential=True,
    answer=VerificationListView,
)
def list_verifications(actor: Actor, evidence_id: str) -> Response:
    """Answer the decisions, newest first."""
    found = registry().list_verifications(evidence_id, actor)
    return answer(present_list(VerificationListView, found))


@route(
    "POST",
    "/evidence/{evidence_id}/verifications",
    summary="Accept a document, or announce its rejection (officers)",
    body=DecisionSchema,
    versioned=True,
    answer=EvidenceView,
    status=HTTPStatus.CREATED,
)
def verify_evidence(actor: Actor, evidence_id: str, body: Decision) -> Response:
    """Answer the document: accepted, or as it stands until its notice is decided."""
    version = seen_version()
    with registry().transaction(actor) as tx:
        owner = evidence.get_owner(tx, evidence_id)
        record = verification.decide(
            tx,
            owner.id,
            evidence_id,
            body,
            seen_version=version,
            reply_days=registry().reply_days,
        )
    return created(present_evidence(record), version=record.version)
