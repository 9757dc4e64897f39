"""The pages served on a loopback port from a thread, over a registry full of sample organizations."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from api.app import create_app
from api.mailing import Mailing
from fixtures.generator import generate
from fixtures.loading import add_accounts, demo_officer, load
from fixtures.oversight import show_oversight
from linkreg import Registry, open_registry

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """Say nothing: a test prints only what failed."""


@contextmanager
def serving(registry: Registry, letters: Mailing | None = None) -> Iterator[str]:
    """Serve a registry until the block ends; yield the address."""
    app = create_app(registry, secret_key="only-for-tests-0123456789", letters=letters)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def sample_registry(folder: Path, count: int) -> Iterator[Registry]:
    """Open a registry with fictional organizations, an officer and the keeper of one of them."""
    registry = open_registry(
        f"sqlite:///{folder}/linkreg.sqlite3",
        index_dir=folder / "index",
        files_dir=folder / "files",
        clock=lambda: NOW,
    )
    try:
        registry.initialize()
        for _ in load(registry, generate(count, 20, TODAY)):
            pass
        add_accounts(registry)
        show_oversight(registry, demo_officer(registry))
        yield registry
    finally:
        registry.close()
