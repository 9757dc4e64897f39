"""Is it alive, is it ready, how is it doing: for load balancers and for whoever keeps the machine.

Strangers may ask the first two and learn one word. The numbers are for those who bear their token or,
without one, for this machine itself; to others the address does not exist.
"""

from __future__ import annotations

import hmac

from flask import Blueprint, Response, current_app, jsonify, request
from werkzeug.exceptions import NotFound

from api.exposure import Exposure
from api.identity import registry
from api.metrics import MEDIA_TYPE, Metrics
from api.proxies import PROXIED, parse_address
from api.route import read_parameters
from linkreg.actor import PUBLIC
from linkreg.errors import CorruptData, NotReady
from linkreg.services import indexing

blueprint = Blueprint("health", __name__)

EXPOSURE = "linkreg.exposure"
METRICS = "linkreg.metrics"

#: More entries than this waiting, and answers are no longer fresh.
MAX_LAG = 1000

_BEHIND = "index_behind"


@blueprint.before_request
def refuse_parameters() -> None:
    """Refuse parameters: there are none."""
    read_parameters()


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer as long as the process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Answer 200 when database and index answer and the index keeps up, else 503 with a code.

    ``linkreg index status`` says more.
    """
    code, lag = _index()
    if code is None and lag is not None and lag <= MAX_LAG:
        return jsonify(status="ready"), 200
    return jsonify(status="not_ready", code=code or _BEHIND), 503


@blueprint.get("/metrics")
def metrics() -> Response:
    """Answer the numbers, to whoever may read them."""
    numbers: Metrics | None = current_app.extensions[METRICS]
    if numbers is None or not _may_read_numbers():
        raise NotFound
    return Response(numbers.text(_index()[1]), content_type=MEDIA_TYPE)


def _index() -> tuple[str | None, int | None]:
    """Return the code of what is not ready, or by how many entries the index lags."""
    try:
        with registry().reading(PUBLIC) as tx:
            return None, indexing.lag(tx, registry().engine).entries
    except (NotReady, CorruptData) as error:
        return error.code, None


def _may_read_numbers() -> bool:
    exposure: Exposure = current_app.extensions[EXPOSURE]
    if exposure.metrics_token is not None:
        expected = f"Bearer {exposure.metrics_token}".encode()
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, expected)
    peer = parse_address(request.remote_addr or "")
    return peer is not None and peer.is_loopback and not request.environ[PROXIED]
