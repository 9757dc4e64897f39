"""``linkreg accounts``: who may log in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta
from typing import TypedDict

import click

from linkreg.cli.listing import json_option, moment, print_json, print_lines, print_list
from linkreg.cli.opening import opened_registry
from linkreg.errors import NotFound
from linkreg.mail import Mailer
from linkreg.records import AccountRecord, CredentialRecord
from linkreg.reference import display_name, resolve_region
from linkreg.registry import Registry
from linkreg.schemas.accounts import (
    SessionListView,
    TokenListView,
    present_accounts,
)
from linkreg.services.credentials import Purpose
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


class _Wanted(TypedDict):
    """What a token is to be like."""

    label: str | None
    scopes: tuple[str, ...] | None
    lifetime: timedelta


@click.group()
def accounts() -> None:
    """Akun petugas, organisasi, dan layanan."""


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
@click.option("--days", default=90, show_default=True, help="Masa berlaku dalam hari.")
@click.option("--label", help="Untuk apa token ini.")
@click.option("--scope", "scopes", multiple=True, help="read, register, write; bawaan semuanya.")
@click.option("--password", help="Kata sandinya; ditanyakan, kecuali untuk akun layanan.")
@click.option("--code", help="Kode sekali pakai, bila akunnya memintanya.")
def token(
    email: str,
    *,
    days: int,
    label: str | None,
    scopes: tuple[str, ...],
    password: str | None,
    code: str | None,
) -> None:
    """Terbitkan token API untuk akun EMAIL; hanya ditampilkan sekali.

    Untuk akun layanan tidak perlu kata sandinya.
    """
    facts = _Wanted(label=label, scopes=scopes or None, lifetime=timedelta(days=days))
    with opened_registry() as registry:
        service = password is None and _is_service(registry, email)
        if service:
            account = registry.get_account_by_email(email)
            issued = registry.issue_service_token(account.id, **facts)
        else:
            known = password or click.prompt("Kata sandi", hide_input=True)
            issued = registry.issue_token(email, known, **facts, code=code)
    click.echo(issued.secret)
    click.echo(f"Berlaku sampai {issued.expires_at:%Y-%m-%d}. Simpan sekarang.", err=True)


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
@click.option("--limit", default=100, show_default=True, help="Paling banyak sekian.")
@click.option("--offset", default=0, show_default=True, help="Mulai sesudah sekian.")
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


@accounts.command()
@click.argument("email")
@json_option
def sessions(email: str, as_json: bool) -> None:
    """Daftar peramban yang sedang masuk dengan akun EMAIL."""
    print_list(
        _opened(email, Purpose.SESSION),
        SessionListView,
        lambda it: iter([f"{it.id}  {it.agent or 'tidak dikenal'}  {_times(it)}"]),
        as_json=as_json,
        empty="Tidak ada sesi.",
    )


@accounts.command()
@click.argument("email")
@json_option
def tokens(email: str, as_json: bool) -> None:
    """Daftar token akun EMAIL yang masih berlaku."""
    print_list(
        _opened(email, Purpose.TOKEN),
        TokenListView,
        lambda it: iter([f"{it.id}  {it.label or '-'}  {_scopes(it)}  {_times(it)}"]),
        as_json=as_json,
        empty="Tidak ada token.",
    )


@accounts.command()
@click.argument("email")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Semua sesi dan token.")
def revoke(email: str, ids: tuple[str, ...], everything: bool) -> None:
    """Akhiri sesi atau token ID dari akun EMAIL, atau semuanya."""
    if bool(ids) is everything:
        raise click.UsageError("Sebutkan ID, atau --all untuk semuanya.")
    with opened_registry() as registry:
        account = registry.get_account_by_email(email)
        if everything:
            ended = registry.revoke_all(account.id)
        else:
            own = {it.id for purpose in Purpose for it in _found(registry, account, purpose)}
            ended = _revoke_each(registry, own, ids)
    click.echo(f"{ended} sesi atau token berakhir.")


def _is_service(registry: Registry, email: str) -> bool:
    """Say whether it is a service's; of an address that nobody has nothing is told here."""
    try:
        return registry.get_account_by_email(email).role is Role.SERVICE
    except NotFound:
        return False


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


def _revoke_each(registry: Registry, own: set[str], ids: tuple[str, ...]) -> int:
    for unknown in (it for it in ids if it not in own):
        raise click.ClickException(f"{unknown}: bukan sesi atau token akun itu yang berlaku.")
    for credential_id in ids:
        registry.revoke(credential_id)
    return len(set(ids))


def _switch(email: str, *, disabled: bool) -> None:
    with opened_registry() as registry:
        account = registry.get_account_by_email(email)
        registry.change_account(account.id, disabled=disabled)


def _opened(email: str, purpose: Purpose) -> Sequence[CredentialRecord]:
    with opened_registry() as registry:
        return _found(registry, registry.get_account_by_email(email), purpose)


def _found(
    registry: Registry, account: AccountRecord, purpose: Purpose
) -> Sequence[CredentialRecord]:
    return registry.list_credentials(account.id, purpose)


def _told(account: AccountRecord) -> str:
    where = f" {display_name(account.region)}" if account.region else ""
    own = f" {account.organization_id}" if account.organization_id else ""
    state = f"  nonaktif sejak {moment(account.disabled_at)}" if account.disabled_at else ""
    state = "  diundang" if account.is_invited and not state else state
    return f"{account.id}  {account.email}  {account.role.label}{where}{own}{state}"


def _times(credential: CredentialRecord) -> str:
    used = credential.last_used_at
    last = f", terakhir dipakai {moment(used)}" if used else ""
    return f"sejak {moment(credential.created_at)}{last}, sampai {moment(credential.expires_at)}"


def _scopes(credential: CredentialRecord) -> str:
    if credential.scopes is None:
        return "cakupan semua"
    return f"cakupan {', '.join(credential.scopes) or 'tidak ada'}"
