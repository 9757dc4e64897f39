"""``OPTIONS``: which methods an address takes; of other origins nothing, so browsers keep them out."""

from __future__ import annotations

from flask import Response, current_app, request

from api.answer import without_body


def answer_options() -> Response | None:
    """Answer with ``Allow`` and no body, whoever asks; what is not served stays 404."""
    if request.method != "OPTIONS" or request.routing_exception is not None:
        return None
    methods = current_app.make_default_options_response().allow
    return without_body(Allow=", ".join(sorted(methods)))
