"""What is offered is what would be done: rights against the services themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import Conflict, NotAuthenticated, NotFound, NotPermitted
from linkreg.services import gate, lifecycle
from linkreg.transaction import Transaction
from linkreg.vocabulary import OrganizationStatus
from tests.actors import ELSEWHERE, OFFICER, READER, keeper_of, linked_officer
from tests.standings import MAKERS

_STEPS: Mapping[str, Callable[[Transaction, str], Any]] = {
    "may_submit": lifecycle.submit,
    "may_publish": lambda tx, it: lifecycle.publish(tx, it, "Alasan."),
    "may_suspend": lambda tx, it: lifecycle.announce_suspension(tx, it, "Alasan.", reply_days=14),
    "may_archive": lambda tx, it: lifecycle.archive(tx, it, "Alasan.", reply_days=14),
}


#: Publishing what is public is done, and changes nothing: it is not offered.
_PAIRS = [
    (status, right)
    for status in OrganizationStatus
    for right in _STEPS
    if (right, status) != ("may_publish", OrganizationStatus.PUBLISHED)
]


@pytest.mark.parametrize(("status", "right"), _PAIRS)
def test_what_is_offered_is_what_would_be_done(
    registry: Registry, status: OrganizationStatus, right: str
) -> None:
    organization = MAKERS[status](registry)
    registry.give_consent(organization)
    record = registry.get(organization)
    linked = linked_officer(organization)
    for actor in (PUBLIC, OFFICER, ELSEWHERE, READER, keeper_of(organization), linked):
        offered = getattr(gate.rights_of(actor, record), right)
        assert offered == _would_be_done(registry, organization, actor, right), actor


class _UndoneError(Exception):
    pass


def _would_be_done(registry: Registry, organization: str, actor: Actor, right: str) -> bool:
    """Take the step and undo it."""
    done = False
    with suppress(_UndoneError), registry.transaction(actor, follow=False) as tx:
        with suppress(Conflict, NotAuthenticated, NotFound, NotPermitted):
            _STEPS[right](tx, organization)
            done = True
        raise _UndoneError
    return done
