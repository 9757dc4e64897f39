"""What is typed and not saved: kept for whoever typed it, never longer than it is of use."""

from __future__ import annotations

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.errors import InvalidInput, NotAuthenticated, NotFound, NotPermitted
from linkreg.records import DraftRecord
from linkreg.services.drafts import MAX_SIZE, MAX_STEPS
from linkreg.services.filling import Kept, StepChange
from linkreg.vocabulary import Role
from tests.actors import ELSEWHERE, OFFICER, READY, keeper_of

_PASSWORD = "kata sandi yang panjang"


@pytest.fixture
def own(registry: Registry) -> str:
    return registry.register(READY).id


def _keep(registry: Registry, own: str, typed: dict, actor: Actor | None = None, **facts) -> Kept:
    step, mark = facts.pop("step", "identitas"), facts.pop("mark", "")
    change = StepChange(step, facts.pop("changes", {}), typed, mark)
    actor = actor or keeper_of(own)
    return registry.keep_typed(own, lambda record, seen: change, actor, seen_version=1)


def _kept(registry: Registry, own: str, actor: Actor | None = None) -> dict[str, DraftRecord]:
    return dict(registry.open_filling(own, actor or keeper_of(own)).drafts)


def test_what_is_typed_is_there_again_and_nothing_else_happened(any_registry) -> None:
    own = any_registry.register(READY).id
    before = any_registry.journal_position()
    kept = _keep(any_registry, own, {"address": ["Jl. Belum Se"], "urusan": ["1.02", "1.06"]})
    found = _kept(any_registry, own)["identitas"]
    assert found == kept.draft
    assert found.typed == {"address": ("Jl. Belum Se",), "urusan": ("1.02", "1.06")}
    assert any_registry.journal_position() == before
    assert any_registry.get(own).version == 1


def test_nobody_else_is_shown_it(registry, own) -> None:
    _keep(registry, own, {"address": ["Jl. Rahasia"]})
    assert _kept(registry, own, OFFICER) == {}
    assert _kept(registry, own, SYSTEM) == {}


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(PUBLIC, NotFound), (ELSEWHERE, NotFound), (keeper_of("another"), NotFound)],
)
def test_who_may_not_edit_keeps_nothing(registry, own, actor, refusal) -> None:
    with pytest.raises(refusal):
        _keep(registry, own, {"address": ["x"]}, actor)
    with pytest.raises(refusal):
        registry.open_filling(own, actor)
    with pytest.raises(refusal):
        registry.preview(own, actor)


def test_what_is_public_is_still_not_for_everybody_to_fill_in(registry, own) -> None:
    actor = keeper_of(own)
    registry.give_consent(own, actor)
    registry.submit(own, actor)
    registry.publish(own, OFFICER)
    for who, refusal in ((PUBLIC, NotAuthenticated), (ELSEWHERE, NotPermitted)):
        with pytest.raises(refusal):
            registry.drop_typed(own, "identitas", who)
        with pytest.raises(refusal):
            registry.examine(own, {}, who)


def test_what_was_typed_elsewhere_meanwhile_stays(any_registry) -> None:
    own = any_registry.register(READY).id
    first = _keep(any_registry, own, {"address": ["Jl. Satu"]})
    second = _keep(any_registry, own, {"short_name": ["YC"]})
    assert second.draft.typed == {"address": ("Jl. Satu",), "short_name": ("YC",)}
    assert second.draft.mark == ""
    third = _keep(any_registry, own, {"short_name": ["YCS"]}, mark=second.draft.mark)
    assert third.draft.typed == {"address": ("Jl. Satu",), "short_name": ("YCS",)}
    seen = _kept(any_registry, own)["identitas"].mark
    last = _keep(any_registry, own, {"short_name": ["YC"]}, mark=seen)
    assert last.draft.typed == {"short_name": ("YC",)}
    assert last.draft.mark not in {"", seen, first.draft.mark}


def test_typing_back_what_is_saved_leaves_nothing(registry, own) -> None:
    kept = _keep(registry, own, {"address": ["Jl. Satu"]})
    assert _keep(registry, own, {}, mark=kept.draft.mark).draft is None
    assert _kept(registry, own) == {}


def test_what_is_wrong_is_said_and_kept_all_the_same(registry, own) -> None:
    other = registry.register(
        READY | {"identifiers": [{"scheme": "npwp", "id": "0012345678901000"}]}
    )
    kept = _keep(registry, own, {"founded_on": ["besok"]}, changes={"founded_on": "besok"})
    assert [it.pointer for it in kept.problem.mistakes] == ["/founded_on"]
    taken = registry.get(other.id).profile.identifiers[0]
    numbers = {"identifiers": [{"scheme": "npwp", "id": taken.id}]}
    assert "organisasi lain" in registry.examine(own, numbers, keeper_of(own)).message
    assert "masa depan" in registry.examine(own, {"founded_on": "2099-01-01"}).message
    assert registry.examine(own, {"founded_on": "2020-01-01"}) is None


def test_a_number_of_a_person_is_not_kept_but_a_bodys_npwp_is(registry, own) -> None:
    typed = {
        "description": ["NIK ketua 7371010101900001"],
        "npwp": ["0012 3456 7890 1000"],
        "board": ["Ketua\nSiti 7371 0101 0190 0001"],
    }
    assert _keep(registry, own, typed).draft.typed == {"npwp": ("0012 3456 7890 1000",)}


def test_more_than_anybody_types_is_refused(registry, own) -> None:
    with pytest.raises(InvalidInput, match="terlalu panjang"):
        _keep(registry, own, {"description": ["x" * (MAX_SIZE + 1)]})
    assert _kept(registry, own) == {}


def test_only_so_many_steps_are_kept_of_one_account(registry, own, clock) -> None:
    for number in range(MAX_STEPS + 2):
        _keep(registry, own, {"address": ["x"]}, step=f"langkah-{number}")
        clock.move(minutes=1)
    assert len(_kept(registry, own)) == MAX_STEPS
    assert "langkah-0" not in _kept(registry, own)


def test_it_is_forgotten_after_thirty_days(any_registry, clock) -> None:
    own = any_registry.register(READY).id
    _keep(any_registry, own, {"address": ["x"]})
    clock.move(days=29)
    assert _kept(any_registry, own)
    clock.move(days=1)
    assert _kept(any_registry, own) == {}
    _keep(any_registry, own, {"short_name": ["y"]})
    assert _kept(any_registry, own)["identitas"].typed == {"short_name": ("y",)}


def test_saving_the_step_lets_go_of_it(registry, own) -> None:
    kept = _keep(registry, own, {"address": ["Jl. Satu"], "short_name": ["YC"]})
    change = StepChange("identitas", {"address": "Jl. Dua"}, {"address": ["x"]}, kept.draft.mark)
    record = registry.save_step(own, change, keeper_of(own), version=1)
    assert (record.version, record.profile.address) == (2, "Jl. Dua")
    assert _kept(registry, own) == {}


def test_saving_leaves_what_was_typed_into_other_fields_elsewhere(registry, own) -> None:
    _keep(registry, own, {"address": ["Jl. Satu"], "short_name": ["YC"]})
    change = StepChange("identitas", {"short_name": "YCS"}, {"short_name": ["YCS"]}, "stale")
    registry.save_step(own, change, keeper_of(own), version=1)
    assert _kept(registry, own)["identitas"].typed == {"address": ("Jl. Satu",)}


def test_it_goes_with_the_account(registry, own) -> None:
    account = registry.add_account(
        "a@contoh.example", _PASSWORD, Role.ORGANIZATION, organization_id=own
    )
    actor = Actor(account, Role.ORGANIZATION, organization_id=own)
    _keep(registry, own, {"address": ["x"]}, actor)
    registry.change_account(account, disabled=True)
    registry.change_account(account, disabled=False)
    assert _kept(registry, own, actor) == {}


def test_it_goes_when_somebody_is_taken_off(registry, own) -> None:
    for name in ("a", "b"):
        registry.add_account(
            f"{name}@contoh.example", _PASSWORD, Role.ORGANIZATION, organization_id=own
        )
    gone = registry.get_account_by_email("a@contoh.example").id
    actor = Actor(gone, Role.ORGANIZATION, organization_id=own)
    _keep(registry, own, {"address": ["x"]}, actor)
    registry.remove_person(own, gone)
    assert _kept(registry, own, actor) == {}


def test_it_goes_when_anybody_is_erased_from_the_organization(any_registry) -> None:
    own = any_registry.register(READY).id
    _keep(any_registry, own, {"board": ["Ketua\nSekar Contohwati"]})
    _keep(any_registry, own, {"board": ["Ketua\nSekar Contohwati"]}, OFFICER)
    any_registry.erase_person(own, {"texts": ["Sekar Contohwati"], "ground": "Permintaan."})
    assert _kept(any_registry, own) == {}
    assert _kept(any_registry, own, OFFICER) == {}
