"""``linkreg organizations history``: who did what to an organization, when, and why."""

from __future__ import annotations

from collections.abc import Iterator

import click

from linkreg.cli.listing import json_option, moment, print_json, print_lines
from linkreg.cli.opening import opened_registry
from linkreg.schemas.journal_views import present_history
from linkreg.services.chronicle import Happening
from linkreg.vocabulary.journal import HAPPENINGS, about


@click.command()
@click.argument("organization_id", metavar="ID")
@json_option
def history(organization_id: str, as_json: bool) -> None:
    """Sebutkan siapa berbuat apa dan kapan pada organisasi ID, menurut jurnal."""
    with opened_registry() as registry:
        found = registry.read_history(organization_id)
    if as_json:
        print_json(present_history(found)["items"])
    else:
        print_lines(line for it in found.happenings for line in _lines(it))


def _lines(it: Happening) -> Iterator[str]:
    change = it.change
    version = f"versi {change.version}" if change.version else ""
    what = ", ".join(about(change.fields))
    verb = HAPPENINGS.get(change.verb, change.verb)
    yield f"{moment(change.at)}  {version:<9}  {change.actor}: {verb}{what and f' ({what})'}"
    if it.reason:
        yield f"    Alasan: {it.reason}"
