"""``linkreg reminders``: tell organizations in time that a document runs out; meant to run daily."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click

from linkreg.cli.opening import opened_registry
from linkreg.cli.options import DAY
from linkreg.mail import Mailer
from linkreg.services.expiry import RunningOut
from linkreg.services.reminders import Reminder
from linkreg.services.sending import Delivery
from linkreg.settings import load_settings, mail_settings

_WITHOUT_ADDRESS = "tanpa surel"


@click.group()
def reminders() -> None:
    """Pengingat dokumen yang segera berakhir."""


@reminders.command()
@click.option("--on", type=DAY, help="Pada tanggal ini; bawaan hari ini.")
@click.option("--json", "as_json", is_flag=True, help="Keluarkan JSON.")
@click.option("--send", is_flag=True, help="Kirim yang jatuh tempo hari ini lewat surel.")
def due(on: datetime | None, as_json: bool, send: bool) -> None:
    """Daftar pengingat yang belum terkirim, per organisasi.

    Organisasi diingatkan 28 dan 14 hari sebelum dokumennya berakhir, pada hari terakhirnya, dan 28 hari
    sesudahnya. Dengan --send setiap pengingat dikirim satu kali; jalankan setiap hari, dan hari yang
    terlewat disusulkan. Kode keluar 1 bila ada yang gagal; yang gagal dikirim lagi lain kali.
    Perlu LINKREG_SMTP_URL, LINKREG_MAIL_FROM, LINKREG_PUBLIC_URL.
    """
    if send:
        if on or as_json:
            raise click.UsageError("--send mengirim yang hari ini; hapus --on dan --json.")
        _send()
        return
    with opened_registry() as registry:
        found = registry.list_reminders(on.date() if on else None)
    click.echo(_as_json(found) if as_json else _as_text(found))


def _send() -> None:
    mail = mail_settings(load_settings(os.environ))
    sent = failed = unreachable = 0
    with opened_registry() as registry, Mailer(mail.server, mail.sender) as mailer:
        for delivery in registry.send_reminders(mailer.post, mail.public_url):
            sent += delivery.sent
            failed += bool(delivery.problem)
            unreachable += not delivery.reminder.recipients
            click.echo(_told(delivery), err=bool(delivery.problem))
    click.echo(f"{sent} terkirim, {failed} gagal, {unreachable} {_WITHOUT_ADDRESS}.")
    if failed:
        raise click.exceptions.Exit(1)


def _told(delivery: Delivery) -> str:
    outcome = "terkirim" if delivery.sent else "GAGAL" if delivery.problem else "belum terkirim"
    problem = f": {delivery.problem}" if delivery.problem else ""
    return f"{outcome}  {_head(delivery.reminder)}{problem}"


def _as_text(found: Iterable[Reminder]) -> str:
    lines = []
    for reminder in found:
        lines.append(_head(reminder))
        lines += [
            f"    {document.evidence.kind.label}: {document.when_text} (tahap {document.stage})"
            for document in reminder.documents
        ]
    return "\n".join(lines) or "Tidak ada pengingat yang jatuh tempo."


def _head(reminder: Reminder) -> str:
    to = ", ".join(reminder.recipients) or _WITHOUT_ADDRESS
    return f"{reminder.record.id}  {reminder.record.profile.name} ({to})"


def _as_json(found: Iterable[Reminder]) -> str:
    return json.dumps([_plain(reminder) for reminder in found], ensure_ascii=False, indent=2)


def _plain(reminder: Reminder) -> dict[str, Any]:
    return {
        "organization": {"id": reminder.record.id, "name": reminder.record.profile.name},
        "on": reminder.on.isoformat(),
        "recipients": list(reminder.recipients),
        "documents": [_plain_document(document) for document in reminder.documents],
    }


def _plain_document(document: RunningOut) -> dict[str, Any]:
    return {
        "id": document.evidence.id,
        "kind": document.evidence.kind.value,
        "number": document.evidence.number,
        "ends_on": document.ends_on.isoformat(),
        "stage": document.stage,
        "criteria": list(document.criteria),
    }
