"""``/ormas/<id>/ubah``: where profiles used to be changed; it leads to the steps."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from api.pages import steps
from api.pages.carrying import require_login

blueprint = Blueprint("editing", __name__)
blueprint.before_request(require_login)


@blueprint.get("/ormas/<id:organization_id>/ubah")
def show(organization_id: str) -> Response:
    """Lead to the first step in which something is missing."""
    return steps.go_on(organization_id)
