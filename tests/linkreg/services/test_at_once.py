"""Several at once, on both databases: one gets a conflict, nobody an error of the database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from linkreg import Registry, journal
from linkreg.actor import PUBLIC
from linkreg.errors import Conflict, LinkregError, NotFound, StaleVersion
from linkreg.profile import Profile
from linkreg.services import accounts
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import EvidenceState
from tests.actors import CHAIR, OFFICER, keeper_of, published
from tests.decisions import accepting, rejecting

_DEED: dict[str, Any] = {"kind": "deed", "number": "12", "issued_on": "2020-01-02"}


def _supply(registry: Registry, organization: str) -> str:
    return registry.supply_evidence(organization, _DEED, keeper_of(organization)).id


def _at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do things at the same time; return what each gave or raised, of what we raise on purpose."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], Any]) -> Any:
        ready.wait()
        try:
            return act()
        except LinkregError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.fixture
def busy(make_registry: Callable[..., Registry], database_url: str) -> Registry:
    registry = make_registry(database_url)
    registry.initialize()
    return registry


@pytest.mark.parametrize("second", [accepting, rejecting])
def test_of_two_officers_who_saw_the_same_version_exactly_one_decides(
    busy: Registry, second: Callable[..., dict[str, Any]]
) -> None:
    organization = published(busy)
    for _ in range(5):
        deed = _supply(busy, organization)

        def decide(how: Callable[..., dict[str, Any]], deed: str = deed) -> Callable[[], object]:
            return lambda: busy.decide_evidence(organization, deed, how("deed"), OFFICER, version=1)

        came_to = _at_once(decide(accepting), decide(second))
        refused = [it for it in came_to if isinstance(it, LinkregError)]
        assert [isinstance(it, Conflict) for it in refused] == [True]


def test_two_documents_of_one_organization_are_decided_at_once(busy: Registry) -> None:
    organization = published(busy)
    deeds = [_supply(busy, organization) for _ in range(8)]
    came_to = _at_once(
        *(
            lambda deed=deed: busy.decide_evidence(organization, deed, accepting("deed"), OFFICER)
            for deed in deeds
        )
    )
    assert [it.state for it in came_to] == [EvidenceState.ACCEPTED] * 8
    with busy.reading() as tx:
        assert journal.verify(tx.session) == busy.journal_position()


def test_what_organization_and_officers_do_at_once_never_locks_up(busy: Registry) -> None:
    organization = published(busy)
    keeper = keeper_of(organization)
    for _ in range(4):
        deed = _supply(busy, organization)
        busy.decide_evidence(organization, deed, rejecting("deed"), OFFICER)
        notice = busy.list_notices(organization, OFFICER)[0].id
        came_to = _at_once(
            lambda deed=deed: busy.withdraw_evidence(organization, deed, keeper),
            lambda notice=notice: busy.reply(notice, "Jawaban.", keeper),
            lambda notice=notice: busy.decide_notice(
                notice, {"outcome": "dropped", "note": "x"}, OFFICER
            ),
            lambda: busy.supply_evidence(organization, _DEED, keeper),
            lambda: busy.suspend(organization, "Alasan.", OFFICER),
            lambda: busy.give_consent(organization, keeper),
        )
        refused = {type(it) for it in came_to if isinstance(it, LinkregError)}
        assert refused <= {Conflict, NotFound, StaleVersion}
    with busy.reading() as tx:
        assert journal.verify(tx.session) == busy.journal_position()


def test_of_officers_who_announce_the_same_suspension_at_once_one_does(busy: Registry) -> None:
    organization = published(busy)
    came_to = _at_once(*[lambda: busy.suspend(organization, "Alasan.", OFFICER)] * 4)
    assert [type(it) for it in came_to].count(Conflict) == 3
    assert len(busy.list_notices(organization, OFFICER)) == 1


def test_of_two_who_decide_a_notice_at_once_one_does(busy: Registry) -> None:
    organization = published(busy)
    notice = busy.suspend(organization, "Alasan.", OFFICER).id
    busy.reply(notice, "Jawaban.", keeper_of(organization))
    came_to = _at_once(
        lambda: busy.decide_notice(notice, {"outcome": "confirmed", "note": "a"}, OFFICER),
        lambda: busy.decide_notice(notice, {"outcome": "dropped", "note": "b"}, OFFICER),
    )
    assert [type(it) for it in came_to].count(Conflict) == 1


def test_consent_given_twice_at_once_is_one_consent(busy: Registry) -> None:
    organization = published(busy)
    keeper = keeper_of(organization)
    came_to = _at_once(*[lambda: busy.give_consent(organization, keeper)] * 4)
    assert len({it.id for it in came_to}) == 1
    assert len(busy.list_consents(organization, keeper)) == 1


def test_erasing_and_changing_at_once_loses_neither(busy: Registry) -> None:
    said = {"texts": [CHAIR], "ground": "Permintaan."}
    for number in range(3):
        organization = published(busy, name=f"Yayasan {number}")
        seen = busy.get(organization).version
        erased, changed = _at_once(
            lambda organization=organization: busy.erase_person(organization, said),
            lambda organization=organization, seen=seen: busy.update(
                organization, {"short_name": "YC"}, version=seen
            ),
        )
        profile = busy.get(organization).profile
        assert not isinstance(erased, LinkregError)
        assert profile.board == ()
        assert (profile.short_name is None) == isinstance(changed, StaleVersion)
    with busy.reading() as tx:
        assert journal.verify(tx.session) == busy.journal_position()


def test_of_two_who_sign_up_with_one_address_at_once_one_does(busy: Registry) -> None:
    def sign_up() -> object:
        return busy.sign_up(
            "pengurus@contoh.example",
            "kata sandi yang panjang",
            {"name": "Yayasan Contoh", "region": "73.71"},
        )

    came_to = _at_once(*[sign_up] * 4)
    assert [type(it) for it in came_to].count(Conflict) == 3


def test_who_signs_up_before_the_other_is_stored_is_told_that_the_address_is_taken(
    busy: Registry,
) -> None:
    email, password = "pengurus@contoh.example", "kata sandi yang panjang"
    with ThreadPoolExecutor(1) as pool:
        with busy.transaction(PUBLIC) as tx:
            hashed = hash_password(password)
            accounts.register_with_account(tx, email, hashed, Profile("Yayasan Satu", "73.71"))
            second = pool.submit(busy.sign_up, email, password, {"name": "Dua", "region": "73.71"})
            with pytest.raises(TimeoutError):
                second.result(0.5)
        with pytest.raises(Conflict, match="sudah mempunyai akun"):
            second.result(10)
