"""What is kept of a change asked for under a key: little, not for long, and nobody who is erased."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import Conflict, KeyReused, NotFound, NotPermitted, OutcomeUnknown
from linkreg.models import KeyedRequest
from linkreg.services import replay
from tests.actors import ADMINISTRATOR, ELSEWHERE, OFFICER, keeper_of, published
from tests.conftest import StandingClock

NAME = "Ratnaduhita Wijayakontoh"
SECRET_KEY = "kunci-rahasia-0b5e"
_DEED: dict[str, Any] = {"kind": "deed", "number": "12", "issued_on": "2020-01-02"}


@pytest.fixture
def busy(make_registry: Callable[..., Registry], database_url: str) -> Registry:
    registry = make_registry(database_url)
    registry.initialize()
    return registry


def _asked(actor: Actor, key: str = SECRET_KEY, body: bytes = NAME.encode()) -> replay.Asked:
    return replay.asked_under(key, actor, "POST /v1/x?", body)


def _supply(registry: Registry, organization: str, asked: replay.Asked, said: str = NAME) -> None:
    with replay.under(asked):
        keeper = keeper_of(organization)
        registry.supply_evidence(organization, _DEED | {"issuer": said}, keeper)


def _keep(registry: Registry, asked: replay.Asked, body: str = NAME) -> None:
    answered = replay.Answered(201, {"ETag": '"1-0123456789abcdef"'}, body)
    with registry.transaction(follow=False) as tx:
        replay.keep_answer(tx, asked, answered)


def _find(registry: Registry, asked: replay.Asked) -> replay.Answered | None:
    with registry.reading(PUBLIC) as tx:
        return replay.find_answer(tx, asked)


def _erase(registry: Registry, organization: str) -> None:
    registry.erase_person(organization, {"texts": [NAME], "ground": "Diminta."}, ADMINISTRATOR)


def _stored(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("linkreg.sqlite3*")).lower()


def test_neither_key_nor_request_is_stored(registry: Registry, tmp_path: Path) -> None:
    organization = published(registry)
    asked = _asked(keeper_of(organization), body=b"isi-permintaan-0b5e")
    _supply(registry, organization, asked, "Notaris Contoh")
    _keep(registry, asked, "jawaban-0b5e")
    stored = _stored(tmp_path)
    assert SECRET_KEY.encode() not in stored
    assert b"isi-permintaan-0b5e" not in stored
    assert b"jawaban-0b5e" in stored


def test_an_erasure_forgets_every_answer_and_the_keys_stay_taken(busy: Registry) -> None:
    first, other = published(busy), published(busy, name="Yayasan Lain")
    asked = {it: _asked(keeper_of(it), it) for it in (first, other)}
    for organization, mine in asked.items():
        _supply(busy, organization, mine)
        _keep(busy, mine)
        assert _find(busy, mine) == replay.Answered(201, {"ETag": '"1-0123456789abcdef"'}, NAME)
    _erase(busy, first)
    with busy.reading() as tx:
        rows = tx.session.scalars(select(KeyedRequest)).all()
        assert {(row.status, row.headers, row.body) for row in rows} == {(None, None, None)}
    for mine in asked.values():
        with pytest.raises(OutcomeUnknown):
            _find(busy, mine)
    with pytest.raises(OutcomeUnknown):
        _supply(busy, first, _asked(keeper_of(first), first))
    assert len(busy.get(first).evidence) == 1


def test_of_an_answer_nothing_is_left_on_the_disk(registry: Registry, tmp_path: Path) -> None:
    organization = published(registry)
    asked = _asked(keeper_of(organization))
    _supply(registry, organization, asked)
    _keep(registry, asked, f"{NAME} " * 2000)
    assert NAME.lower().encode() in _stored(tmp_path)
    _erase(registry, organization)
    assert NAME.lower().encode() not in _stored(tmp_path)


def test_an_answer_from_before_an_erasure_is_not_kept_after_it(busy: Registry) -> None:
    organization = published(busy)
    asked = _asked(keeper_of(organization))
    _supply(busy, organization, asked)
    _erase(busy, organization)
    _keep(busy, asked)
    with pytest.raises(OutcomeUnknown):
        _find(busy, asked)


def test_a_key_taken_but_not_yet_committed_while_somebody_is_erased_keeps_nothing(
    postgres_url: str, make_registry: Callable[..., Registry]
) -> None:
    registry = make_registry(postgres_url)
    registry.initialize()
    organization = published(registry)
    registry.supply_evidence(organization, _DEED | {"issuer": NAME}, keeper_of(organization))
    asked = _asked(OFFICER)
    with replay.under(asked), registry.transaction(OFFICER):
        _erase_elsewhere(registry, organization)
    _keep(registry, asked)
    with pytest.raises(OutcomeUnknown):
        _find(registry, asked)


def _erase_elsewhere(registry: Registry, organization: str) -> None:
    """Erase in another thread, which knows nothing of the key at hand."""
    thread = Thread(target=_erase, args=(registry, organization))
    thread.start()
    thread.join()


def test_the_answer_to_an_erasure_is_kept(busy: Registry) -> None:
    organization = published(busy)
    busy.supply_evidence(organization, _DEED | {"issuer": NAME}, keeper_of(organization))
    asked = _asked(ADMINISTRATOR)
    with replay.under(asked):
        _erase(busy, organization)
    _keep(busy, asked, "selesai")
    found = _find(busy, asked)
    assert found is not None
    assert found.body == "selesai"


def test_what_fails_takes_no_key(busy: Registry) -> None:
    organization = published(busy)
    with replay.under(_asked(ELSEWHERE)), pytest.raises(NotPermitted):
        busy.supply_evidence(organization, _DEED, ELSEWHERE)
    assert _find(busy, _asked(ELSEWHERE)) is None


def test_a_key_is_taken_once_for_all_transactions_of_a_change(busy: Registry) -> None:
    first, second = published(busy), published(busy, name="Yayasan Lain")
    with replay.under(_asked(OFFICER)):
        for organization in (first, second):
            busy.supply_evidence(organization, _DEED, OFFICER)
    with replay.under(_asked(OFFICER)), pytest.raises(OutcomeUnknown):
        busy.supply_evidence(first, _DEED, OFFICER)


def test_outside_its_block_a_key_is_not_taken(busy: Registry) -> None:
    organization, asked = published(busy), _asked(OFFICER)
    with replay.under(asked):
        pass
    busy.supply_evidence(organization, _DEED, OFFICER)
    assert not asked.taken
    assert _find(busy, asked) is None


def test_too_old_keys_are_forgotten(busy: Registry, clock: StandingClock) -> None:
    organization = published(busy)
    for key in ("a", "b", "c"):
        asked = _asked(OFFICER, key)
        _supply(busy, organization, asked)
        _keep(busy, asked)
        clock.move(hours=11)
        if key != "c":
            with busy.reading() as tx:
                assert not replay.has_old(tx)
    with busy.transaction() as tx:
        assert replay.has_old(tx)
        replay.forget_old(tx)
        assert not replay.has_old(tx)
        left = {row.id for row in tx.session.scalars(select(KeyedRequest))}
    assert left == {_asked(OFFICER, key).id for key in ("b", "c")}
    _supply(busy, organization, _asked(OFFICER, "a"))


@pytest.mark.parametrize("other", ["key", "body", "operation", "scopes"])
def test_only_the_very_same_request_is_answered(registry: Registry, other: str) -> None:
    organization = published(registry)
    asked = _asked(OFFICER)
    _supply(registry, organization, asked)
    _keep(registry, asked)
    if other == "key":
        assert _find(registry, _asked(OFFICER, "another")) is None
        return
    limited = Actor("o73", OFFICER.role, "73", scopes=frozenset({"write"}))
    actor, operation = (limited if other == "scopes" else OFFICER), "POST /v1/x?"
    operation += "y" if other == "operation" else ""
    body = NAME.encode() + (b" " if other == "body" else b"")
    changed = replay.asked_under(SECRET_KEY, actor, operation, body)
    with pytest.raises(KeyReused) as caught:
        _find(registry, changed)
    assert isinstance(caught.value, Conflict)


def test_keys_and_erasures_at_once_never_lock_up_and_keep_no_name(
    busy: Registry, clock: StandingClock
) -> None:
    organization = published(busy)
    _supply(busy, organization, _asked(OFFICER, "old"))
    clock.move(hours=25)

    def send(number: int) -> None:
        asked = _asked(keeper_of(organization), f"{number % 3}", str(number).encode())
        with suppress(Conflict):
            _supply(busy, organization, asked)
            _keep(busy, asked)

    def erase(_: int) -> None:
        with suppress(NotFound):
            _erase(busy, organization)

    def forget(_: int) -> None:
        with busy.transaction(follow=False) as tx:
            replay.forget_old(tx)

    with ThreadPoolExecutor(6) as pool:
        acts = [send, erase, send, forget, send, erase] * 4
        done = [pool.submit(act, number) for number, act in enumerate(acts)]
        assert [it.exception() for it in done] == [None] * len(acts)
    erase(0)
    with busy.reading() as tx:
        assert {row.body for row in tx.session.scalars(select(KeyedRequest))} == {None}
