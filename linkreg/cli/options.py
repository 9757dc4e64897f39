"""Options that several commands share: the day and the basis of an assessment."""

from __future__ import annotations

import click

from linkreg.vocabulary import Basis

DAY = click.DateTime(["%Y-%m-%d"])

on_option = click.option("--on", type=DAY, help="Tanggal penilaian; bawaan hari ini.")

basis_option = click.option(
    "--basis",
    type=click.Choice([basis.value for basis in Basis]),
    default=Basis.VERIFIED.value,
    show_default=True,
    help="Atas dasar apa dinilai.",
)
