"""What the journal's entries about an organization mean to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from linkreg.vocabulary.documents import EvidenceKind
from linkreg.vocabulary.oversight import FlagKind, NoticeMeasure

#: What the journal's verbs mean to people; a verb that is not here is shown as it is.
HAPPENINGS: Mapping[str, str] = MappingProxyType(
    {
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
        "notice_mailed": "surel pemberitahuan dikirim",
        "consent_given": "persetujuan diberikan",
        "consent_withdrawn": "persetujuan ditarik",
        "person_erased": "data orang dihapus",
        "revision_redacted": "versi lama dibersihkan",
        **{f"{kind}_recorded": f"{kind.label.lower()} dicatat" for kind in FlagKind},
        **{f"{kind}_lifted": f"{kind.label.lower()} dicabut" for kind in FlagKind},
    }
)

#: What a verb says already.
_OBVIOUS = frozenset({"evidence", "status", "flags", "consent", "revision", *FlagKind})

_LABELS = {code.value: code.label for code in (*EvidenceKind, *NoticeMeasure)}


def about(fields: Sequence[str]) -> tuple[str, ...]:
    """Return what an entry is about beyond its verb: labels of codes, names of fields."""
    told = (_LABELS.get(name, name) for name in fields if name not in _OBVIOUS)
    return tuple(dict.fromkeys(told))
