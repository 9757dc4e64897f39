"""``linkreg accounts token``, ``sessions``, ``tokens`` and ``revoke``: what an account has open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TypedDict

import click

from linkreg.cli.listing import json_option, moment, print_list
from linkreg.cli.opening import opened_registry
from linkreg.errors import NotFound
from linkreg.records import AccountRecord, CredentialRecord
from linkreg.registry import Registry
from linkreg.schemas.accounts import SessionListView, TokenListView
from linkreg.services.credentials import Purpose
from linkreg.vocabulary import Role


class _Wanted(TypedDict):
    """What a token is to be like."""

    label: str | None
    scopes: tuple[str, ...] | None
    lifetime: timedelta


@click.command()
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


@click.command()
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


@click.command()
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


@click.command()
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


def _revoke_each(registry: Registry, own: set[str], ids: tuple[str, ...]) -> int:
    for unknown in (it for it in ids if it not in own):
        raise click.ClickException(f"{unknown}: bukan sesi atau token akun itu yang berlaku.")
    for credential_id in ids:
        registry.revoke(credential_id)
    return len(set(ids))


def _opened(email: str, purpose: Purpose) -> Sequence[CredentialRecord]:
    with opened_registry() as registry:
        return _found(registry, registry.get_account_by_email(email), purpose)


def _found(
    registry: Registry, account: AccountRecord, purpose: Purpose
) -> Sequence[CredentialRecord]:
    return registry.list_credentials(account.id, purpose)


def _times(credential: CredentialRecord) -> str:
    used = credential.last_used_at
    last = f", terakhir dipakai {moment(used)}" if used else ""
    return f"sejak {moment(credential.created_at)}{last}, sampai {moment(credential.expires_at)}"


def _scopes(credential: CredentialRecord) -> str:
    if credential.scopes is None:
        return "cakupan semua"
    return f"cakupan {', '.join(credential.scopes) or 'tidak ada'}"
