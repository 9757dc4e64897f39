"""``linkreg accounts``: who may log in."""

from __future__ import annotations

from datetime import timedelta

import click

from linkreg.cli.opening import opened_registry
from linkreg.reference import resolve_region
from linkreg.vocabulary import Role

_PASSWORD = click.option(
    "--password",
    prompt="Kata sandi",
    hide_input=True,
    help="Lebih aman lewat pertanyaan: yang ditulis di sini terbaca pada riwayat perintah.",
)


@click.group()
def accounts() -> None:
    """Akun petugas, organisasi, dan layanan."""


@accounts.command()
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--region", help="Kode atau nama wilayah petugas, misalnya 73 atau 'Kota Makassar'.")
@click.option("--organization", metavar="ID", help="Organisasi yang profilnya dikelola akun ini.")
@_PASSWORD
def add(email: str, role: str, region: str | None, organization: str | None, password: str) -> None:
    """Tambahkan akun untuk EMAIL."""
    code = resolve_region(region).code if region else None
    with opened_registry() as registry:
        account = registry.add_account(
            email, password, Role(role), region=code, organization_id=organization
        )
    click.echo(f"Akun {account} ditambahkan untuk {email}.")


@accounts.command()
@click.argument("email")
@click.option("--days", default=90, show_default=True, help="Masa berlaku dalam hari.")
@click.option("--label", help="Untuk apa token ini.")
@click.option("--scope", "scopes", multiple=True, help="read, register, write; bawaan semuanya.")
@_PASSWORD
def token(email: str, days: int, label: str | None, scopes: tuple[str, ...], password: str) -> None:
    """Terbitkan token API untuk akun EMAIL; hanya ditampilkan sekali."""
    with opened_registry() as registry:
        issued = registry.issue_token(
            email,
            password,
            label=label,
            scopes=scopes or None,
            lifetime=timedelta(days=days),
        )
    click.echo(issued.secret)
    click.echo(f"Berlaku sampai {issued.expires_at:%Y-%m-%d}. Simpan sekarang.", err=True)
