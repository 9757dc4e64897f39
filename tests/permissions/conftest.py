from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.permissions.world import World


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all; whoever changes it puts it back."""
    world = World(tmp_path_factory.mktemp("permissions"))
    yield world
    world.registry.close()
