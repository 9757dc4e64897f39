"""Who may ask for an erasure, and what a request must say."""

from __future__ import annotations

from typing import Any

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import InvalidInput, NotAuthenticated, NotPermitted
from linkreg.vocabulary import Role, TokenScope
from tests.actors import ADMINISTRATOR, CHAIR, OFFICER, keeper_of, published

_GROUND = "Permintaan yang bersangkutan."


@pytest.fixture
def organization(registry: Registry) -> str:
    return published(registry)


def test_the_ground_does_not_keep_the_name(registry: Registry, organization: str) -> None:
    said = {"texts": [CHAIR], "ground": "Permintaan sekar contohwati."}
    with pytest.raises(InvalidInput) as caught:
        registry.erase_person(organization, said, ADMINISTRATOR)
    assert [it.pointer for it in caught.value.mistakes] == ["/ground"]


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"texts": []}, "/texts"),
        ({"texts": ["Bud"]}, "/texts/0"),
        ({"texts": ["...."]}, "/texts/0"),
        ({"texts": ["A. B."]}, "/texts/0"),
        ({"texts": ["Budi"] * 1, "ground": ""}, "/ground"),
        ({}, "/texts"),
    ],
    ids=str,
)
def test_a_request_that_names_too_little_is_refused(
    registry: Registry, organization: str, said: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        registry.erase_person(organization, {"ground": _GROUND, **said}, ADMINISTRATOR)
    assert [it.pointer for it in caught.value.mistakes] == [pointer]


_NO_WRITE = Actor("admin", Role.ADMINISTRATOR, scopes=frozenset({TokenScope.READ}))


def test_only_administrators_who_may_write_erase(registry: Registry, organization: str) -> None:
    said = {"texts": [CHAIR], "ground": _GROUND}
    for actor in (OFFICER, keeper_of(organization), _NO_WRITE):
        with pytest.raises(NotPermitted):
            registry.erase_person(organization, said, actor)
    with pytest.raises(NotAuthenticated):
        registry.erase_person(organization, said, PUBLIC)
