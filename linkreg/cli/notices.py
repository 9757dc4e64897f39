"""``linkreg notices``: what was announced to an organization, its answer, and the decision."""

from __future__ import annotations

from collections.abc import Iterator

import click

from linkreg.cli.listing import json_option, moment, print_list
from linkreg.cli.opening import opened_registry
from linkreg.eligibility.judgement import day_in_words
from linkreg.records import NoticeRecord
from linkreg.schemas.oversight_views import NoticeListView
from linkreg.vocabulary import NoticeOutcome

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
