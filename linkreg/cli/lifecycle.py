"""``linkreg organizations submit`` and on: the steps of a profile, each with its reason."""

from __future__ import annotations

import click

from linkreg.cli.listing import json_option, print_json
from linkreg.cli.notices import tell_announced
from linkreg.cli.opening import opened_registry
from linkreg.errors import Mistake
from linkreg.records import NoticeRecord, OrganizationRecord

_ID = click.argument("organization_id", metavar="ID")
_REASON = click.option(
    "--reason", metavar="TEKS", required=True, help="Alasan; organisasi membaca."
)


@click.command()
@_ID
def submit(organization_id: str) -> None:
    """Kirim draf ID untuk ditayangkan; semua yang masih kurang disebutkan."""
    with opened_registry() as registry:
        record = registry.submit(organization_id)
    _tell_status(record)
    click.echo(f"Periksa lalu tayangkan: linkreg organizations publish {record.id}")


@click.command()
@_ID
@json_option
def missing(organization_id: str, as_json: bool) -> None:
    """Sebutkan yang masih kurang sebelum draf ID dapat dikirim. Kode keluar 1 bila ada."""
    with opened_registry() as registry:
        found = registry.list_missing(organization_id)
    if as_json:
        print_json([_plain(mistake) for mistake in found])
    else:
        click.echo("\n".join(_line(mistake) for mistake in found) or "Tidak ada yang kurang.")
    if found:
        raise click.exceptions.Exit(1)


@click.command()
@_ID
@click.option("--reason", metavar="TEKS", help="Wajib bila ditangguhkan atau diarsipkan.")
def publish(organization_id: str, reason: str | None) -> None:
    """Tayangkan profil ID yang sudah dikirim, atau kembali bila ditangguhkan atau diarsipkan."""
    with opened_registry() as registry:
        record = registry.publish(organization_id, reason=reason)
    _tell_status(record)


@click.command("return")
@_ID
@_REASON
def send_back(organization_id: str, reason: str) -> None:
    """Kembalikan profil ID yang sudah dikirim kepada organisasinya untuk diperbaiki."""
    with opened_registry() as registry:
        record = registry.send_back(organization_id, reason)
    _tell_status(record)


@click.command()
@_ID
@_REASON
def suspend(organization_id: str, reason: str) -> None:
    """Beritahukan penangguhan profil ID; diputuskan setelah organisasi dapat menjawab."""
    with opened_registry() as registry:
        notice = registry.suspend(organization_id, reason)
    tell_announced(notice)


@click.command()
@_ID
@_REASON
def archive(organization_id: str, reason: str) -> None:
    """Beritahukan pengarsipan profil ID; diputuskan setelah organisasi dapat menjawab."""
    with opened_registry() as registry:
        done = registry.archive(organization_id, reason)
    if isinstance(done, NoticeRecord):
        tell_announced(done)
    else:
        _tell_status(done)


def _tell_status(record: OrganizationRecord) -> None:
    click.echo(f"{record.profile.name}: {record.status.label.lower()} (versi {record.version}).")


def _line(mistake: Mistake) -> str:
    return f"{mistake.pointer}: {mistake.message}"


def _plain(mistake: Mistake) -> dict[str, str]:
    return {"pointer": mistake.pointer, "code": mistake.code, "message": mistake.message}
