"""What each kind of document must say of itself, and what an officer looks at before accepting it.

One table, for forms, schemas and checklists alike. Source: the requirements of Peraturan LKPP 3/2021
and how their proofs run out (a lease, a term of office and an agreement end; a KSWP print-out speaks
for the year of its day; an audited statement for its fiscal year).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from linkreg.vocabulary import EvidenceKind, VerificationQuestion
from linkreg.wording import Wording

_Q = VerificationQuestion
_COMMON = (_Q.NAME_MATCHES, _Q.LEGIBLE)
_NUMBERED = (_Q.NUMBER_MATCHES, _Q.NAME_MATCHES, _Q.DATE_VALID, _Q.ISSUER_RIGHT, _Q.LEGIBLE)
_DATED = (_Q.NAME_MATCHES, _Q.DATE_VALID, _Q.LEGIBLE)
_STATUTES = (_Q.NAME_MATCHES, _Q.FIELD_NAMED, _Q.LEGIBLE)

#: The questions of an officer's checklist; all of them must be answered yes to accept.
CHECKLISTS: Mapping[EvidenceKind, tuple[VerificationQuestion, ...]] = MappingProxyType(
    {
        EvidenceKind.DEED: _NUMBERED,
        EvidenceKind.MINISTERIAL_DECREE: _NUMBERED,
        EvidenceKind.DEED_AMENDMENT: _NUMBERED,
        EvidenceKind.KSWP: (_Q.NAME_MATCHES, _Q.DATE_VALID, _Q.ISSUER_RIGHT, _Q.LEGIBLE),
        EvidenceKind.BOARD_DECREE: _DATED,
        EvidenceKind.ORGANIZATION_CHART: _COMMON,
        EvidenceKind.ARTICLES: _STATUTES,
        EvidenceKind.BYLAWS: _COMMON,
        EvidenceKind.FIELD_APPROVAL: (*_NUMBERED, _Q.FIELD_NAMED),
        EvidenceKind.STAFF_LIST: _DATED,
        EvidenceKind.CURRICULUM_VITAE: _COMMON,
        EvidenceKind.DOMICILE_LETTER: _NUMBERED,
        EvidenceKind.OFFICE_TITLE: _NUMBERED,
        EvidenceKind.OFFICE_LEASE: _DATED,
        EvidenceKind.PARTNERSHIP_AGREEMENT: _DATED,
        EvidenceKind.AUDITED_STATEMENT: (_Q.NAME_MATCHES, _Q.ISSUER_RIGHT, _Q.LEGIBLE),
        EvidenceKind.WORK_CONTRACT: _NUMBERED,
    }
)

#: The date or year without which nobody could say how long a document counts, and how to ask for it.
REQUIRED: Mapping[EvidenceKind, tuple[str, Wording]] = MappingProxyType(
    {
        EvidenceKind.KSWP: (
            "issued_on",
            Wording("Isi tanggal cetak KSWP; masa berlakunya dihitung dari tanggal itu."),
        ),
        EvidenceKind.AUDITED_STATEMENT: (
            "fiscal_year",
            Wording("Isi tahun buku laporan keuangan."),
        ),
        EvidenceKind.BOARD_DECREE: ("valid_until", Wording("Isi akhir masa jabatan pengurus.")),
        EvidenceKind.OFFICE_LEASE: (
            "valid_until",
            Wording("Isi tanggal berakhirnya sewa atau pinjam pakai."),
        ),
        EvidenceKind.PARTNERSHIP_AGREEMENT: (
            "valid_until",
            Wording("Isi tanggal berakhirnya perjanjian."),
        ),
    }
)

#: What may have a last day without having to: whoever holds one is asked whether it does.
MAY_END = frozenset({EvidenceKind.FIELD_APPROVAL, EvidenceKind.DOMICILE_LETTER})


def dates_asked(kind: EvidenceKind) -> tuple[str, ...]:
    """Return which dates decide how long a document of the kind counts, the required one first."""
    needed = REQUIRED.get(kind, ("", ""))[0]
    return tuple(filter(None, (needed, "valid_until" if kind in MAY_END else "")))


#: What the answer to each question rests on.
_COMPARED: Mapping[VerificationQuestion, tuple[str, ...]] = MappingProxyType(
    {
        _Q.NUMBER_MATCHES: ("number",),
        _Q.DATE_VALID: ("issued_on", "valid_until"),
        _Q.ISSUER_RIGHT: ("issuer",),
        _Q.FIELD_NAMED: ("clause",),
    }
)


def asked_of(kind: EvidenceKind) -> frozenset[str]:
    """Return what a document of a kind is to say of itself: what an officer compares, and its end."""
    asked = {name for question in CHECKLISTS[kind] for name in _COMPARED.get(question, ())}
    needed, _ = REQUIRED.get(kind, ("", ""))
    if needed in {"issued_on", "fiscal_year"}:  # its end follows from that
        asked.discard("valid_until")
    return frozenset({*asked, needed} - {""})
