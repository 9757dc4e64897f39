"""The same request under one key, whole and cut off, over a connection that breaks."""

from __future__ import annotations

import secrets

import pytest

from tests.hostile.conftest import SOUND, Target

_WHOLE = b"Content-Length: %d\r\n" % len(SOUND)


def _under(key: str, framing: bytes = _WHOLE) -> bytes:
    return framing + f"Idempotency-Key: {key}\r\n".encode()


def _registered(target: Target) -> int:
    return target.registry.journal_position()


@pytest.fixture
def key() -> str:
    return secrets.token_hex(8)


@pytest.mark.parametrize("length", [0, 1, len(SOUND) // 2, len(SOUND) - 1])
def test_what_breaks_off_is_not_done_and_may_be_sent_whole(
    served: Target, key: str, length: int
) -> None:
    before = _registered(served)
    for _ in range(2):
        answer = served.send(served.registration(_under(key), SOUND[:length]), ends=True)
        assert answer.status in {0, 400}
        assert _registered(served) == before
    first = served.send(served.registration(_under(key), SOUND))
    assert first.status == 201
    assert "idempotency-replayed" not in first.headers
    assert _registered(served) == before + 1


def test_what_was_done_is_answered_again_and_what_breaks_off_then_changes_nothing(
    served: Target, key: str
) -> None:
    whole = served.registration(_under(key), SOUND)
    first = served.send(whole)
    before = _registered(served)
    for cut in (0, 10, len(SOUND) - 1):
        broken = served.send(served.registration(_under(key), SOUND[:cut]), ends=True)
        assert broken.status in {0, 400}
    shorter = b"Content-Length: 10\r\n"
    other = served.send(served.registration(_under(key, shorter), SOUND[:10]))
    assert (other.status, other.problem["code"]) == (409, "idempotency_key_reused")
    again = served.send(whole)
    assert again.headers["idempotency-replayed"] == "true"
    assert (again.status, again.body) == (201, first.body)
    assert again.headers["location"] == first.headers["location"]
    assert _registered(served) == before


def test_who_goes_before_the_answer_is_answered_when_they_come_back(
    served: Target, key: str
) -> None:
    before = _registered(served)
    whole = served.registration(_under(key), SOUND)
    with served.connect() as connection:
        connection.sendall(whole)  # and nobody waits for what comes back
    answer = served.send(whole)
    while answer.status == 409:  # the first is still at it
        assert answer.problem["code"] == "idempotency_outcome_unknown"
        answer = served.send(whole)
    assert answer.status == 201
    assert _registered(served) == before + 1


def test_in_chunks_or_whole_it_is_the_same_request(served: Target, key: str) -> None:
    first = served.send(served.registration(_under(key), SOUND))
    position = _registered(served)
    half = len(SOUND) // 2
    pieces = b"".join(b"%x\r\n%b\r\n" % (len(it), it) for it in (SOUND[:half], SOUND[half:], b""))
    again = served.send(served.registration(_under(key, b"Transfer-Encoding: chunked\r\n"), pieces))
    assert (again.status, again.body) == (201, first.body)
    assert _registered(served) == position
