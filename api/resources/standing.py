"""The steps of a profile, notices of measures against it and its answers, and flags."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from api.answer import answer, created
from api.conditions import seen_version
from api.identity import registry
from api.route import route
from api.showing import answer_shown
from linkreg.actor import Actor
from linkreg.records import NoticeRecord
from linkreg.schemas.flags import NewFlag, NewFlagSchema
from linkreg.schemas.lists import present_list
from linkreg.schemas.organization_views import FlagView, OfficerOrganizationView
from linkreg.schemas.oversight_views import NoticeListView, NoticeView, StandingView
from linkreg.schemas.verification import (
    NoticeDecision,
    NoticeDecisionSchema,
    Reason,
    ReasonSchema,
    Reply,
    ReplySchema,
    RequiredReasonSchema,
)
from linkreg.schemas.view import dumped
from linkreg.services import decisions, flags, notices


@route(
    "POST",
    "/organizations/{organization_id}/submission",
    summary="Hand a draft to the officers; the refusal names everything still missing",
    versioned=True,
    answer=OfficerOrganizationView,
)
def submit_organization(actor: Actor, organization_id: str) -> Response:
    """Answer the organization as submitted."""
    record = registry().submit(organization_id, actor, version=seen_version())
    return answer_shown(registry().present(record, actor))


@route(
    "POST",
    "/organizations/{organization_id}/publication",
    summary="Publish a submitted organization; a suspended or archived one again, with a reason",
    body=ReasonSchema,
    versioned=True,
    answer=OfficerOrganizationView,
)
def publish_organization(actor: Actor, organization_id: str, body: Reason) -> Response:
    """Answer the organization as published."""
    version = seen_version()
    record = registry().publish(organization_id, actor, reason=body.reason, version=version)
    return answer_shown(registry().present(record, actor))


@route(
    "POST",
    "/organizations/{organization_id}/return",
    summary="Return a submitted organization to be mended (its officers)",
    body=RequiredReasonSchema,
    versioned=True,
    answer=OfficerOrganizationView,
)
def send_back_organization(actor: Actor, organization_id: str, body: Reason) -> Response:
    """Answer the organization as a draft again."""
    version, why = seen_version(), body.reason or ""
    record = registry().send_back(organization_id, why, actor, version=version)
    return answer_shown(registry().present(record, actor))


@route(
    "POST",
    "/organizations/{organization_id}/suspension",
    summary="Announce a suspension; it takes effect by deciding the notice (its officers)",
    body=RequiredReasonSchema,
    versioned=True,
    answer=NoticeView,
    status=HTTPStatus.CREATED,
)
def suspend_organization(actor: Actor, organization_id: str, body: Reason) -> Response:
    """Answer the notice that the organization now reads."""
    version, why = seen_version(), body.reason or ""
    notice = registry().suspend(organization_id, why, actor, version=version)
    return created(dumped(NoticeView(), notice), version=notice.version)


@route(
    "POST",
    "/organizations/{organization_id}/archival",
    summary="Archive one's own profile at once; for its officers, announce it",
    body=RequiredReasonSchema,
    versioned=True,
    answer=StandingView,
)
def archive_organization(actor: Actor, organization_id: str, body: Reason) -> Response:
    """Answer the organization, and the notice if it was only announced."""
    version, why = seen_version(), body.reason or ""
    done = registry().archive(organization_id, why, actor, version=version)
    if isinstance(done, NoticeRecord):
        _, shown = registry().show(organization_id, actor)
        return answer({"organization": shown, "notice": dumped(NoticeView(), done)})
    return answer({"organization": registry().present(done, actor).view, "notice": None})


@route(
    "GET",
    "/organizations/{organization_id}/notices",
    summary="List notices of intended measures (the organization itself and its officers)",
    confidential=True,
    answer=NoticeListView,
)
def list_notices(actor: Actor, organization_id: str) -> Response:
    """Answer the notices, newest first."""
    found = registry().list_notices(organization_id, actor)
    return answer(present_list(NoticeListView, found))


@route(
    "GET",
    "/notices/{notice_id}",
    summary="Read a notice (the organization itself and its officers)",
    confidential=True,
    answer=NoticeView,
)
def read_notice(actor: Actor, notice_id: str) -> Response:
    """Answer one notice."""
    with registry().reading(actor) as tx:
        notice = notices.get(tx, notice_id)
    return answer(dumped(NoticeView(), notice), version=notice.version)


@route(
    "POST",
    "/notices/{notice_id}/reply",
    summary="Answer a notice, until it is decided (the organization itself)",
    body=ReplySchema,
    versioned=True,
    answer=NoticeView,
)
def reply_to_notice(actor: Actor, notice_id: str, body: Reply) -> Response:
    """Answer the notice with the reply in it."""
    version = seen_version()
    with registry().transaction(actor) as tx:
        notice = notices.reply(tx, notice_id, body.text, seen_version=version)
    return answer(dumped(NoticeView(), notice), version=notice.version)


@route(
    "POST",
    "/notices/{notice_id}/decision",
    summary="Carry an announced measure out, or drop it; final (officers)",
    body=NoticeDecisionSchema,
    versioned=True,
    answer=NoticeView,
)
def decide_notice(actor: Actor, notice_id: str, body: NoticeDecision) -> Response:
    """Answer the notice as closed."""
    version = seen_version()
    with registry().transaction(actor) as tx:
        notice = decisions.decide_notice(tx, notice_id, body, seen_version=version)
    return answer(dumped(NoticeView(), notice), version=notice.version)


@route(
    "POST",
    "/organizations/{organization_id}/flags",
    summary="Put an observation, a warning or a sanction on record (officers)",
    body=NewFlagSchema,
    answer=FlagView,
    status=HTTPStatus.CREATED,
)
def raise_flag(actor: Actor, organization_id: str, body: NewFlag) -> Response:
    """Answer the flag."""
    with registry().transaction(actor) as tx:
        flag = flags.raise_flag(tx, organization_id, body)
    return created(dumped(FlagView(), flag))


@route(
    "POST",
    "/organizations/{organization_id}/flags/{flag_id}/lifting",
    summary="End a flag before its last day (officers)",
    body=RequiredReasonSchema,
    versioned=True,
    answer=FlagView,
)
def lift_flag(actor: Actor, organization_id: str, flag_id: str, body: Reason) -> Response:
    """Answer the flag as lifted; ``If-Match`` names the organization's version."""
    version, why = seen_version(), body.reason or ""
    with registry().transaction(actor) as tx:
        flag = flags.lift_flag(tx, organization_id, flag_id, why, seen_version=version)
    return answer(dumped(FlagView(), flag))
