"""``Idempotency-Key``: a ``POST`` sent again, for want of an answer, is answered and not done again."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from flask import Response, g, request

from api.errors import InvalidRequest
from api.identity import registry
from linkreg.actor import Actor
from linkreg.errors import Mistake, NotAuthenticated, OutcomeUnknown
from linkreg.services import replay

HEADER = "Idempotency-Key"
FORM = "^[!-~]{1,128}$"

#: What of an answer is kept beside its body.
_KEPT = ("Content-Type", "ETag", "Location")

_log = logging.getLogger("linkreg.api")


def given_key(actor: Actor, *, offered: bool) -> str | None:
    """Return the key that came with the request, if any.

    Raise ``InvalidRequest`` for one of another form, or where none is ``offered``: an answer that
    holds a secret is never kept. Raise ``NotAuthenticated``: keys are an account's own.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not offered:
        message = f"{HEADER} tidak berlaku di sini."
        raise InvalidRequest(message, [Mistake("", "idempotency_not_offered", message)])
    if re.fullmatch(FORM, key) is None:
        message = f"{HEADER} harus 1 sampai 128 huruf, angka, atau tanda ASCII tanpa spasi."
        raise InvalidRequest(message, [Mistake("", "invalid_idempotency_key", message)])
    if actor.role is None:
        raise NotAuthenticated(f"{HEADER} hanya untuk yang bertoken; sertakan Authorization.")
    return key


def answer_once(key: str, actor: Actor, act: Callable[[], Response]) -> Response:
    """Do what is asked and keep the answer; if that was done before, give the answer kept.

    What was refused is not kept: mended, or under better conditions, it may be asked again.
    """
    operation = f"{request.method} {request.full_path}"
    asked = replay.asked_under(key, actor, operation, request.get_data())
    _forget_old(actor)
    kept = _find(asked, actor)
    if kept is not None:
        return kept
    try:
        with replay.under(asked):
            response = act()
    except OutcomeUnknown:  # somebody was faster; perhaps the answer is there by now
        kept = _find(asked, actor)
        if kept is None:
            raise
        return kept
    if asked.taken:
        _keep(asked, actor, response)
    return response


def _forget_old(actor: Actor) -> None:
    with registry().reading(actor) as tx:
        if not replay.has_old(tx):
            return
    with registry().transaction(actor, follow=False) as tx:
        replay.forget_old(tx)


def _find(asked: replay.Asked, actor: Actor) -> Response | None:
    with registry().reading(actor) as tx:
        found = replay.find_answer(tx, asked)
    if found is None:
        return None
    headers = {**found.headers, "Idempotency-Replayed": "true"}
    return Response(found.body, found.status, headers)


def _keep(asked: replay.Asked, actor: Actor, response: Response) -> None:
    headers = {name: response.headers[name] for name in _KEPT if name in response.headers}
    answered = replay.Answered(response.status_code, headers, response.get_data(as_text=True))
    try:
        with registry().transaction(actor, follow=False) as tx:
            replay.keep_answer(tx, asked, answered)
    except Exception:  # noqa: BLE001 - the change is saved, and must not look as if it were not
        _log.exception("request %s: its answer is not kept for the next time", g.get("request_id"))
