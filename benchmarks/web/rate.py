"""Ask at a given rate, whatever the answers take: wrk only asks as fast as it is answered.

Each request has a moment at which it is due, and its time counts from then on. So a server that stalls
pays for all who would have come meanwhile (nothing is omitted because we waited).
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import accumulate

#: As many can be waited for at once. Each request has a connection of its own, as nginx gives it one:
#: connections that stay open may all be one worker's, while the other has nothing to do.
_CONNECTIONS = 32

Moments = Sequence[float]


def evenly(rate: float, seconds: float) -> Moments:
    """Return the moments of requests that come one after another, always as far apart."""
    return [number / rate for number in range(int(rate * seconds))]


def at_random(rate: float, seconds: float, seed: int = 1) -> Moments:
    """Return the moments of as many requests that know nothing of each other, as visitors come."""
    chance = random.Random(seed)
    return list(accumulate(chance.expovariate(rate) for _ in range(int(rate * seconds))))


class Unexpected(Exception):
    """An answer that has another status than it must have."""


def ask_at(
    port: int,
    moments: Moments,
    paths: Sequence[str],
    headers: Mapping[str, str] | None = None,
    expected: HTTPStatus = HTTPStatus.OK,
) -> list[float]:
    """Ask the paths in turn, each at its moment; return the seconds that each took from then on.

    Raise ``Unexpected`` for an answer of another status.
    """
    work = _Work(moments, paths)
    asking = (port, work, dict(headers or {}), expected)
    threads = [threading.Thread(target=_ask, args=asking) for _ in range(_CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if work.mistakes:
        raise Unexpected(work.mistakes[0])
    return work.spent


def ask_in_turn(port: int, paths: Sequence[str]) -> list[float]:
    """Ask the paths one after another; return the seconds that each took."""
    connection, spent = HTTPConnection("127.0.0.1", port), []
    for path in paths:
        began = time.perf_counter()
        require(connection, path, {}, HTTPStatus.OK)
        spent.append(time.perf_counter() - began)
    connection.close()
    return spent


def require(
    connection: HTTPConnection, path: str, headers: Mapping[str, str], expected: HTTPStatus
) -> tuple[Mapping[str, str], bytes]:
    """Return an answer's headers and body; raise ``Unexpected`` for one of another status."""
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    body = response.read()
    if response.status != expected:
        raise Unexpected(f"{response.status} for {path}: {body[:200]!r}")
    return response.headers, body


class _Work:
    """What is to be asked and when, handed out once each; and what came of it."""

    def __init__(self, moments: Moments, paths: Sequence[str]) -> None:
        began = time.perf_counter() + 0.1
        self._waiting: Iterator[tuple[float, str]] = iter(
            [(began + due, paths[i % len(paths)]) for i, due in enumerate(moments)]
        )
        self._lock = threading.Lock()
        self.spent: list[float] = []
        self.mistakes: list[str] = []

    def __iter__(self) -> Iterator[tuple[float, str]]:
        return self

    def __next__(self) -> tuple[float, str]:
        with self._lock:
            return next(self._waiting)


def _ask(port: int, work: _Work, headers: Mapping[str, str], expected: HTTPStatus) -> None:
    for due, path in work:
        time.sleep(max(0.0, due - time.perf_counter()))
        connection = HTTPConnection("127.0.0.1", port)
        try:
            require(connection, path, headers, expected)
        except Exception as error:  # noqa: BLE001 - told by whoever waits for this thread
            work.mistakes.append(str(error))
            break
        finally:
            connection.close()
        work.spent.append(time.perf_counter() - due)
