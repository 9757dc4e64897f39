"""Consent to publish the board's names: given, withdrawn, given again, and what the public sees."""

from __future__ import annotations

from datetime import date

import pytest

from linkreg import Registry, consents
from linkreg.actor import PUBLIC
from linkreg.consents import CURRENT, ConsentText, current_text
from linkreg.errors import Conflict, InvalidInput, NotAuthenticated, NotPermitted
from linkreg.services import consents as services
from tests.actors import (
    ADMINISTRATOR,
    CHAIR,
    ELSEWHERE,
    OFFICER,
    keeper_of,
    linked_officer,
    published,
)
from tests.conftest import StandingClock

DAY = date(2026, 11, 20)


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


def _names(registry: Registry, organization: str, on: date | None = None) -> list[str]:
    return [it.name for it in registry.get(organization, PUBLIC, on=on).profile.board]


def test_without_consent_no_name_is_shown(registry: Registry, organization: str) -> None:
    assert _names(registry, organization) == []


def test_with_consent_names_are_shown(registry: Registry, organization: str) -> None:
    registry.give_consent(organization, keeper_of(organization))
    assert _names(registry, organization) == [CHAIR]


def test_a_consent_says_who_when_and_to_which_words(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    registry.give_consent(organization, keeper_of(organization))
    (kept,) = registry.list_consents(organization, keeper_of(organization))
    assert (kept.text, kept.text_sha256) == (CURRENT, current_text().sha256)
    assert (kept.given_by, kept.given_at, kept.withdrawn_at) == ("keeper", clock.now, None)


def test_giving_twice_is_one_consent_and_changes_nothing(
    registry: Registry, organization: str
) -> None:
    first = registry.give_consent(organization, keeper_of(organization))
    before = registry.journal_position()
    assert registry.give_consent(organization, keeper_of(organization)) == first
    assert registry.journal_position() == before


def test_withdrawing_hides_names_of_past_versions_too(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    registry.give_consent(organization, keeper_of(organization))
    clock.move(days=1)
    assert _names(registry, organization, DAY) == [CHAIR]
    registry.withdraw_consent(organization, keeper_of(organization))
    assert (_names(registry, organization), _names(registry, organization, DAY)) == ([], [])


def test_after_withdrawing_those_concerned_still_read_the_names(
    registry: Registry, organization: str
) -> None:
    registry.give_consent(organization)
    registry.withdraw_consent(organization)
    for actor in (OFFICER, keeper_of(organization)):
        assert registry.get(organization, actor).profile.board[0].name == CHAIR


def test_a_new_board_after_withdrawal_is_not_shown(registry: Registry, organization: str) -> None:
    registry.give_consent(organization)
    registry.withdraw_consent(organization)
    version = registry.get(organization).version
    board = [{"name": "Orang Baru", "position": "Ketua"}]
    registry.update(organization, {"board": board}, version=version)
    assert _names(registry, organization) == []


def test_given_again_it_is_another_consent_and_both_are_kept(
    registry: Registry, organization: str, clock: StandingClock
) -> None:
    first = registry.give_consent(organization)
    clock.move(hours=1)
    registry.withdraw_consent(organization)
    clock.move(hours=1)
    second = registry.give_consent(organization)
    kept = registry.list_consents(organization)
    assert [(it.id, it.withdrawn_at is None) for it in kept] == [
        (second.id, True),
        (first.id, False),
    ]
    assert _names(registry, organization) == [CHAIR]


def test_withdrawing_what_was_never_given_is_told(registry: Registry, organization: str) -> None:
    with pytest.raises(Conflict, match="Tidak ada persetujuan"):
        registry.withdraw_consent(organization)


def test_withdrawing_twice_is_told(registry: Registry, organization: str) -> None:
    registry.give_consent(organization)
    registry.withdraw_consent(organization)
    with pytest.raises(Conflict):
        registry.withdraw_consent(organization)


def test_another_text_than_the_one_asked_for_is_refused(
    registry: Registry, organization: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        registry.give_consent(organization, text="2020-01")
    assert [it.pointer for it in caught.value.mistakes] == ["/text"]


def test_consenting_to_a_new_text_ends_the_consent_to_the_old(
    registry: Registry, organization: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.give_consent(organization)
    newer = ConsentText("2027-01", "Kata lain.")
    monkeypatch.setattr(services, "current_text", lambda: newer)
    registry.give_consent(organization, text="2027-01")
    standing = [it.text for it in registry.list_consents(organization) if not it.withdrawn_at]
    assert standing == ["2027-01"]
    registry.withdraw_consent(organization)
    assert _names(registry, organization) == []


def test_officers_do_not_consent_for_others(registry: Registry, organization: str) -> None:
    for actor in (OFFICER, ELSEWHERE, keeper_of("another")):
        with pytest.raises(NotPermitted):
            registry.give_consent(organization, actor)
        with pytest.raises(NotPermitted):
            registry.withdraw_consent(organization, actor)
    with pytest.raises(NotAuthenticated):
        registry.give_consent(organization, PUBLIC)


@pytest.mark.parametrize("who", ["administrator", "linked"])
def test_who_speaks_for_it_consents(registry: Registry, organization: str, who: str) -> None:
    actors = {"administrator": ADMINISTRATOR, "linked": linked_officer(organization)}
    assert registry.give_consent(organization, actors[who]).given_by == actors[who].name


def test_a_consent_taken_over_twice_is_withdrawn_once(
    registry: Registry, organization: str
) -> None:
    with registry.transaction() as tx:
        record = registry.get(organization)
        services.take_over(tx, record)
        services.take_over(tx, record)
    registry.withdraw_consent(organization)
    assert all(it.withdrawn_at for it in registry.list_consents(organization))
    assert registry.give_consent(organization).withdrawn_at is None


def test_the_text_asked_for_is_known_by_the_hash_of_its_words() -> None:
    text = consents.current_text()
    assert len(text.sha256) == 64
    assert all("\n" not in paragraph for paragraph in text.paragraphs)
