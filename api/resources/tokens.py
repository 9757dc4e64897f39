"""``/v1/tokens``: for whoever knows an account's password, or administers a service."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, created, without_body
from api.identity import caller, registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.accounts import CredentialQuery, CredentialQuerySchema, TokenListView
from linkreg.schemas.lists import present_list
from linkreg.schemas.tokens import TokenRequest, TokenRequestSchema, TokenView
from linkreg.services.credentials import IssuedSecret, Purpose


@route(
    "GET",
    "/tokens",
    summary="List tokens that work, without their secrets (their account and administrators)",
    query=CredentialQuerySchema,
    answer=TokenListView,
    confidential=True,
)
def list_tokens(actor: Actor, query: CredentialQuery) -> Response:
    """Answer the tokens, newest first."""
    found = registry().list_credentials(query.account or actor.name, Purpose.TOKEN, actor)
    return answer(present_list(TokenListView, found))


@route(
    "POST",
    "/tokens",
    summary="Issue a token; it is shown once",
    body=TokenRequestSchema,
    secret=True,
    answer=TokenView,
    status=HTTPStatus.CREATED,
)
def issue_token(actor: Actor, body: TokenRequest) -> Response:
    """Answer the token, for nobody to keep but the caller."""
    response = created(TokenView().dump(_issue(actor, body)))
    response.headers["Cache-Control"] = "no-store"
    return response


def _issue(actor: Actor, body: TokenRequest) -> IssuedSecret:
    if body.account is not None:
        return registry().issue_service_token(
            body.account, actor, label=body.label, scopes=body.scopes, lifetime=body.lifetime
        )
    return registry().issue_token(
        body.email or "",
        body.password or "",
        actor,
        label=body.label,
        scopes=body.scopes,
        lifetime=body.lifetime,
        code=body.code,
        address=caller(),
    )


@route(
    "DELETE",
    "/tokens/{token_id}",
    summary="Revoke a token (its account and administrators)",
    answer=None,
    status=HTTPStatus.NO_CONTENT,
)
def revoke_token(actor: Actor, token_id: str) -> Response:
    """Answer nothing; revoking twice changes nothing."""
    registry().revoke(token_id, actor, Purpose.TOKEN)
    return without_body()
