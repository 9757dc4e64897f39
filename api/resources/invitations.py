"""Invitations to accounts, another password for who forgot it, and the people of an organization.

Secrets are in letters alone, never in an answer.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, created, without_body
from api.identity import caller, registry
from api.mailing import send_link
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.accounts import (
    InvitationView,
    LinkUse,
    LinkUseSchema,
    NewInvitation,
    NewInvitationSchema,
    PersonListView,
    ResetRequest,
    ResetRequestSchema,
)
from linkreg.schemas.lists import present_list
from linkreg.schemas.view import dumped
from linkreg.services.credentials import Purpose


@route(
    "POST",
    "/invitations",
    summary="Invite somebody by mail (administrators; an organization its own people)",
    body=NewInvitationSchema,
    answer=InvitationView,
    status=HTTPStatus.CREATED,
)
def invite(actor: Actor, body: NewInvitation) -> Response:
    """Answer when the invitation ends."""
    link = send_link(
        lambda: registry().invite(
            body.email,
            body.role,
            actor,
            region=body.region,
            organization_id=body.organization_id,
        )
    )
    return created(dumped(InvitationView(), link))


@route(
    "POST",
    "/invitations/acceptance",
    summary="Accept an invitation by choosing a password",
    body=LinkUseSchema,
    secret=True,
    answer=None,
    status=HTTPStatus.NO_CONTENT,
)
def accept_invitation(_actor: Actor, body: LinkUse) -> Response:
    """Answer nothing: log in."""
    return _follow(body, Purpose.INVITATION)


@route(
    "POST",
    "/password-resets",
    summary="Ask for a letter with a link to another password; the answer is always the same",
    body=ResetRequestSchema,
    secret=True,
    answer=None,
    status=HTTPStatus.NO_CONTENT,
)
def request_reset(_actor: Actor, body: ResetRequest) -> Response:
    """Answer nothing, whether the address has an account or not."""
    send_link(lambda: registry().request_reset(body.email, address=caller()))
    return without_body()


@route(
    "POST",
    "/password-resets/completion",
    summary="Choose another password by the link of the letter; all sessions and tokens end",
    body=LinkUseSchema,
    secret=True,
    answer=None,
    status=HTTPStatus.NO_CONTENT,
)
def complete_reset(_actor: Actor, body: LinkUse) -> Response:
    """Answer nothing: log in."""
    return _follow(body, Purpose.RESET)


@route(
    "GET",
    "/organizations/{organization_id}/people",
    summary="List who keeps the profile (the organization itself and administrators)",
    answer=PersonListView,
    confidential=True,
)
def list_people(actor: Actor, organization_id: str) -> Response:
    """Answer the people, first come first."""
    return answer(present_list(PersonListView, registry().list_people(organization_id, actor)))


@route(
    "DELETE",
    "/organizations/{organization_id}/people/{account_id}",
    summary="Take somebody off, but not the last (the organization itself and administrators)",
    answer=None,
    status=HTTPStatus.NO_CONTENT,
)
def remove_person(actor: Actor, organization_id: str, account_id: str) -> Response:
    """Answer nothing; the account is disabled."""
    registry().remove_person(organization_id, account_id, actor)
    return without_body()


def _follow(body: LinkUse, purpose: Purpose) -> Response:
    registry().follow_link(body.token, purpose, body.password, address=caller())
    return without_body()
