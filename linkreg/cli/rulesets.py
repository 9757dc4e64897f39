"""``linkreg rulesets``: look whether ruleset files are sound."""

from __future__ import annotations

from pathlib import Path

import click

from linkreg.eligibility import RulesetLibrary, load_rulesets
from linkreg.eligibility.loading import load_library
from linkreg.errors import InvalidInput


@click.group()
def rulesets() -> None:
    """Periksa berkas aturan."""


@rulesets.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Periksa FILES; tanpa berkas, aturan yang terpasang. Setiap kesalahan disebut tempatnya."""
    library = _read(files) if files else load_rulesets()
    for ruleset in library.all:
        end = ruleset.in_force.end or "sekarang"
        confirmed = "dikonfirmasi" if ruleset.confirmed else "belum dikonfirmasi"
        click.echo(
            f"{ruleset.key}: {len(ruleset.criteria)} kriteria, berlaku {ruleset.in_force.start} "
            f"sampai {end}, {confirmed}. Sah."
        )


def _read(files: tuple[Path, ...]) -> RulesetLibrary:
    try:
        return load_library([(path.name, path.read_text("utf-8")) for path in files])
    except UnicodeDecodeError as error:
        raise InvalidInput("Berkas aturan harus berupa teks UTF-8.") from error
