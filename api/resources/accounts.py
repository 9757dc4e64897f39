"""``/v1/accounts``: who may log in, kept by administrators; ``/v1/account``: one's own."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, created, without_body
from api.conditions import seen_version
from api.identity import caller, registry
from api.links import neighbors
from api.route import route
from linkreg.actor import Actor
from linkreg.records import AccountRecord
from linkreg.schemas.accounts import (
    AccountChange,
    AccountChangeSchema,
    AccountListView,
    AccountView,
    NewAccount,
    NewAccountSchema,
    PasswordChange,
    PasswordChangeSchema,
    present_accounts,
)
from linkreg.schemas.listing import StretchQuery, StretchQuerySchema
from linkreg.schemas.view import dumped


@route(
    "GET",
    "/accounts",
    summary="List accounts (administrators)",
    query=StretchQuerySchema,
    answer=AccountListView,
    confidential=True,
)
def list_accounts(actor: Actor, query: StretchQuery) -> Response:
    """Answer a stretch of them, by their address, with links to its neighbors."""
    found, total = registry().list_accounts(actor, limit=query.limit, offset=query.offset)
    response = answer(present_accounts(found, total))
    response.headers.extend(list(neighbors("/v1/accounts", query, total)))
    return response


@route(
    "POST",
    "/accounts",
    summary="Add an account (administrators)",
    body=NewAccountSchema,
    secret=True,
    answer=AccountView,
    status=HTTPStatus.CREATED,
    confidential=True,
)
def add_account(actor: Actor, body: NewAccount) -> Response:
    """Answer the account."""
    account_id = registry().add_account(
        body.email,
        body.password,
        body.role,
        actor,
        region=body.region,
        organization_id=body.organization_id,
    )
    account = registry().get_account(account_id, actor)
    shown = dumped(AccountView(), account)
    response = created(shown, version=account.version)
    response.headers["Location"] = f"/v1/accounts/{account_id}"
    return response


@route(
    "GET",
    "/accounts/{account_id}",
    summary="Read an account (itself and administrators)",
    answer=AccountView,
    confidential=True,
)
def read_account(actor: Actor, account_id: str) -> Response:
    """Answer the account."""
    return _shown(registry().get_account(account_id, actor))


@route(
    "PATCH",
    "/accounts/{account_id}",
    summary="Disable or enable an account, or give it another role or region (administrators)",
    body=AccountChangeSchema,
    versioned=True,
    answer=AccountView,
)
def change_account(actor: Actor, account_id: str, body: AccountChange) -> Response:
    """Answer the account as changed."""
    version = seen_version()
    return _shown(
        registry().change_account(
            account_id,
            actor,
            version=version,
            disabled=body.disabled,
            role=body.role,
            region=body.region,
        )
    )


@route(
    "POST",
    "/account/password",
    summary="Change one's own password; all sessions and tokens of the account end",
    body=PasswordChangeSchema,
    secret=True,
    answer=None,
    status=HTTPStatus.NO_CONTENT,
    confidential=True,
)
def change_password(actor: Actor, body: PasswordChange) -> Response:
    """Answer nothing: log in anew."""
    registry().change_password(body.current, body.password, actor, address=caller())
    return without_body()


def _shown(account: AccountRecord) -> Response:
    return answer(dumped(AccountView(), account), version=account.version)
