"""``/v1/docs``: the API's description as a page on which requests can be tried.

Swagger UI is served from our own static files and asks nothing of any other host.
"""

from __future__ import annotations

from flask import Blueprint, render_template

from api.route import read_parameters

blueprint = Blueprint("api_page", __name__)


@blueprint.get("/v1/docs")
def show() -> str:
    """Draw what ``/v1/openapi.json`` says; refuse parameters, for there are none."""
    read_parameters()
    return render_template("api_page.html")
