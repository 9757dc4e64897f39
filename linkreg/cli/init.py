"""``linkreg init``: make or upgrade the tables and the index."""

from __future__ import annotations

import click

from linkreg.cli.opening import opened_registry


@click.command()
def init() -> None:
    """Siapkan basis data dan indeks. Aman dijalankan berulang kali."""
    with opened_registry() as registry:
        revision = registry.initialize()
    click.echo(f"Basis data siap (skema {revision}); indeks mutakhir.")
