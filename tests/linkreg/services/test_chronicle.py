"""All that happened to an organization, with what those were who did it."""

from __future__ import annotations

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import NotFound
from linkreg.vocabulary import Role
from linkreg.vocabulary.journal import HAPPENINGS, about
from tests.actors import ELSEWHERE, OFFICER, READY, keeper_of, published

_PASSWORD = "kalimat sandi untuk uji"


def test_those_it_concerns_learn_what_everybody_was_and_never_who(registry: Registry) -> None:
    account = registry.add_account("p@contoh.example", _PASSWORD, Role.OFFICER, region="73")
    organization = published(registry)
    officer = Actor(account, Role.OFFICER, region="73")
    registry.update(organization, {"short_name": "YC"}, version=1, actor=officer)
    for insider in (keeper_of(organization), OFFICER):
        told = registry.open_chronicle(organization, insider)
        assert told.name == READY["name"]
        assert told.who[account] == "Petugas Provinsi Sulawesi Selatan"
        assert "p@contoh.example" not in repr(told)


@pytest.mark.parametrize("actor", [PUBLIC, ELSEWHERE])
def test_nobody_else_learns_it(registry: Registry, actor: Actor) -> None:
    told = registry.open_chronicle(published(registry), actor)
    assert [it.change.verb for it in told.history.happenings] == ["registered"]
    assert told.who == {}


def test_of_what_is_not_public_nobody_else_learns_at_all(registry: Registry) -> None:
    with pytest.raises(NotFound):
        registry.open_chronicle(registry.register(READY).id, PUBLIC)


def test_every_verb_that_happened_has_words(registry: Registry) -> None:
    organization = published(registry)
    supplied = registry.supply_evidence(organization, {"kind": "deed"})
    registry.withdraw_evidence(organization, supplied.id)
    told = registry.open_chronicle(organization, OFFICER)
    assert {it.change.verb for it in told.history.happenings} <= set(HAPPENINGS)


def test_what_a_verb_says_already_is_not_said_again_and_nothing_twice() -> None:
    fields = ("evidence", "deed", "deed", "short_name", "status")
    assert about(fields) == ("Akta pendirian", "short_name")
