"""The index follows the journal, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linkreg import Registry
from linkreg.errors import CorruptIndex, IndexLocked, IndexMissing
from linkreg.search import Facet, SearchQuery
from linkreg.services import indexing, organizations
from linkreg.vocabulary import Basis, OrganizationStatus
from tests.decisions import accepting

_PROFILE = {"name": "Yayasan Contoh", "region": "73.71"}


def _found(registry: Registry) -> list[str]:
    return [r.record.profile.name for r in registry.search(SearchQuery()).results]


def _publish(registry: Registry, name: str) -> str:
    return registry.register(_PROFILE | {"name": name}, status=OrganizationStatus.PUBLISHED).id


def test_a_change_is_found_right_after_its_commit(registry: Registry) -> None:
    organization_id = _publish(registry, "Contoh A")
    assert _found(registry) == ["Contoh A"]
    registry.update(organization_id, {"name": "Contoh B"}, version=1)
    assert _found(registry) == ["Contoh B"]


def test_an_empty_registry_finds_nothing_rather_than_no_index(registry: Registry) -> None:
    registry.catch_up()
    assert registry.search("kesehatan").page.total == 0
    assert registry.catch_up_if_behind() == 0


def test_what_was_committed_but_not_indexed_is_caught_up_later(
    registry: Registry, make_registry: Callable[..., Registry]
) -> None:
    with registry.engine.writer():
        _publish(registry, "Contoh A")
        with registry.reading() as tx:
            assert indexing.lag(tx, registry.engine).entries == 1
    assert _found(registry) == []
    later = make_registry()
    assert later.catch_up() == 1
    assert _found(later) == ["Contoh A"]
    assert later.catch_up() == 0
    assert later.catch_up_if_behind() == 0


def test_a_locked_index_never_fails_a_save(registry: Registry) -> None:
    with registry.engine.writer():
        record = registry.register(_PROFILE)
        with pytest.raises(IndexLocked):
            registry.catch_up()
    assert registry.get(record.id) == record


_KILLED = """
import os, signal, sys
from linkreg import open_registry
from linkreg.vocabulary import OrganizationStatus
from tests.decisions import accepting
registry = open_registry(sys.argv[1], index_dir=sys.argv[2])
registry.catch_up = lambda: os.kill(os.getpid(), signal.SIGKILL)
profile = {"name": "Yayasan Terputus", "region": "73.71"}
registry.register(profile, status=OrganizationStatus.SUBMITTED)
"""


def test_a_process_killed_between_commit_and_index_loses_nothing(
    registry: Registry, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/linkreg.sqlite3"
    command = [sys.executable, "-c", _KILLED, url, str(tmp_path / "index")]
    assert subprocess.run(command, env=os.environ, check=False).returncode == -signal.SIGKILL
    assert registry.journal_position() == 1
    assert registry.catch_up() == 1
    submitted = SearchQuery(statuses=(OrganizationStatus.SUBMITTED,))
    with registry.reading() as tx:
        hits = registry.engine.search(submitted).hits
        (record,) = organizations.get_many(tx, [hit.id for hit in hits])
    assert record.profile.name == "Yayasan Terputus"


def test_a_missing_index_says_what_to_run_and_rebuild_heals_it(
    registry: Registry, tmp_path: Path
) -> None:
    _publish(registry, "Contoh A")
    shutil.rmtree(tmp_path / "index")
    with pytest.raises(IndexMissing, match="linkreg index rebuild"):
        registry.search("contoh")
    assert registry.rebuild_index() == 1
    assert _found(registry) == ["Contoh A"]


def test_whoever_follows_builds_an_index_that_vanished(registry: Registry, tmp_path: Path) -> None:
    _publish(registry, "Contoh A")
    shutil.rmtree(tmp_path / "index")
    assert registry.catch_up_if_behind() == 1
    assert _found(registry) == ["Contoh A"]


def test_a_damaged_index_is_told_and_rebuild_heals_it(
    registry: Registry, make_registry: Callable[..., Registry], tmp_path: Path
) -> None:
    _publish(registry, "Contoh A")
    for path in (tmp_path / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"rusak")
    fresh = make_registry()
    with pytest.raises((CorruptIndex, IndexMissing), match="linkreg index rebuild"):
        fresh.search("contoh")
    _publish(fresh, "Contoh B")
    assert fresh.rebuild_index() == 2
    assert set(_found(fresh)) == {"Contoh A", "Contoh B"}


def test_a_rebuilt_index_is_the_same_as_one_that_followed(registry: Registry) -> None:
    for n in range(12):
        organization_id = _publish(registry, f"Contoh {n:02}")
        if n % 3 == 0:
            registry.update(organization_id, {"description": "posyandu"}, version=1)
    followed = [
        registry.engine.search(SearchQuery(text=t)).hits for t in ("", "posyandu", "contoh")
    ]
    registry.rebuild_index()
    rebuilt = [registry.engine.search(SearchQuery(text=t)).hits for t in ("", "posyandu", "contoh")]
    assert rebuilt == followed
    assert registry.engine.status().position == registry.journal_position()


def test_drafts_never_enter_the_index(registry: Registry) -> None:
    with registry.transaction() as tx:
        profile = organizations.Profile("Draf Contoh", "73.71")
        organizations.register(tx, profile, status=OrganizationStatus.DRAFT)
    assert registry.engine.status().documents == 0


def test_the_index_knows_on_which_days_an_organization_qualifies(registry: Registry) -> None:
    organization_id = _publish(registry, "Contoh A")
    profile = {"legal_form": "yayasan", "personnel": {"permanent": 2}}
    registry.update(organization_id, profile, version=1)
    kinds = ("deed", "ministerial_decree", "organization_chart", "articles", "bylaws", "staff_list")
    documents = [{"kind": kind, "issued_on": "2020-01-01"} for kind in (*kinds, "office_title")]
    documents += [{"kind": "kswp", "issued_on": f"{year}-02-01"} for year in (2024, 2026)]
    for document in documents:
        supplied = registry.supply_evidence(organization_id, document)
        if document["issued_on"] != "2024-02-01":
            registry.decide_evidence(organization_id, supplied.id, accepting(supplied.kind))

    def found(on: str, basis: Basis) -> int:
        return registry.search("", qualified_on=on, basis=basis).page.total

    for on, declared, verified in (
        ("2024-01-31", 0, 0),
        ("2024-02-01", 1, 0),
        ("2024-12-31", 1, 0),
        ("2025-01-01", 0, 0),
        ("2026-01-31", 0, 0),
        ("2026-02-01", 1, 1),
        ("2026-12-31", 1, 1),
        ("2027-01-01", 0, 0),
    ):
        assert (found(on, Basis.DECLARED), found(on, Basis.VERIFIED)) == (declared, verified), on


def test_a_profile_s_words_and_places_are_found(registry: Registry) -> None:
    profile = {
        "name": "Perkumpulan Sahabat Contoh",
        "region": "73.71",
        "short_name": "PSC",
        "aliases": ["Friends of Contoh"],
        "description": "Mendampingi kader posyandu.",
        "urusan": ["1.02"],
        "services": ["training"],
        "beneficiaries": ["women"],
        "experiences": [{"title": "Pelatihan bidan", "start_year": 2023, "partner": "Dinas X"}],
        "operating_regions": ["74.71"],
    }
    registry.register(profile, status=OrganizationStatus.PUBLISHED)
    for words in (
        *("psc", "friends", "kader posyandu", "kesehatan", "pelatihan", "perempuan"),
        *("bidan", "makassar", "sulawesi selatan", "kendari", '"kader posyandu"', "dinas x"),
    ):
        assert registry.search(words).page.total == 1, words
    for words in ("kader -posyandu", '"posyandu kader"', "zzz"):
        assert registry.search(words).page.total == 0, words


def test_strengths_are_found_and_counted(registry: Registry) -> None:
    with_strengths = _publish(registry, "Contoh A")
    _publish(registry, "Contoh B")
    changes = {
        "experiences": [{"title": "Pelatihan", "start_year": 2023, "end_year": 2025}],
        "strengths": {
            "accountability_standards": ["complaints"],
            "open_government_commitments": ["Anggaran desa terbuka"],
        },
    }
    registry.update(with_strengths, changes, version=1)
    for code in ("experienced", "accountability", "open_government"):
        found = registry.search("", strength=[code, "catalogue"], facets=["strength"]).page
        assert [hit.id for hit in found.hits] == [with_strengths], code
        assert {c.value: c.count for c in found.facets[Facet.STRENGTH]}[code] == 1
    assert registry.search("", strength=["audited"]).page.total == 0
    for words in ("penanganan pengaduan", '"anggaran desa"'):
        assert [hit.id for hit in registry.search(words).page.hits] == [with_strengths], words
