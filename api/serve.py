"""``linkreg serve``: the pages and the API from one process."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from typing import NoReturn

import click

from api.exposure import LOOPBACK
from api.logs import write_logs
from api.serving import Server
from api.starting import follow, start
from linkreg.settings import load_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Porta.")
@click.option("--threads", default=8, show_default=True, help="Jumlah utas pelayan.")
def serve(host: str, port: int, threads: int) -> None:
    """Jalankan halaman dan API (waitress); catatan kerjanya JSON pada keluaran galat."""
    write_logs()
    settings = load_settings(os.environ)
    app = start(settings, secret_key=settings.secret_key or _passing_key(host), bind=host)
    try:
        server = Server(app, host=host, port=port, threads=threads)
    except OSError as error:
        raise click.ClickException(
            f"Tidak dapat mendengarkan di {host}:{port} ({error.strerror}). "
            "Pilih porta lain: PORT=8001."
        ) from error
    follow(app)
    signal.signal(signal.SIGTERM, _end)
    click.echo(f"linkreg melayani di http://{host}:{server.port}")
    server.run()


def _passing_key(host: str) -> str:
    """Return a key for this run only; away from this machine one must be set."""
    if host not in LOOPBACK:
        raise click.ClickException(
            "LINKREG_SECRET_KEY belum diisi. Buat satu dengan: "
            'python -c "import secrets; print(secrets.token_urlsafe(32))"'
        )
    click.echo(
        "LINKREG_SECRET_KEY belum diisi: sesi masuk hanya berlaku sampai pelayan ini berhenti."
    )
    return secrets.token_urlsafe(32)


def _end(number: int, frame: object) -> NoReturn:
    """Let requests at work finish, then end."""
    sys.exit(0)
