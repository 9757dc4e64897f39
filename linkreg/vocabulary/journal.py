"""What the journal's entries about an organization mean to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from linkreg.vocabulary.documents import EvidenceKind
from linkreg.vocabulary.oversight import FlagKind, NoticeMeasure
from linkreg.wording import Wording

#: What the journal's verbs mean to people; a verb that is not here is shown as it is.
HAPPENINGS: Mapping[str, Wording] = MappingProxyType(
    {
        "registered": Wording("didaftarkan"),
        "updated": Wording("profil diubah"),
        "submitted": Wording("dikirim"),
        "published": Wording("ditayangkan"),
        "sent_back": Wording("dikembalikan"),
        "suspended": Wording("ditangguhkan"),
        "archived": Wording("diarsipkan"),
        "evidence_supplied": Wording("dokumen disampaikan"),
        "evidence_changed": Wording("dokumen diubah"),
        "evidence_withdrawn": Wording("dokumen ditarik"),
        "evidence_accepted": Wording("dokumen diterima"),
        "evidence_rejected": Wording("dokumen ditolak"),
        "evidence_taken_over": Wording("dokumen diambil alih"),
        "file_attached": Wording("berkas diunggah"),
        "reminder_sent": Wording("pengingat dikirim"),
        "notice_opened": Wording("pemberitahuan dibuka"),
        "notice_answered": Wording("pemberitahuan dijawab"),
        "notice_closed": Wording("pemberitahuan ditutup"),
        "notice_mailed": Wording("surel pemberitahuan dikirim"),
        "consent_given": Wording("persetujuan diberikan"),
        "consent_withdrawn": Wording("persetujuan ditarik"),
        "person_erased": Wording("data orang dihapus"),
        "revision_redacted": Wording("versi lama dibersihkan"),
        **{
            f"{kind}_recorded": Wording("{flag} dicatat", flag=kind.label.lower())
            for kind in FlagKind
        },
        **{
            f"{kind}_lifted": Wording("{flag} dicabut", flag=kind.label.lower())
            for kind in FlagKind
        },
    }
)

#: What a verb says already.
_OBVIOUS = frozenset({"evidence", "status", "flags", "consent", "revision", *FlagKind})

_LABELS = {code.value: code.label for code in (*EvidenceKind, *NoticeMeasure)}


def about(fields: Sequence[str]) -> tuple[str, ...]:
    """Return what an entry is about beyond its verb: labels of codes, names of fields."""
    told = (_LABELS.get(name, name) for name in fields if name not in _OBVIOUS)
    return tuple(dict.fromkeys(told))
