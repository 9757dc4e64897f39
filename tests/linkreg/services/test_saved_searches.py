"""Searches that people keep: what is new, whose they are, and that they go with the account."""

from __future__ import annotations

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import Conflict, InvalidInput, NotAuthenticated, NotFound
from linkreg.services.credentials import Purpose
from linkreg.services.saved_searches import AT_MOST
from linkreg.vocabulary import Role
from tests.actors import ADMINISTRATOR, CHAIR, published
from tests.conftest import StandingClock

PASSWORD = "kalimat sandi untuk uji"


def _account(registry: Registry, name: str, role: Role = Role.OFFICER, **facts: str) -> Actor:
    email = f"{name}@contoh.example"
    if role is Role.OFFICER:
        facts = {"region": "73", **facts}
    registry.add_account(email, PASSWORD, role, **facts)
    actor = registry.find_actor(registry.log_in(email, PASSWORD).secret, Purpose.SESSION)
    assert actor is not None
    return actor


def _saved(registry: Registry, actor: Actor) -> list[tuple[str, str, int | None]]:
    return [(it.name, it.query, it.news) for it in registry.list_saved_searches(actor)]


def test_a_search_is_kept_in_one_form_and_without_its_page(registry: Registry) -> None:
    officer = _account(registry, "petugas")
    query = "q=air+bersih&urusan=&region=73&region=73&offset=40&limit=20&basis=verified"
    registry.save_search({"name": " Air  bersih ", "query": query}, officer)
    assert _saved(registry, officer) == [("Air bersih", "q=air+bersih&region=73", 0)]


def test_what_came_or_changed_since_is_counted_until_it_is_looked_at(
    any_registry: Registry, clock: StandingClock
) -> None:
    registry = any_registry
    officer = _account(registry, "petugas")
    old = published(registry, name="Yayasan Lama")
    published(registry, name="Yayasan Jauh", region="32.73")
    clock.move(hours=1)
    kept = registry.save_search({"name": "Sulsel", "query": "region=73"}, officer)
    assert _saved(registry, officer)[0][2] == 0
    clock.move(hours=1)
    published(registry, name="Yayasan Baru", region="73.08")
    published(registry, name="Yayasan Jauh Juga", region="32.73")
    registry.update(old, {"short_name": "YL"}, version=registry.get(old).version)
    assert _saved(registry, officer)[0][2] == 2
    before = registry.open_saved_search(kept.id, officer)
    assert before.seen_at == kept.seen_at
    assert _saved(registry, officer)[0][2] == 0


def test_the_same_search_again_only_gets_another_name(registry: Registry) -> None:
    officer = _account(registry, "petugas")
    first = registry.save_search({"name": "Satu", "query": "q=air"}, officer)
    again = registry.save_search({"name": "Dua", "query": "q=air&limit=50"}, officer)
    assert (again.id, _saved(registry, officer)) == (first.id, [("Dua", "q=air", 0)])


def test_fifty_are_enough(registry: Registry) -> None:
    officer = _account(registry, "petugas")
    for number in range(AT_MOST):
        registry.save_search({"name": str(number), "query": f"q=kata{number}"}, officer)
    one_more = {"name": "lagi", "query": "q=lagi"}
    with pytest.raises(Conflict):
        registry.save_search(one_more, officer)
    registry.save_search({"name": "nama lain", "query": "q=kata0"}, officer)
    registry.delete_saved_search(registry.list_saved_searches(officer)[0].id, officer)
    registry.save_search(one_more, officer)
    assert len(_saved(registry, officer)) == AT_MOST


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({"query": "q=air"}, "/name"),
        ({"name": "  ", "query": "q=air"}, "/name"),
        ({"name": "a" * 81, "query": "q=air"}, "/name"),
        ({"name": "7371010101900001", "query": "q=air"}, "/name"),
        ({"name": "a", "query": "qualified_on=besok"}, "/qualified_on"),
        ({"name": "a", "query": "warna=merah"}, "/warna"),
        ({"name": "a", "query": "q=%ff"}, "/query"),
        ({"name": "a", "query": "&".join(["q=a"] * 600)}, "/query"),
        ({"name": "a", "query": "q=a", "color": "red"}, "/color"),
    ],
)
def test_what_cannot_be_kept_is_told(
    registry: Registry, data: dict[str, str], pointer: str
) -> None:
    officer = _account(registry, "petugas")
    with pytest.raises(InvalidInput) as refused:
        registry.save_search(data, officer)
    assert pointer in {mistake.pointer for mistake in refused.value.mistakes}
    assert _saved(registry, officer) == []


def test_nobody_else_sees_or_touches_them_not_even_administrators(registry: Registry) -> None:
    officer, other = _account(registry, "petugas"), _account(registry, "tetangga")
    boss = _account(registry, "kepala", Role.ADMINISTRATOR)
    kept = registry.save_search({"name": "Air", "query": "q=air"}, officer)
    for actor in (other, boss):
        assert _saved(registry, actor) == []
        for touch in (registry.open_saved_search, registry.delete_saved_search):
            with pytest.raises(NotFound):
                touch(kept.id, actor)
    assert len(_saved(registry, officer)) == 1
    with pytest.raises(NotAuthenticated):
        registry.list_saved_searches(PUBLIC)
    with pytest.raises(NotFound):
        registry.delete_saved_search("tidakada", officer)


def test_a_search_that_its_keeper_may_no_longer_ask_has_no_count(registry: Registry) -> None:
    keeper = _account(registry, "pengurus", Role.ORGANIZATION)
    registry.save_search({"name": "Belum tayang", "query": "status=submitted"}, keeper)
    assert _saved(registry, keeper) == [("Belum tayang", "status=submitted", None)]


def test_they_leave_no_trace_in_the_journal(registry: Registry) -> None:
    officer = _account(registry, "petugas")
    before = registry.journal_position()
    kept = registry.save_search({"name": "Air", "query": "q=air"}, officer)
    registry.open_saved_search(kept.id, officer)
    registry.delete_saved_search(kept.id, officer)
    assert registry.journal_position() == before


def test_they_go_with_the_account_and_with_the_person_they_look_for(registry: Registry) -> None:
    organization = published(registry)
    keeper = _account(registry, "sekar", Role.ORGANIZATION, organization_id=organization)
    officer = _account(registry, "petugas")
    registry.save_search({"name": "Mitra", "query": "q=air"}, keeper)
    registry.save_search({"name": "Ketua", "query": "q=sekar+contohwati"}, officer)
    registry.save_search({"name": "Air", "query": "q=air"}, officer)
    texts = {"texts": [CHAIR, "sekar@contoh.example"], "ground": "Permintaan."}
    registry.erase_person(organization, texts, ADMINISTRATOR)
    assert _saved(registry, keeper) == []
    assert [name for name, _, _ in _saved(registry, officer)] == ["Air"]
