"""``linkreg serve``: the pages and the API from one process."""

from __future__ import annotations

import logging
import os
import secrets
import threading

import click
import waitress

from api.app import create_app
from linkreg.errors import FilesUnavailable, IndexLocked, LinkregError, NotReady
from linkreg.registry import Registry, open_registry
from linkreg.settings import load_settings

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_FOLLOW_SECONDS = 2.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Porta.")
@click.option("--threads", default=8, show_default=True, help="Jumlah utas pelayan.")
def serve(host: str, port: int, threads: int) -> None:
    """Jalankan halaman dan API (waitress)."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings = load_settings(os.environ)
    secret_key = settings.secret_key or _passing_key(host)
    registry = open_registry(settings=settings)
    _catch_up(registry)
    _finish_erasures(registry)
    app = create_app(registry, secret_key=secret_key, secure_cookies=host not in _LOOPBACK)
    _follow_in_background(registry)
    click.echo(f"linkreg melayani di http://{host}:{port}")
    try:
        waitress.serve(app, host=host, port=port, threads=threads, ident=None, _quiet=True)
    except OSError as error:
        raise click.ClickException(
            f"Tidak dapat mendengarkan di {host}:{port} ({error.strerror}). "
            "Pilih porta lain: PORT=8001."
        ) from error


def _passing_key(host: str) -> str:
    """Return a key for this run only; away from this machine one must be set."""
    if host not in _LOOPBACK:
        raise click.ClickException(
            "LINKREG_SECRET_KEY belum diisi. Buat satu dengan: "
            'python -c "import secrets; print(secrets.token_urlsafe(32))"'
        )
    click.echo(
        "LINKREG_SECRET_KEY belum diisi: sesi masuk hanya berlaku sampai pelayan ini berhenti."
    )
    return secrets.token_urlsafe(32)


def _catch_up(registry: Registry) -> None:
    """Bring the index to the journal's end: whatever a crash left undone is done now."""
    try:
        applied = registry.catch_up()
    except IndexLocked:
        click.echo("Indeks sedang ditulis proses lain; pencarian menyusul.")
        return
    except NotReady as error:
        raise click.ClickException(error.message) from error
    if applied:
        click.echo(f"Indeks menyusul {applied} perubahan.")


def _finish_erasures(registry: Registry) -> None:
    """Remove the files that a killed process left to be removed."""
    try:
        registry.finish_erasures()
    except FilesUnavailable as error:
        click.echo(error.message)


def _follow_in_background(registry: Registry) -> None:
    """Follow changes that other processes make."""
    follower = threading.Thread(
        target=_follow, args=(registry, threading.Event()), name="index-follower", daemon=True
    )
    follower.start()


def _follow(registry: Registry, stop: threading.Event) -> None:
    log = logging.getLogger("linkreg.index")
    while not stop.wait(_FOLLOW_SECONDS):
        try:
            registry.catch_up_if_behind()
        except LinkregError as error:
            log.warning("%s", error.message)
