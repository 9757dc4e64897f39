"""Who may act, and what officers put on record."""

from __future__ import annotations

from linkreg.vocabulary.labeled import Labeled


class Role(Labeled):
    """What an account may be."""

    ORGANIZATION = "organization", "Organisasi"
    OFFICER = "officer", "Petugas"
    ADMINISTRATOR = "administrator", "Administrator"
    SERVICE = "service", "Layanan"


class TokenScope(Labeled):
    """What a token may be limited to; ``write`` includes ``read``."""

    READ = "read", "Membaca yang tidak tayang dan dokumen, sejauh akunnya boleh"
    REGISTER = "register", "Mendaftarkan organisasi baru"
    WRITE = "write", "Membaca, mengubah, dan memutuskan, sejauh akunnya boleh"


class NoticeMeasure(Labeled):
    """What an officer intends, and announces before it takes effect."""

    REJECTION = "rejection", "Penolakan dokumen"
    SUSPENSION = "suspension", "Penangguhan profil"
    ARCHIVAL = "archival", "Pengarsipan profil"


class NoticeOutcome(Labeled):
    """How a notice ended."""

    CONFIRMED = "confirmed", "Dilaksanakan"
    DROPPED = "dropped", "Dibatalkan"
    SUPERSEDED = "superseded", "Tidak berlaku lagi karena keadaannya berubah"


class FlagKind(Labeled):
    """How grave something is that an officer has put on record about an organization."""

    OBSERVATION = "observation", "Catatan"
    WARNING = "warning", "Peringatan"
    SANCTION = "sanction", "Sanksi"


class AccessKind(Labeled):
    """What an officer read that the public does not see."""

    PROFILE = "profile", "Profil dan daftar dokumen"
    DOCUMENTS = "documents", "Daftar dokumen"
    FILE = "file", "Berkas dokumen"
    NOTICE = "notice", "Pemberitahuan dan jawabannya"
