"""The fixed registry that is searched: 600 generated organizations, the same in every run.

Ids are drawn from a fixed seed here, because ties are broken by id.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from unittest.mock import patch

from fixtures.generator import generate
from fixtures.loading import load
from fixtures.outline import sketch
from linkreg import Registry, open_registry
from linkreg.search import SearchQuery
from linkreg.services.walking import open_walk
from tests.relevance.judging import Facts

COUNT, SEED, TODAY = 600, 1, date(2026, 11, 20)
_NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
DEPTH = 10


@dataclass(frozen=True)
class World:
    """A registry with all its public organizations, and the facts about each."""

    registry: Registry
    organizations: tuple[Facts, ...]

    def ours(self, text: str) -> list[str]:
        """Return the first ids as a visitor gets them: what is named without doubt, then the list."""
        found = self.registry.search(text, limit=DEPTH)
        first = [found.match.id] if found.match else []
        return list(dict.fromkeys((*first, *(result.record.id for result in found.results))))[
            :DEPTH
        ]


@contextmanager
def open_world(folder: Path) -> Iterator[World]:
    """Fill a registry in the folder (about ten seconds) and say what is in it."""
    registry = open_registry(
        f"sqlite:///{folder}/linkreg.sqlite3",
        index_dir=folder / "index",
        files_dir=folder / "files",
        clock=lambda: _NOW,
    )
    try:
        registry.initialize()
        with patch("linkreg.models.ids.secrets.randbelow", Random(SEED).randrange):
            for _ in load(registry, generate(COUNT, SEED, TODAY)):
                pass
        yield World(registry, tuple(_facts(registry)))
    finally:
        registry.close()


def _facts(registry: Registry) -> Iterator[Facts]:
    """Match what is public with what it was generated from: by name and place."""
    outlines = [sketch(index, seed=SEED, today=TODAY) for index in range(COUNT)]
    by_name = {(o.name.full, o.place.region.code): o for o in outlines}
    assert len(by_name) == COUNT, "two generated organizations share name and place"
    walk = open_walk(registry.reading, registry.engine, registry.rulesets, SearchQuery())
    for batch in walk.batches(lambda found: found):
        for found in batch:
            profile = found.profile
            yield Facts.of(found.id, by_name[profile.name, profile.region], profile)
