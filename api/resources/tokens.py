"""``/v1/tokens``: for whoever knows an account's password."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import created, without_body
from api.identity import registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.tokens import TokenRequest, TokenRequestSchema, TokenView


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
    issued = registry().issue_token(
        body.email,
        body.password,
        actor,
        label=body.label,
        scopes=body.scopes,
        lifetime=body.lifetime,
    )
    response = created(TokenView().dump(issued))
    response.headers["Cache-Control"] = "no-store"
    return response


@route(
    "DELETE",
    "/tokens/{token_id}",
    summary="Revoke a token (its account and administrators)",
    answer=None,
    status=HTTPStatus.NO_CONTENT,
)
def revoke_token(actor: Actor, token_id: str) -> Response:
    """Answer nothing; revoking twice changes nothing."""
    registry().revoke(token_id, actor)
    return without_body()
