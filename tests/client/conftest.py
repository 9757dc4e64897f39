"""A registry served as it is in an office, asked by the client over a real connection."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from api.serving import Server
from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.client import Client
from linkreg.services.credentials import Purpose
from tests.api.conftest import World

#: Longer than a test may hang.
PATIENCE = 20.0


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve an application until the block ends; yield its address."""
    server = Server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


class Served:
    """A world, its address, and who may ask it: ``clients`` and ``actors`` by the same names."""

    def __init__(self, world: World, address: str) -> None:
        self.world, self.address = world, address
        self.registry: Registry = world.registry

    def client(self, name: str | None = None, **how: Any) -> Client:
        return Client(self.address, self.world.tokens[name] if name else None, **how)

    def actor(self, name: str | None) -> Actor:
        if name is None:
            return PUBLIC
        actor = self.registry.find_actor(self.world.tokens[name], Purpose.TOKEN)
        assert actor is not None
        return actor


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    world = World(tmp_path_factory.mktemp("served"))
    with serving(world.app) as address:
        yield Served(world, address)
    world.registry.close()


@pytest.fixture
def client(served: Served) -> Iterator[Callable[..., Client]]:
    """Open clients that are closed after the test."""
    opened: list[Client] = []

    def open_client(name: str | None = None, **how: Any) -> Client:
        opened.append(served.client(name, **how))
        return opened[-1]

    yield open_client
    for one in opened:
        one.close()
