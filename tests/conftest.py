"""What many tests need: a clock that stands still, a real registry in a folder of its own."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import CodeType
from typing import NoReturn

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from linkreg import Registry, migrations, open_registry
from linkreg.database import open_database
from tests.postgres import find_binaries, own_database, running_server
from tests.tables import initialize, lay

START = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


class CompiledTemplates(BytecodeCache):
    """Compiled templates, for all the applications that a process of tests makes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}


class StandingClock:
    """A clock that shows one instant until it is moved on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        """Move on by days, hours, ..."""
        self.now += timedelta(**span)


def pytest_collection_finish() -> None:
    """Look for garbage among what comes later, not in thousands of tests again and again."""
    gc.freeze()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(START)


def open_in(
    folder: Path, clock: StandingClock, url: str | None = None, index: str = "index"
) -> Registry:
    """Open a registry that keeps everything in a folder, unless its database is elsewhere."""
    url = url or f"sqlite:///{folder}/linkreg.sqlite3"
    return open_registry(url, index_dir=folder / index, files_dir=folder / "files", clock=clock)


@pytest.fixture
def make_registry(tmp_path: Path, clock: StandingClock) -> Iterator[Callable[..., Registry]]:
    """Open registries that are closed after the test; by default all on one SQLite database."""
    opened: list[Registry] = []

    def make(url: str | None = None, index: str = "index") -> Registry:
        opened.append(open_in(tmp_path, clock, url, index))
        return opened[-1]

    yield make
    for registry in opened:
        registry.close()


@pytest.fixture
def registry(make_registry: Callable[..., Registry]) -> Registry:
    """An empty registry: SQLite and a Whoosh index."""
    registry = make_registry()
    initialize(registry)
    return registry


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server's first database; skips without the programs."""
    binaries = find_binaries()
    if binaries is None:
        missing("program PostgreSQL (paket Debian: postgresql)")
    with running_server(binaries) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: str) -> Iterator[str]:
    """The name of a PostgreSQL database with the tables, to be copied."""
    with own_database(postgres_server) as url:
        engine = open_database(url)
        migrations.upgrade(engine)
        name = engine.url.database
        engine.dispose()
        yield name or ""


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own."""
    with own_database(postgres_server) as url:
        yield url


@pytest.fixture
def postgres_copy(postgres_server: str, postgres_tables: str) -> Iterator[str]:
    """A PostgreSQL database of the test's own, with the tables."""
    with own_database(postgres_server, like=postgres_tables) as url:
        yield url


_EACH_KIND = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=_EACH_KIND)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind we run on."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/linkreg.sqlite3"
    return request.getfixturevalue("postgres_url")


@pytest.fixture(params=_EACH_KIND)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the tables, of each kind we run on."""
    if request.param == "sqlite":
        lay(tmp_path / "linkreg.sqlite3")
        return f"sqlite:///{tmp_path}/linkreg.sqlite3"
    return request.getfixturevalue("postgres_copy")


def missing(what: str) -> NoReturn:
    """Skip for want of a program; where everything must be there (CI), fail."""
    if os.environ.get("CI"):
        pytest.fail(f"tidak ada: {what}")
    pytest.skip(f"tidak ada: {what}")
