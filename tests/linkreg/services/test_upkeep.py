"""What administrators see of the registry itself, and checking the newest part of the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from linkreg import Registry, open_registry
from linkreg.errors import CorruptJournal, NotPermitted
from linkreg.services import upkeep
from tests.actors import ADMINISTRATOR, OFFICER, published
from tests.conftest import StandingClock

_FLAG = {"kind": "sanction", "reason": "Contoh.", "source": "SK 1", "scope": "73.71"}


def test_it_tells_how_far_the_index_is_and_when_the_journal_was_checked(
    any_registry: Registry, clock: StandingClock
) -> None:
    registry = any_registry
    published(registry)
    seen = registry.look_after(ADMINISTRATOR)
    assert seen.lag is not None
    assert (seen.lag.entries, seen.entries, seen.checked_at) == (0, 1, None)
    assert registry.check_journal(ADMINISTRATOR) == 1
    assert registry.look_after(ADMINISTRATOR).checked_at == clock.now


def test_an_index_that_is_not_there_is_told_of(
    make_registry: Callable[..., Registry], registry: Registry
) -> None:
    published(registry)
    other = make_registry(index="none")
    seen = other.look_after(ADMINISTRATOR)
    assert seen.lag is None
    assert "indeks" in seen.problem.lower()


def test_only_the_newest_entries_are_checked(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "CHECKED_AT_MOST", 2)
    for name in ("Satu", "Dua", "Tiga", "Empat"):
        published(registry, name=name)
    _spoil(registry, 1)
    assert registry.check_journal(ADMINISTRATOR) == 2
    _spoil(registry, registry.journal_position() - 1)
    with pytest.raises(CorruptJournal):
        registry.check_journal(ADMINISTRATOR)


def test_a_gap_right_before_the_newest_entries_is_found(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "CHECKED_AT_MOST", 2)
    for name in ("Satu", "Dua", "Tiga", "Empat"):
        published(registry, name=name)
    with registry.database.begin() as connection:
        connection.execute(text("DELETE FROM journal WHERE seq = 2"))
    with pytest.raises(CorruptJournal):
        registry.check_journal(ADMINISTRATOR)


def _spoil(registry: Registry, seq: int) -> None:
    with registry.database.begin() as connection:
        connection.execute(text(f"UPDATE journal SET actor = 'x' WHERE seq = {seq}"))


def test_the_flags_that_count_today_are_listed_soonest_first(registry: Registry) -> None:
    first, second = published(registry, name="Satu"), published(registry, name="Dua")
    for organization, days in (
        (first, {"starts_on": "2026-11-01", "ends_on": "2027-11-01"}),
        (second, {"starts_on": "2026-11-01", "ends_on": "2026-12-01"}),
        (second, {"starts_on": "2026-12-01", "ends_on": "2027-12-01"}),
        (second, {"starts_on": "2026-01-01", "ends_on": "2026-11-19"}),
    ):
        registry.raise_flag(organization, _FLAG | days, OFFICER)
    lifted = registry.raise_flag(
        first, _FLAG | {"starts_on": "2026-11-01", "ends_on": "2027-01-01"}, OFFICER
    )
    registry.lift_flag(first, lifted.id, "Selesai.", OFFICER)
    flags, total = registry.list_flags_in_force(ADMINISTRATOR)
    assert ([it.record.profile.name for it in flags], total) == (["Dua", "Satu"], 2)
    assert len(registry.list_flags_in_force(ADMINISTRATOR, limit=1)[0]) == 1


def test_the_offices_own_synonyms_are_shown_with_what_is_wrong_now(
    tmp_path: Path, clock: StandingClock
) -> None:
    file = tmp_path / "sinonim.txt"
    file.write_text("zakat = sedekahku\n", "utf-8")
    registry = open_registry(
        f"sqlite:///{tmp_path}/x.sqlite3", index_dir=tmp_path / "i", synonyms=file, clock=clock
    )
    registry.initialize()
    sound = registry.look_after().synonyms
    assert sound is not None
    assert (sound.name, sound.problems) == ("sinonim.txt", ())
    assert sound.groups == ((1, ("zakat", "sedekahku")),)
    file.write_text("zakat = sedekahku\nsendirian\n", "utf-8")
    spoiled = registry.look_after().synonyms
    assert spoiled is not None
    assert spoiled.problems[0].startswith("Baris 2: ")
    file.unlink()
    assert "tidak ditemukan" in registry.look_after().synonyms.problems[0]  # type: ignore[union-attr]
    registry.close()


def test_officers_do_not_look_after_the_registry(registry: Registry) -> None:
    for look in (
        registry.look_after,
        registry.check_journal,
        registry.list_flags_in_force,
    ):
        with pytest.raises(NotPermitted):
            look(OFFICER)
