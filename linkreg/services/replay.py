"""Ask for a change under a key: asked again, it is answered as before and changes nothing.

The first transaction of the change also takes the key, so a crash leaves both or neither. The answer is
kept right afterwards, in a transaction of its own; a process that ends in between leaves a key whose
outcome is unknown, and asking again says so rather than change twice. So does an erasure: whatever was
answered before it is forgotten, for names may stand in it. Keys are forgotten after a day.

Whoever touches a key that others may see holds the journal first: so no two wait for each other, and no
erasure passes by an answer that is just being kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError

from linkreg import journal
from linkreg.actor import Actor
from linkreg.errors import KeyReused, OutcomeUnknown
from linkreg.journal import canonical
from linkreg.models import JournalEntry, KeyedRequest
from linkreg.transaction import Transaction

#: How long a key is remembered.
LIFETIME = timedelta(days=1)


@dataclass(slots=True)
class Asked:
    """A change asked for under a key, as hashes; ``taken`` once a transaction has taken the key.

    ``position`` is where the journal stood then, ``erasures`` how many the change itself made since.
    """

    id: str
    fingerprint: str
    taken: bool = False
    position: int = 0
    erasures: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered, as it goes over the wire."""

    status: int
    headers: dict[str, str]
    body: str


#: What the change at hand, if any, was asked for under.
_at_hand: ContextVar[Asked | None] = ContextVar("linkreg_asked_under_a_key", default=None)


def asked_under(key: str, actor: Actor, operation: str, body: bytes) -> Asked:
    """Return what somebody asks for under a key of their own: an operation with a body.

    The same token, or one that may do as much, has to ask again.
    """
    scopes = None if actor.scopes is None else sorted(actor.scopes)
    fingerprint = hashlib.sha256(canonical([key, scopes, operation]) + b"\0" + body)
    return Asked(_hash([actor.name, key]), fingerprint.hexdigest())


def _hash(value: list[str]) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


@contextmanager
def under(asked: Asked) -> Iterator[None]:
    """Let the first transaction of the block take the key."""
    token = _at_hand.set(asked)
    try:
        yield
    finally:
        _at_hand.reset(token)


def take_key(tx: Transaction) -> None:
    """Take the key under which the change at hand is asked for, once; without one do nothing.

    Whoever else takes it meanwhile is waited for. Raise ``OutcomeUnknown`` when they did.
    """
    asked = _at_hand.get()
    if asked is None or asked.taken:
        return
    table = KeyedRequest.__table__
    row = {"id": asked.id, "fingerprint": asked.fingerprint, "claimed_at": tx.now}
    try:
        tx.session.execute(table.insert(), row)  # type: ignore[attr-defined]
    except IntegrityError as error:
        raise OutcomeUnknown from error
    asked.taken, asked.position = True, journal.position(tx.session)


def find_answer(tx: Transaction, asked: Asked) -> Answered | None:
    """Return what was answered before; ``None`` when the key is free.

    Raise ``KeyReused`` when something else was asked for under it, ``OutcomeUnknown``.
    """
    row = tx.session.get(KeyedRequest, asked.id)
    if row is None:
        return None
    if row.fingerprint != asked.fingerprint:
        raise KeyReused
    if row.status is None:
        raise OutcomeUnknown
    return Answered(row.status, row.headers or {}, row.body or "")


def keep_answer(tx: Transaction, asked: Asked, answered: Answered) -> None:
    """Keep what was answered, unless somebody was erased since the key was taken."""
    journal.hold(tx.session)
    if _erasures_since(tx, asked.position) <= asked.erasures:
        row = tx.session.get_one(KeyedRequest, asked.id)
        row.status, row.headers, row.body = answered.status, answered.headers, answered.body


def has_old(tx: Transaction) -> bool:
    """Say whether there are keys to forget."""
    return tx.session.scalar(select(exists().where(_is_old(tx)))) or False


def forget_old(tx: Transaction) -> None:
    """Forget the keys that are older than a day, and free them."""
    journal.hold(tx.session)
    tx.session.execute(delete(KeyedRequest).where(_is_old(tx)))


def blank_answers(tx: Transaction) -> None:
    """Forget every answer: what is erased may stand in any. The keys stay taken.

    The answer to the erasure itself, which is yet to be given, will be kept.
    """
    journal.hold(tx.session)
    tx.session.execute(update(KeyedRequest).values(status=None, headers=None, body=None))
    asked = _at_hand.get()
    if asked is not None:
        asked.erasures += 1


def _erasures_since(tx: Transaction, position: int) -> int:
    erased = (JournalEntry.verb == journal.ERASED, JournalEntry.seq > position)
    return tx.session.scalar(select(func.count()).where(*erased)) or 0


def _is_old(tx: Transaction) -> ColumnElement[bool]:
    return KeyedRequest.claimed_at < tx.now - LIFETIME
