"""Is it alive, is it ready: for load balancers and for whoever keeps the machine."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from api.identity import registry
from linkreg.actor import PUBLIC
from linkreg.errors import CorruptData, NotReady
from linkreg.services import indexing

blueprint = Blueprint("health", __name__)

#: More entries than this waiting, and answers are no longer fresh.
MAX_LAG = 1000


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer as long as the process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Answer 200 when database and index answer and the index keeps up, else 503 with what is not."""
    checks: dict[str, object] = {}
    try:
        with registry().reading(PUBLIC) as tx:
            lag = indexing.lag(tx, registry().engine)
        checks = {"index": {"applied": lag.index.position, "journal": lag.journal}}
        ready = lag.entries <= MAX_LAG
    except (NotReady, CorruptData) as error:
        checks, ready = {"problem": {"code": error.code, "message": error.message}}, False
    return jsonify(status="ready" if ready else "not_ready", **checks), 200 if ready else 503
