"""Builders for the tests of the engine on disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from linkreg.search import Part, SearchDocument
from linkreg.vocabulary import OrganizationStatus
from search_index.engine import WhooshEngine


def organization(organization_id: str, text: str = "", **facts: Any) -> SearchDocument:
    defaults: dict[str, Any] = {
        "name": f"Organisasi {organization_id}",
        "status": OrganizationStatus.PUBLISHED,
        "region": "73.71",
        "updated_at": datetime(2026, 1, 1, tzinfo=UTC),
        "texts": {Part.DESCRIPTION: (text,)},
    }
    return SearchDocument(id=organization_id, **defaults | facts)


@pytest.fixture
def make() -> Callable[..., SearchDocument]:
    return organization


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return WhooshEngine(tmp_path, lock_wait=0)


@pytest.fixture
def fill(engine: WhooshEngine) -> Callable[..., None]:
    def fill_index(*documents: SearchDocument, position: int = 1) -> None:
        with engine.writer() as writer:
            for document in documents:
                writer.put(document)
            writer.commit(position)

    return fill_index


@pytest.fixture
def index_folder(engine: WhooshEngine) -> Path:
    return engine.folder
