"""What documents and their files are, what is said of them, and how they run out.

The kinds follow the practice of *swakelola* (Peraturan LKPP 3/2021).
"""

from __future__ import annotations

from linkreg.vocabulary.labeled import Labeled


class EvidenceKind(Labeled):
    """What a document is."""

    DEED = "deed", "Akta pendirian"
    MINISTERIAL_DECREE = "ministerial_decree", "SK pengesahan badan hukum (SK AHU)"
    DEED_AMENDMENT = "deed_amendment", "Akta perubahan terakhir"
    KSWP = "kswp", "Cetakan Konfirmasi Status Wajib Pajak (KSWP)"
    BOARD_DECREE = "board_decree", "SK susunan pengurus"
    ORGANIZATION_CHART = "organization_chart", "Bagan struktur organisasi"
    ARTICLES = "articles", "Anggaran Dasar (AD)"
    BYLAWS = "bylaws", "Anggaran Rumah Tangga (ART)"
    FIELD_APPROVAL = "field_approval", "Pengesahan bidang kegiatan"
    STAFF_LIST = "staff_list", "Daftar tenaga tetap"
    CURRICULUM_VITAE = "curriculum_vitae", "Daftar riwayat hidup tenaga inti"
    DOMICILE_LETTER = "domicile_letter", "Surat keterangan domisili"
    OFFICE_TITLE = "office_title", "Bukti milik kantor (sertifikat atau akta)"
    OFFICE_LEASE = "office_lease", "Perjanjian sewa atau pinjam pakai kantor"
    PARTNERSHIP_AGREEMENT = "partnership_agreement", "Perjanjian kemitraan"
    AUDITED_STATEMENT = "audited_statement", "Laporan keuangan tahunan yang diaudit"
    WORK_CONTRACT = "work_contract", "Kontrak atau BAST pekerjaan sejenis"


class EvidenceState(Labeled):
    """What an officer has said of a document."""

    PENDING = "pending", "Menunggu verifikasi"
    ACCEPTED = "accepted", "Diterima"
    REJECTED = "rejected", "Ditolak"


class VerificationQuestion(Labeled):
    """What an officer looks at before accepting a document."""

    NUMBER_MATCHES = "number_matches", "Nomor pada dokumen sama dengan yang diisi"
    NAME_MATCHES = "name_matches", "Nama pada dokumen adalah nama organisasi ini"
    DATE_VALID = "date_valid", "Tanggal sama dengan yang diisi dan masih berlaku"
    ISSUER_RIGHT = "issuer_right", "Penerbitnya berwenang"
    LEGIBLE = "legible", "Lengkap dan terbaca"
    FIELD_NAMED = "field_named", "Pasal yang disebut memuat bidang kegiatan yang diisi"


class FileType(Labeled):
    """What a document's file is, as its content says; the code is the media type."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"


#: What every browser shows by itself, without running anything.
SHOWABLE = frozenset({FileType.PDF, FileType.JPEG, FileType.PNG})


class Expiry(Labeled):
    """How a document's last day lies to today; the label is the rest of a sentence about it."""

    AHEAD = "ahead", "berakhir pada {date}, {days} hari lagi"
    TODAY = "today", "berakhir hari ini, {date}"
    PAST = "past", "sudah berakhir pada {date}"


class Renewal(Labeled):
    """What helps against a document that runs out; ``date`` is the day after its last one."""

    RENEW = "renew", "Sampaikan penggantinya, yang berlaku paling lambat mulai {date}."
    REPLACE = "replace", "Sampaikan penggantinya yang masih berlaku."
    REPRINT = "reprint", "Sampaikan cetakan baru yang terbit pada atau sesudah {date}."
