"""The pages served on a loopback port from a thread, over a registry full of sample organizations."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.serving import WSGIRequestHandler, make_server

from api.app import create_app
from api.mailing import Mailing
from fixtures.generator import generate
from fixtures.loading import add_accounts, demo_officer, load
from fixtures.oversight import show_oversight
from linkreg import Registry, open_registry
from linkreg.errors import IndexMissing, TooManyRequests
from linkreg.mail import Letter

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """Say nothing: a test prints only what failed."""


#: What ``/uji/<status>`` runs into.
_TROUBLES = {
    413: RequestEntityTooLarge(),
    429: TooManyRequests(30),
    500: RuntimeError("as if something was overlooked"),
    503: IndexMissing("Indeks pencarian belum dibangun. Jalankan linkreg index rebuild."),
}


def _add_troubles(app: Flask) -> None:
    """Let pages be seen that nobody comes to on purpose, as the application answers in trouble."""

    def run_into(status: int) -> str:
        raise _TROUBLES[status]

    app.add_url_rule("/uji/<int:status>", "uji", run_into)


@contextmanager
def serving(registry: Registry, letters: list[Letter] | None = None) -> Iterator[str]:
    """Serve a registry until the block ends; yield the address. Letters go into the list."""
    mailing = Mailing("https://ormas.contoh.example", ([] if letters is None else letters).append)
    app = create_app(registry, secret_key="only-for-tests-0123456789", letters=mailing)
    _add_troubles(app)
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
def opened(folder: Path, synonyms: str = "") -> Iterator[Registry]:
    """Open an empty registry; ``synonyms``: the lines of an office's own list."""
    own = folder / "sinonim.txt" if synonyms else None
    if own:
        own.write_text(synonyms, "utf-8")
    registry = open_registry(
        f"sqlite:///{folder}/linkreg.sqlite3",
        index_dir=folder / "index",
        files_dir=folder / "files",
        synonyms=own,
        clock=lambda: NOW,
    )
    try:
        registry.initialize()
        yield registry
    finally:
        registry.close()


@contextmanager
def sample_registry(folder: Path, count: int, synonyms: str = "") -> Iterator[Registry]:
    """Open a registry with fictional organizations, an officer and the keeper of one of them."""
    with opened(folder, synonyms) as registry:
        for _ in load(registry, generate(count, 20, TODAY)):
            pass
        add_accounts(registry)
        show_oversight(registry, demo_officer(registry))
        yield registry
