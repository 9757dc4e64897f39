"""What assessments say: verdicts, outcomes, reasons, and what would change them."""

from __future__ import annotations

from linkreg.vocabulary.labeled import Labeled


class Basis(Labeled):
    """On whose word an assessment rests."""

    DECLARED = "declared", "Pernyataan organisasi"
    VERIFIED = "verified", "Terverifikasi petugas"


class Outcome(Labeled):
    """What a single criterion came to."""

    MET = "met", "Terpenuhi"
    NOT_MET = "not_met", "Tidak terpenuhi"
    UNKNOWN = "unknown", "Belum diketahui"
    NOT_APPLICABLE = "not_applicable", "Tidak berlaku"


class Verdict(Labeled):
    """What an assessment came to as a whole."""

    QUALIFIED = "qualified", "Memenuhi syarat"
    NOT_QUALIFIED = "not_qualified", "Tidak memenuhi syarat"
    INCOMPLETE = "incomplete", "Belum lengkap"


class Necessity(Labeled):
    """Whether a criterion always counts."""

    MANDATORY = "mandatory", "Wajib"
    CONDITIONAL = "conditional", "Bersyarat"


class Scope(Labeled):
    """Whether a criterion looks at the organization alone or at a package as well."""

    ORGANIZATION = "organization", "Organisasi"
    PACKAGE = "package", "Paket"


class ReasonCode(Labeled):
    """Why a criterion came to its outcome; the label is a sentence with places to fill."""

    DOCUMENT_VALID = "document_valid", "{documents} berlaku."
    DOCUMENT_VALID_UNTIL = "document_valid_until", "{documents} berlaku sampai {date}."
    DOCUMENT_MISSING = "document_missing", "Belum ada {documents}."
    DOCUMENT_LAPSED = "document_lapsed", "{documents} berakhir pada {date}."
    DOCUMENT_NOT_YET_VALID = "document_not_yet_valid", "{documents} baru berlaku mulai {date}."
    DOCUMENT_REJECTED = "document_rejected", "{documents} ditolak oleh petugas."
    DOCUMENT_UNVERIFIED = "document_unverified", "{documents} belum diverifikasi petugas."
    YEARS_COVERED = "years_covered", "{documents} tersedia untuk tahun {years}."
    YEARS_MISSING = "years_missing", "Belum ada {documents} untuk tahun {years}."
    YEARS_UNVERIFIED = "years_unverified", "{documents} tahun {years} belum diverifikasi petugas."
    YEARS_REJECTED = "years_rejected", "{documents} tahun {years} ditolak oleh petugas."
    LEGAL_FORM_FITS = "legal_form_fits", "Bentuk organisasi: {form}."
    LEGAL_FORM_UNFIT = (
        "legal_form_unfit",
        "Bentuk organisasi ({form}) tidak termasuk yang diterima.",
    )
    LEGAL_FORM_UNKNOWN = "legal_form_unknown", "Bentuk badan hukum belum diisi."
    STAFF_ENOUGH = "staff_enough", "Tenaga tetap: {count} orang."
    STAFF_TOO_FEW = "staff_too_few", "Tenaga tetap {count} orang, kurang dari {wanted}."
    STAFF_UNKNOWN = "staff_unknown", "Jumlah tenaga tetap belum diisi."
    EXPERIENCE_FOUND = "experience_found", "Pengalaman terakhir pada tahun {years}."
    EXPERIENCE_UNKNOWN = "experience_unknown", "Belum ada pengalaman kerja sejak tahun {years}."
    SIMILAR_EXPERIENCE_UNKNOWN = (
        "similar_experience_unknown",
        "Belum ada pengalaman di bidang paket sejak tahun {years}.",
    )
    FIELD_SHARED = "field_shared", "Bidang yang sama dengan paket: {fields}."
    FIELD_DIFFERS = "field_differs", "Bidang organisasi tidak sama dengan bidang paket ({fields})."
    FIELD_UNKNOWN = "field_unknown", "Bidang kegiatan organisasi belum diisi."
    PACKAGE_FIELD_UNKNOWN = "package_field_unknown", "Bidang urusan paket belum diketahui."
    NO_PACKAGE = "no_package", "Dinilai terhadap paket tertentu; tidak ada paket yang dipilih."
    NOT_PARTNERING = "not_partnering", "Hanya berlaku bila bermitra."
    NO_LONGER_ASKED = "no_longer_asked", "Tidak disyaratkan lagi oleh aturan yang baru."


class Action(Labeled):
    """What would move a criterion toward being met; the label is a sentence with places to fill."""

    SUPPLY = "supply", "Sampaikan {documents}."
    RENEW = "renew", "Sampaikan {documents} yang masih berlaku."
    REPLACE = "replace", "Perbaiki dan sampaikan kembali {documents}."
    VERIFY = "verify", "Mintakan verifikasi petugas atas {documents}."
    WAIT = "wait", "Tunggu hingga {documents} mulai berlaku."
    STATE = "state", "Lengkapi isian: {what}."
    CHANGE = "change", "Tidak dapat dipenuhi dengan dokumen saja: {what}."
