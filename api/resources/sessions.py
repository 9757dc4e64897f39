"""``/v1/sessions``: the browsers in which an account is logged in."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, without_body
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.accounts import CredentialQuery, CredentialQuerySchema, SessionListView
from linkreg.schemas.lists import present_list
from linkreg.services.credentials import Purpose


@route(
    "GET",
    "/sessions",
    summary="List the browsers an account is logged in with (itself and administrators)",
    query=CredentialQuerySchema,
    answer=SessionListView,
    confidential=True,
)
def list_sessions(actor: Actor, query: CredentialQuery) -> Response:
    """Answer the sessions, newest first."""
    found = registry().list_credentials(query.account or actor.name, Purpose.SESSION, actor)
    return answer(present_list(SessionListView, found))


@route(
    "DELETE",
    "/sessions/{session_id}",
    summary="End a session (its account and administrators)",
    answer=None,
    status=HTTPStatus.NO_CONTENT,
)
def end_session(actor: Actor, session_id: str) -> Response:
    """Answer nothing; ending twice changes nothing."""
    registry().revoke(session_id, actor, Purpose.SESSION)
    return without_body()
