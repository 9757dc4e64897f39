"""The journal: one order without gaps, and no way to change it unseen. On both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from linkreg import Registry, journal
from linkreg.errors import CorruptJournal, InvalidInput, StaleVersion
from linkreg.vocabulary import OrganizationStatus

_PROFILE = {"name": "Yayasan Contoh", "region": "73.71"}


@pytest.fixture
def registry(make_registry: Callable[..., Registry], database_url: str) -> Registry:
    registry = make_registry(database_url)
    registry.initialize()
    return registry


def _verify(registry: Registry) -> int:
    with registry.reading() as tx:
        return journal.verify(tx.session)


def _meddle(registry: Registry, statement: str) -> None:
    with registry.database.begin() as connection:
        connection.execute(text(statement))


def test_every_change_is_one_entry_in_order(registry: Registry) -> None:
    record = registry.register(_PROFILE, status=OrganizationStatus.SUBMITTED)
    registry.update(record.id, {"description": "Baru"}, version=1)
    registry.publish(record.id)
    with registry.reading() as tx:
        changes = journal.read_after(tx.session, 0, 100)
    assert [(c.seq, c.verb, c.version) for c in changes] == [
        (1, "registered", 1),
        (2, "updated", 2),
        (3, "published", 3),
    ]
    assert changes[1].fields == ("description",)
    assert {c.subject for c in changes} == {f"organization/{record.id}"}


def test_an_entry_holds_names_of_fields_and_no_values(registry: Registry) -> None:
    registry.register(_PROFILE | {"contact": {"email": "rahasia@contoh.example"}})
    with registry.database.connect() as connection:
        rows = connection.execute(text("SELECT * FROM journal")).all()
    assert "rahasia" not in repr(rows)


def test_a_failed_change_leaves_no_trace(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    with pytest.raises(StaleVersion):
        registry.update(record.id, {"description": "x"}, version=7)
    with pytest.raises(InvalidInput):
        registry.update(record.id, {"name": ""}, version=1)
    with registry.reading() as tx:
        assert journal.position(tx.session) == 1


def test_saying_the_same_again_is_no_change(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    again = registry.update(record.id, {"name": "Yayasan  Contoh "}, version=1)
    assert again.version == 1
    assert registry.journal_position() == 1


def _register_many(registry: Registry, writer: int) -> None:
    for n in range(6):
        registry.register({"name": f"Perkumpulan {writer}-{n}", "region": "31.71"})


def _update_six_times(registry: Registry, organization_id: str) -> None:
    saved = 0
    while saved < 6:
        seen = registry.get(organization_id).version
        try:
            registry.update(organization_id, {"description": f"v{seen}"}, version=seen)
        except StaleVersion:
            continue
        saved += 1


def test_concurrent_writers_leave_no_gap_and_lose_nothing(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    with ThreadPoolExecutor(5) as pool:
        work = [pool.submit(_register_many, registry, n) for n in range(3)]
        work += [pool.submit(_update_six_times, registry, record.id) for _ in range(2)]
        for done in work:
            done.result(60)
    assert registry.get(record.id).version == 13
    assert _verify(registry) == 1 + 18 + 12


_ADDED = (
    "INSERT INTO revisions SELECT organization_id, 9, recorded_at, content, salt, content_hash"
    " FROM revisions WHERE version = 3"
)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM journal WHERE seq = 2", "catatan 2: catatan ini hilang"),
        ("DELETE FROM journal WHERE seq = 3", "catatan 3: catatan terakhir hilang"),
        ("UPDATE journal SET actor = 'other' WHERE seq = 2", "catatan 2: isinya diubah"),
        ("UPDATE journal SET verb = 'published' WHERE seq = 1", "catatan 1: isinya diubah"),
        ("UPDATE journal SET hash = previous_hash WHERE seq = 1", "catatan 1: isinya diubah"),
        ("UPDATE journal_head SET seq = 2", "catatan terakhir hilang atau ujung"),
        (
            "DELETE FROM revisions WHERE version = 2",
            "catatan 2: revisi yang dicatat di sini hilang",
        ),
        (
            "UPDATE revisions SET content = '{\"profile\": {}}' WHERE version = 2",
            "catatan 2: revisi yang dicatat di sini diubah",
        ),
        ("UPDATE revisions SET salt = 'x' WHERE version = 1", "catatan 1: revisi yang"),
        (
            _ADDED,
            "ada revisi yang tidak pernah dicatat",
        ),
    ],
)
def test_meddling_is_found_at_the_entry(registry: Registry, statement: str, said: str) -> None:
    record = registry.register(_PROFILE, status=OrganizationStatus.SUBMITTED)
    registry.update(record.id, {"description": "Baru"}, version=1)
    registry.publish(record.id)
    assert _verify(registry) == 3
    _meddle(registry, statement)
    with pytest.raises(CorruptJournal, match=said):
        _verify(registry)


def test_a_journal_longer_than_one_reading_verifies(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_BATCH", 2)
    for n in range(7):
        profile = _PROFILE | {"name": f"Yayasan {n}"}
        record = registry.register(profile, status=OrganizationStatus.SUBMITTED)
        registry.publish(record.id)
    assert _verify(registry) == 14
    _meddle(registry, "UPDATE revisions SET salt = 'x' WHERE version = 2")
    with pytest.raises(CorruptJournal, match="catatan 2: revisi"):
        _verify(registry)


def test_an_erased_revision_still_verifies(registry: Registry) -> None:
    record = registry.register(_PROFILE)
    registry.update(record.id, {"description": "Baru"}, version=1)
    _meddle(registry, "UPDATE revisions SET content = NULL WHERE version = 1")
    assert _verify(registry) == 2


def test_an_empty_journal_verifies(registry: Registry) -> None:
    assert _verify(registry) == 0
