"""``linkreg accounts``: who may log in."""

from __future__ import annotations

import os

import click

from linkreg.cli.credentials import revoke, sessions, token, tokens
from linkreg.cli.listing import (
    json_option,
    limit_option,
    moment,
    offset_option,
    print_json,
    print_lines,
)
from linkreg.cli.opening import opened_registry
from linkreg.mail import Mailer
from linkreg.records import AccountRecord
from linkreg.reference import display_name, resolve_region
from linkreg.schemas.accounts import present_accounts
from linkreg.services.letters import write_link
from linkreg.services.links import Link
from linkreg.settings import load_settings, mail_settings
from linkreg.vocabulary import Role

_PASSWORD = click.option(
    "--password",
    prompt="Kata sandi",
    hide_input=True,
    help="Lebih aman lewat pertanyaan: yang ditulis di sini terbaca pada riwayat perintah.",
)


_ROLE = click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
_REGION = click.option(
    "--region", help="Kode atau nama wilayah petugas, misalnya 73 atau 'Kota Makassar'."
)
_ORGANIZATION = click.option(
    "--organization", metavar="ID", help="Organisasi yang profilnya dikelola akun ini."
)


@click.group()
def accounts() -> None:
    """Akun petugas, organisasi, dan layanan."""


for _command in (token, sessions, tokens, revoke):
    accounts.add_command(_command)


@accounts.command()
@click.argument("email")
@_ROLE
@_REGION
@_ORGANIZATION
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
@_ROLE
@_REGION
@_ORGANIZATION
def invite(email: str, role: str, region: str | None, organization: str | None) -> None:
    """Undang EMAIL: ia membuat kata sandinya sendiri lewat tautan.

    Tautannya dikirim lewat surel; tanpa LINKREG_SMTP_URL ditampilkan di sini.
    """
    code = resolve_region(region).code if region else None
    with opened_registry() as registry:
        link = registry.invite(email, Role(role), region=code, organization_id=organization)
    _hand_over(link)


@accounts.command()
@click.argument("email")
def reset(email: str) -> None:
    """Buat tautan bagi EMAIL untuk kata sandi baru.

    Tautannya dikirim lewat surel; tanpa LINKREG_SMTP_URL ditampilkan di sini.
    """
    with opened_registry() as registry:
        link = registry.issue_reset(email)
    if link is None:
        raise click.ClickException("Akun itu nonaktif atau undangannya belum dipakai.")
    _hand_over(link)


@accounts.command("list")
@limit_option
@offset_option
@json_option
def list_(limit: int, offset: int, as_json: bool) -> None:
    """Daftar akun menurut surelnya."""
    with opened_registry() as registry:
        found, total = registry.list_accounts(limit=limit, offset=offset)
    if as_json:
        print_json(present_accounts(found, total))
    else:
        print_lines((_told(account) for account in found), empty="Belum ada akun.")
        if len(found) < total:
            click.echo(f"{len(found)} dari {total}.", err=True)


@accounts.command()
@click.argument("email")
def disable(email: str) -> None:
    """Nonaktifkan akun EMAIL; semua sesi dan tokennya berakhir."""
    _switch(email, disabled=True)
    click.echo(f"Akun {email} dinonaktifkan; semua sesi dan tokennya berakhir.")


@accounts.command()
@click.argument("email")
def enable(email: str) -> None:
    """Aktifkan kembali akun EMAIL."""
    _switch(email, disabled=False)
    click.echo(f"Akun {email} aktif.")


@accounts.command()
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Peran yang lain.")
@_REGION
def change(email: str, role: str | None, region: str | None) -> None:
    """Beri akun EMAIL peran atau wilayah lain; semua sesi dan tokennya berakhir."""
    if role is None and region is None:
        raise click.UsageError("Sebutkan --role, --region, atau keduanya.")
    code = resolve_region(region).code if region else None
    with opened_registry() as registry:
        account = registry.get_account_by_email(email)
        changed = registry.change_account(
            account.id, role=Role(role) if role else None, region=code
        )
    click.echo(_told(changed))


@accounts.command()
@click.argument("email")
@_PASSWORD
def password(email: str, password: str) -> None:
    """Ganti kata sandi akun EMAIL; semua sesi dan tokennya berakhir."""
    with opened_registry() as registry:
        registry.set_password(email, password)
    click.echo(f"Kata sandi {email} diganti; semua sesi dan tokennya berakhir.")


@accounts.command("codes-off")
@click.argument("email")
def codes_off(email: str) -> None:
    """Jangan lagi minta kode sekali pakai dari akun EMAIL, yang kehilangan semuanya."""
    with opened_registry() as registry:
        registry.remove_codes_for(email)
    click.echo(f"Akun {email} masuk dengan kata sandi saja.")


def _hand_over(link: Link) -> None:
    """Send the letter with a link; without a mail server print the link, for the keeper to pass on."""
    settings = load_settings(os.environ)
    if settings.smtp_url is None:
        click.echo((settings.public_url or "").rstrip("/") + link.path)
        click.echo(f"Berlaku sampai {moment(link.expires_at)} dan hanya sekali.", err=True)
        return
    mail = mail_settings(settings)
    with Mailer(mail.server, mail.sender) as mailer:
        mailer.post(write_link(link, mail.public_url))
    click.echo(f"Tautan dikirim ke {link.email}; berlaku sampai {moment(link.expires_at)}.")


def _switch(email: str, *, disabled: bool) -> None:
    with opened_registry() as registry:
        account = registry.get_account_by_email(email)
        registry.change_account(account.id, disabled=disabled)


def _told(account: AccountRecord) -> str:
    where = f" {display_name(account.region)}" if account.region else ""
    own = f" {account.organization_id}" if account.organization_id else ""
    state = f"  nonaktif sejak {moment(account.disabled_at)}" if account.disabled_at else ""
    state = "  diundang" if account.is_invited and not state else state
    return f"{account.id}  {account.email}  {account.role.label}{where}{own}{state}"
