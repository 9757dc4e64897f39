"""``/v1/account/totp``: one-time codes besides one's own password."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Response

from api.answer import created, without_body
from api.identity import caller, registry
from api.route import route
from linkreg.actor import Actor
from linkreg.schemas.codes import EnrolmentView, PaperCodesView, TypedCode, TypedCodeSchema
from linkreg.schemas.view import dumped


@route(
    "POST",
    "/account/totp",
    summary="Get a secret for one-time codes; they are asked for once one is confirmed",
    secret=True,
    answer=EnrolmentView,
    status=HTTPStatus.CREATED,
    confidential=True,
)
def begin_codes(actor: Actor) -> Response:
    """Answer the secret, for nobody to keep but the caller's application."""
    return _once(dumped(EnrolmentView(), registry().begin_codes(actor)))


@route(
    "POST",
    "/account/totp/confirmation",
    summary="Ask for one-time codes from now on; codes for paper are shown once",
    body=TypedCodeSchema,
    secret=True,
    answer=PaperCodesView,
    status=HTTPStatus.CREATED,
    confidential=True,
)
def confirm_codes(actor: Actor, body: TypedCode) -> Response:
    """Answer the codes for paper."""
    codes = registry().confirm_codes(body.code, actor)
    return _once(dumped(PaperCodesView(), {"paper_codes": codes}))


@route(
    "POST",
    "/account/totp/removal",
    summary="Ask for no one-time codes any more; it takes one",
    body=TypedCodeSchema,
    secret=True,
    answer=None,
    status=HTTPStatus.NO_CONTENT,
    confidential=True,
)
def remove_codes(actor: Actor, body: TypedCode) -> Response:
    """Answer nothing."""
    registry().remove_codes(body.code, actor, address=caller())
    return without_body()


def _once(body: dict[str, Any]) -> Response:
    response = created(body)
    response.headers["Cache-Control"] = "no-store"
    return response
