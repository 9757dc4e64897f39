"""``linkreg organizations history``: who did what to an organization, when, and why."""

from __future__ import annotations

from collections.abc import Iterator

import click

from linkreg.cli.listing import json_option, moment, print_json, print_lines
from linkreg.cli.opening import opened_registry
from linkreg.schemas.journal_views import present_history
from linkreg.services.chronicle import Happening
from linkreg.vocabulary import EvidenceKind, FlagKind, NoticeMeasure

#: What the journal's verbs mean to people; a verb that is not here is shown as it is.
_VERBS = {
    "registered": "didaftarkan",
    "updated": "profil diubah",
    "submitted": "dikirim",
    "published": "ditayangkan",
    "sent_back": "dikembalikan",
    "suspended": "ditangguhkan",
    "archived": "diarsipkan",
    "evidence_supplied": "dokumen disampaikan",
    "evidence_changed": "dokumen diubah",
    "evidence_withdrawn": "dokumen ditarik",
    "evidence_accepted": "dokumen diterima",
    "evidence_rejected": "dokumen ditolak",
    "evidence_taken_over": "dokumen diambil alih",
    "file_attached": "berkas diunggah",
    "reminder_sent": "pengingat dikirim",
    "notice_opened": "pemberitahuan dibuka",
    "notice_answered": "pemberitahuan dijawab",
    "notice_closed": "pemberitahuan ditutup",
    "consent_given": "persetujuan diberikan",
    "consent_withdrawn": "persetujuan ditarik",
    "person_erased": "data orang dihapus",
    "revision_redacted": "versi lama dibersihkan",
    **{f"{kind}_recorded": f"{kind.label.lower()} dicatat" for kind in FlagKind},
    **{f"{kind}_lifted": f"{kind.label.lower()} dicabut" for kind in FlagKind},
}

#: What a verb says already.
_OBVIOUS = frozenset({"evidence", "status", "flags", "consent", "revision", *FlagKind})

_LABELS = {code.value: code.label for code in (*EvidenceKind, *NoticeMeasure)}


@click.command()
@click.argument("organization_id", metavar="ID")
@json_option
def history(organization_id: str, as_json: bool) -> None:
    """Sebutkan siapa berbuat apa dan kapan pada organisasi ID, menurut jurnal."""
    with opened_registry() as registry:
        found = registry.read_history(organization_id)
    if as_json:
        print_json(present_history(found)["items"])
    else:
        print_lines(line for it in found.happenings for line in _lines(it))


def _lines(it: Happening) -> Iterator[str]:
    change = it.change
    version = f"versi {change.version}" if change.version else ""
    about = ", ".join(_LABELS.get(it, it) for it in change.fields if it not in _OBVIOUS)
    verb = _VERBS.get(change.verb, change.verb)
    yield f"{moment(change.at)}  {version:<9}  {change.actor}: {verb}{about and f' ({about})'}"
    if it.reason:
        yield f"    Alasan: {it.reason}"
