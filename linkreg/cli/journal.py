"""``linkreg journal``: prove that nothing was changed behind the registry's back."""

from __future__ import annotations

import click

from linkreg import journal as journal_
from linkreg.cli.opening import opened_registry


@click.group()
def journal() -> None:
    """Jurnal perubahan."""


@journal.command()
def verify() -> None:
    """Periksa rantai jurnal dan revisi; sebutkan catatan pertama yang rusak."""
    with opened_registry() as registry, registry.reading() as tx:
        count = journal_.verify(tx.session)
    click.echo(f"{count} catatan utuh dan bersambung.")
