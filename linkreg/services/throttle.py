"""How often something may be tried: each try is claimed in the database before it is made.

A claim is a transaction of its own, so a try that fails and is rolled back still counts, and so do many
at once (of those that come in the same instant a few may pass). The first tries are free; each one
after them waits twice as long as the one before, up to an hour, and a day later all is forgotten.

Keys are HMACs: neither an address of the network nor of mail can be read from the table.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from sqlalchemy import and_, delete, func, or_, select

from linkreg.errors import TooManyRequests
from linkreg.models import Attempt
from linkreg.transaction import Transaction
from linkreg.wording import Wording

#: How many tries are free: of one account from one address, of one account, from one address (behind
#: which there may be a whole office); of signing up from one address (at a course, say).
PAIR_FREE, ACCOUNT_FREE, ADDRESS_FREE, SIGN_UP_FREE = 5, 20, 100, 60

#: How many letters to one address of mail anybody may ask for.
LETTERS_FREE = 3

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
_MEMORY = timedelta(days=1)

#: Who got in from an address is not kept out there by what others try from elsewhere, for this long.
_GOOD_MEMORY = timedelta(days=30)

#: Beyond this many doublings a wait is the longest anyway.
_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries are free under a key; no bound for whoever was ``known`` under that key."""

    key: str
    free: int
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A try of ``what``, and what bounds it; ``ids`` are its rows once it is made."""

    what: Wording
    limits: tuple[Limit, ...]
    ids: tuple[int, ...] = ()


class Keys:
    """Makes keys with a secret; with the same secret the same keys."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def log_in(self, email: str, address: str) -> Claim:
        """Return what bounds proving to be an account; ``address`` may be unknown (empty)."""
        account, network = email.strip().casefold(), network_of(address)
        pair = self._key("pair", account, network)
        limits = [Limit(pair, PAIR_FREE)]
        limits.append(Limit(self._key("account", account), ACCOUNT_FREE, known=pair))
        if network:
            limits.append(Limit(self._key("address", network), ADDRESS_FREE, known=pair))
        return Claim(Wording("percobaan masuk"), tuple(limits))

    def sign_up(self, address: str) -> Claim:
        """Return what bounds signing up; nothing where the address is unknown."""
        network = network_of(address)
        limits = (Limit(self._key("sign_up", network), SIGN_UP_FREE),) if network else ()
        return Claim(Wording("pendaftaran"), limits)

    def reset(self, email: str, address: str) -> Claim:
        """Return what bounds asking for letters to an address of mail, whoever has it or nobody."""
        account, network = email.strip().casefold(), network_of(address)
        limits = [Limit(self._key("reset", account), LETTERS_FREE)]
        if network:
            limits.append(Limit(self._key("reset_from", network), ADDRESS_FREE))
        return Claim(Wording("permintaan kata sandi baru"), tuple(limits))

    def _key(self, *parts: str) -> str:
        text = "\0".join(("throttle", *parts))
        return hmac.digest(self._secret, text.encode(errors="replace"), "sha256").hex()


def network_of(address: str) -> str:
    """Return what one caller has of addresses: one of IPv4, of IPv6 the 64 bits that a house gets."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:100]
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped or ip_network((found, 64), strict=False))
    return str(found)


def require_free(tx: Transaction, claim: Claim) -> None:
    """Raise ``TooManyRequests`` with the longest that any of the limits asks to wait."""
    known = _known(tx, [limit.known for limit in claim.limits if limit.known])
    waits = [_wait(tx, limit) for limit in claim.limits if limit.known not in known]
    longest = max(waits, default=0)
    if longest > 0:
        raise TooManyRequests(longest, claim.what)


def make(tx: Transaction, claim: Claim) -> Claim:
    """Count a try, or raise as ``require_free`` does; commit it before the try is made."""
    _forget_old(tx)
    require_free(tx, claim)
    rows = [Attempt(key=limit.key, at=tx.now, good=False) for limit in claim.limits]
    tx.session.add_all(rows)
    tx.session.flush()
    return Claim(claim.what, claim.limits, tuple(row.id for row in rows))


def settle(tx: Transaction, claim: Claim) -> None:
    """Say that a try came out well: it does not count, nor does what failed under its first key.

    What failed under the other keys may have been tried by somebody else.
    """
    first = claim.limits[0].key
    tx.session.execute(delete(Attempt).where(or_(Attempt.id.in_(claim.ids), Attempt.key == first)))
    tx.session.add(Attempt(key=first, at=tx.now, good=True))


def _wait(tx: Transaction, limit: Limit) -> int:
    """Return how many seconds from now the next try may be made; 0 or less: now."""
    query = select(func.count(), func.max(Attempt.at)).where(
        Attempt.key == limit.key, Attempt.good.is_(False), Attempt.at > tx.now - _MEMORY
    )
    failed, last = tx.session.execute(query).one()
    if failed < limit.free:
        return 0
    return ceil((_until(failed - limit.free, last) - tx.now).total_seconds())


def _until(beyond: int, last: datetime) -> datetime:
    doubled = _FIRST_WAIT * (1 << min(beyond, _MOST_DOUBLINGS))
    return last + min(doubled, _LONGEST_WAIT)


def _known(tx: Transaction, keys: Collection[str]) -> set[str]:
    query = select(Attempt.key).where(
        Attempt.key.in_(keys), Attempt.good.is_(True), Attempt.at > tx.now - _GOOD_MEMORY
    )
    found: Iterable[str] = tx.session.scalars(query) if keys else ()
    return set(found)


def _forget_old(tx: Transaction) -> None:
    failed = and_(Attempt.good.is_(False), Attempt.at <= tx.now - _MEMORY)
    tx.session.execute(delete(Attempt).where(or_(failed, Attempt.at <= tx.now - _GOOD_MEMORY)))
