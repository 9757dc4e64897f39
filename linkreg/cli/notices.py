"""``linkreg notices``: what was announced to an organization, its answer, and the decision."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import click

from linkreg.cli.listing import json_option, moment, print_list
from linkreg.cli.opening import opened_registry
from linkreg.mail import Mailer
from linkreg.records import NoticeRecord
from linkreg.schemas.oversight_views import NoticeListView
from linkreg.services.notice_mail import NoticeDelivery
from linkreg.settings import load_settings, mail_settings
from linkreg.vocabulary import NoticeOutcome
from linkreg.wording import day_in_words

_NOTICE = click.argument("notice_id")


@click.group()
def notices() -> None:
    """Pemberitahuan kepada organisasi sebelum suatu tindakan."""


@notices.command("list")
@click.argument("organization_id", metavar="ID")
@json_option
def list_(organization_id: str, as_json: bool) -> None:
    """Daftar pemberitahuan kepada organisasi ID, yang terbaru dahulu."""
    with opened_registry() as registry:
        found = registry.list_notices(organization_id)
    print_list(found, NoticeListView, _lines, as_json=as_json, empty="Tidak ada pemberitahuan.")


@notices.command()
@_NOTICE
@click.option("--text", metavar="TEKS", required=True, help="Jawaban, persis seperti disampaikan.")
def reply(notice_id: str, text: str) -> None:
    """Catat jawaban organisasi atas NOTICE_ID, yang disampaikan misalnya lewat surat."""
    with opened_registry() as registry:
        notice = registry.reply(notice_id, text)
    click.echo(f"Jawaban dicatat. {notice.measure.label} sekarang dapat diputuskan:")
    _tell_choices(notice)


@notices.command()
@_NOTICE
@click.option("--confirm", "outcome", flag_value=NoticeOutcome.CONFIRMED.value, help="Laksanakan.")
@click.option("--drop", "outcome", flag_value=NoticeOutcome.DROPPED.value, help="Batalkan.")
@click.option("--note", metavar="TEKS", required=True, help="Dasar keputusan; organisasi membaca.")
def decide(notice_id: str, outcome: str | None, note: str) -> None:
    """Putuskan NOTICE_ID: laksanakan atau batalkan. Tidak dapat diubah lagi.

    Membatalkan boleh kapan saja; melaksanakan setelah organisasi menjawab atau waktunya habis.
    """
    if outcome is None:
        raise click.UsageError("Pilih --confirm (laksanakan) atau --drop (batalkan).")
    with opened_registry() as registry:
        notice = registry.decide_notice(notice_id, {"outcome": outcome, "note": note})
    click.echo(f"{notice.measure.label}: {_outcome(notice)}.")


@notices.command()
def send() -> None:
    """Surati organisasi tentang pemberitahuan yang belum disuratkan, masing-masing satu kali.

    Jalankan sesering mungkin: waktunya menjawab sudah berjalan. Kode keluar 1 bila ada yang gagal; yang
    gagal dikirim lagi lain kali. Perlu LINKREG_SMTP_URL, LINKREG_MAIL_FROM, LINKREG_PUBLIC_URL.
    """
    mail = mail_settings(load_settings(os.environ))
    tally: Counter[str] = Counter()
    with opened_registry() as registry, Mailer(mail.server, mail.sender) as mailer:
        for delivery in registry.send_notices(mailer.post, mail.public_url):
            outcome = _outcome_of(delivery)
            tally[outcome] += 1
            click.echo(f"{outcome}  {_addressed(delivery)}", err=bool(delivery.problem))
    click.echo(
        f"{tally[_SENT]} terkirim, {tally[_FAILED]} gagal, {tally[_UNREACHABLE]} tanpa surel."
    )
    if tally[_FAILED]:
        raise click.exceptions.Exit(1)


_SENT, _FAILED, _UNREACHABLE = "terkirim", "GAGAL", "tanpa surel"


def _outcome_of(delivery: NoticeDelivery) -> str:
    if delivery.problem:
        return _FAILED
    return _SENT if delivery.sent else _UNREACHABLE


def _addressed(delivery: NoticeDelivery) -> str:
    unsent = delivery.unsent
    problem = f": {delivery.problem}" if delivery.problem else ""
    return f"{unsent.notice.measure.label}, {unsent.record.profile.name}{problem}"


def tell_announced(notice: NoticeRecord) -> None:
    """Say that a measure was announced, until when it may be answered, and how to decide."""
    click.echo(f"{notice.measure.label} diberitahukan (pemberitahuan {notice.id}).")
    click.echo(
        f"Organisasi dapat menjawab sampai {day_in_words(notice.reply_until)}. Setelah ia menjawab "
        "atau waktunya habis, putuskan:"
    )
    _tell_choices(notice)


def _tell_choices(notice: NoticeRecord) -> None:
    for choice in ("--confirm", "--drop"):
        click.echo(f"  linkreg notices decide {notice.id} {choice} --note TEKS")


def _outcome(notice: NoticeRecord) -> str:
    if notice.outcome is None:
        return f"menunggu jawaban sampai {day_in_words(notice.reply_until)}"
    return notice.outcome.label.lower()


def _lines(notice: NoticeRecord) -> Iterator[str]:
    about = f" (dokumen {notice.evidence_id})" if notice.evidence_id else ""
    state = "sudah dijawab" if notice.is_open and notice.replied_at else _outcome(notice)
    yield f"{notice.id}  {notice.measure.label}{about}: {state}"
    yield f"    {moment(notice.opened_at)}, {notice.opened_by}: {notice.reason}"
    if notice.reply:
        yield f"    Jawaban: {notice.reply}"
    if notice.note:
        yield f"    Keputusan: {notice.note}"
