"""One small world for each engine: documents go in by their facts, ids come out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from linkreg.search import Part, SearchDocument, SearchEngine, SearchPage, SearchQuery
from linkreg.search.memory import MemoryEngine
from linkreg.vocabulary import OrganizationStatus
from search_index.analysis import indonesian
from search_index.engine import WhooshEngine


def organization(organization_id: str, name: str = "", **facts: Any) -> SearchDocument:
    """Build a published organization; ``text`` is its description, other facts are fields."""
    name = name or f"Organisasi {organization_id}"
    texts = {Part.NAME: (name,), Part.DESCRIPTION: (facts.pop("text", ""),)}
    texts |= {Part(part): (facts.pop(part),) for part in list(facts) if part in set(Part)}
    defaults: dict[str, Any] = {
        "status": OrganizationStatus.PUBLISHED,
        "region": "73.71",
        "updated_at": datetime(2026, 1, 1, tzinfo=UTC),
        "texts": texts,
    }
    return SearchDocument(id=organization_id, name=name, **defaults | facts)


class World:
    """An engine, and the shortest way to fill and to ask it."""

    def __init__(self, engine: SearchEngine) -> None:
        self.engine = engine
        self.position = 0
        self.make = organization

    def add(self, organization_id: str, name: str = "", **facts: Any) -> None:
        self.change(put=[organization(organization_id, name, **facts)])

    def remove(self, organization_id: str) -> None:
        self.change(remove=[organization_id])

    def change(self, put: list[SearchDocument] = [], remove: list[str] = []) -> None:  # noqa: B006
        self.position += 1
        with self.engine.writer() as writer:
            for document in put:
                writer.put(document)
            for organization_id in remove:
                writer.remove(organization_id)
            writer.commit(self.position)

    def page(self, text: str = "", **query: Any) -> SearchPage:
        return self.engine.search(SearchQuery(text=text, **query))

    def ids(self, text: str = "", **query: Any) -> list[str]:
        return [hit.id for hit in self.page(text, **query).hits]

    def found(self, text: str = "", **query: Any) -> set[str]:
        return set(self.ids(text, **query))

    def counts(self, facet: Any, **query: Any) -> list[tuple[str, int]]:
        page = self.page(facets=(facet,), **query)
        return [(count.value, count.count) for count in page.facets[facet]]


@pytest.fixture(params=["memory", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    if request.param == "memory":
        return MemoryEngine(indonesian())
    return WhooshEngine(tmp_path, lock_wait=0)


@pytest.fixture
def world(engine: SearchEngine) -> World:
    return World(engine)


@pytest.fixture
def make():
    return organization
