"""One organization as JSON, with a tag that is known before the answer is made."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from flask import Response

from api.answer import answer, unchanged
from api.conditions import known_tags
from api.identity import registry
from linkreg.actor import Actor
from linkreg.services.showing import Shown


def show_organization(organization_id: str, actor: Actor, on: date | None) -> Response:
    """Answer an organization as it stood on a day (now); 304, for one light reading, if it is known."""
    known = {tag.strip('"') for tag in known_tags() or ()}
    if known and (mark := registry().recognize(organization_id, known, actor, on=on)):
        return unchanged(f'"{mark}"')
    return answer_shown(registry().look_at(organization_id, actor, on=on))


def answer_shown(shown: Shown, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer what is shown of an organization."""
    return answer(shown.view, status=status, version=shown.record.version, mark=shown.mark)
