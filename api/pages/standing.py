"""The steps of a profile: handed in, published, returned, suspended, archived."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, request
from werkzeug.wrappers import Response

from api import messages
from api.identity import registry, session_actor
from api.languages import translated
from api.pages.formats import day
from api.pages.organization import answer_refusal, back_to
from api.pages.small_form import SmallForm
from linkreg.errors import Conflict, InvalidInput
from linkreg.records import NoticeRecord

blueprint = Blueprint("standing", __name__)

#: Takes the organization's id, the reason and the version seen; returns what to say.
Step = Callable[[str, str, int], str]


_ANY = ",".join(messages.STEPS)


@blueprint.post(f"/ormas/<id:organization_id>/<any({_ANY}):step>")
def take(organization_id: str, step: str) -> Response | tuple[str, int]:
    """Take a step; one that is refused comes back with the reason as typed."""
    form = SmallForm({"reason": request.form.get("reason", "")}, about=step)
    try:
        said = _STEPS[step](
            organization_id, form.values["reason"], request.form.get("version", 0, int)
        )
    except (InvalidInput, Conflict) as error:
        return answer_refusal(organization_id, error, "step", form)
    flash(translated(said))
    return back_to(organization_id)


def _submit(organization_id: str, reason: str, version: int) -> str:
    registry().submit(organization_id, session_actor(), version=version)
    return messages.SUBMITTED


def _publish(organization_id: str, reason: str, version: int) -> str:
    registry().publish(organization_id, session_actor(), reason=reason, version=version)
    return messages.PUBLISHED


def _send_back(organization_id: str, reason: str, version: int) -> str:
    registry().send_back(organization_id, reason, session_actor(), version=version)
    return messages.SENT_BACK


def _suspend(organization_id: str, reason: str, version: int) -> str:
    notice = registry().suspend(organization_id, reason, session_actor(), version=version)
    return _announced(notice)


def _archive(organization_id: str, reason: str, version: int) -> str:
    done: Any = registry().archive(organization_id, reason, session_actor(), version=version)
    return _announced(done) if isinstance(done, NoticeRecord) else messages.ARCHIVED


def _announced(notice: NoticeRecord) -> str:
    return messages.MEASURE_ANNOUNCED.format(
        measure=notice.measure.label, day=day(notice.reply_until)
    )


_STEPS: dict[str, Step] = dict(
    zip(messages.STEPS, (_submit, _publish, _send_back, _suspend, _archive), strict=True)
)
