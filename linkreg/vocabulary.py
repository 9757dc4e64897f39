"""The closed lists of the registry: stable codes with the Indonesian labels people see.

A member's value is the code that is stored and exchanged; ``label`` is what a screen shows. Codes
are never renamed or reused. Sources: the requirements and documents follow ``swakelola`` practice
(Peraturan LKPP 3/2021); the goals are the United Nations' Sustainable Development Goals.
"""

from __future__ import annotations

from enum import StrEnum


class Labeled(StrEnum):
    """A string enumeration whose members are written ``CODE = "code", "Label"``."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Labeled:
        """Build a member from its code and its Indonesian label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class LegalForm(Labeled):
    """What kind of body the organization is."""

    YAYASAN = "yayasan", "Yayasan"
    PERKUMPULAN = "perkumpulan", "Perkumpulan berbadan hukum"
    OTHER_NONPROFIT = "other_nonprofit", "Badan hukum nirlaba lain"
    UNINCORPORATED = "unincorporated", "Tidak berbadan hukum"


class OrganizationStatus(Labeled):
    """Where a profile stands in its life cycle."""

    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Menunggu penayangan"
    PUBLISHED = "published", "Tayang"
    SUSPENDED = "suspended", "Ditangguhkan"
    ARCHIVED = "archived", "Diarsipkan"


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


class FileType(Labeled):
    """What a document's file is, as its content says; the code is the media type."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"


class IdentifierScheme(Labeled):
    """By which numbering an identifier is to be read."""

    NPWP = "npwp", "NPWP"
    NITKU = "nitku", "NITKU"
    NIB = "nib", "NIB"
    SK_AHU = "sk_ahu", "SK pengesahan (AHU)"
    SKT_ORMAS = "skt_ormas", "SKT Ormas (Kesbangpol/Kemendagri)"
    SKT_PAJAK = "skt_pajak", "SKT Pajak"
    ROR = "ror", "ROR ID"


class Service(Labeled):
    """What the organization can do for a government office."""

    TRAINING = "training", "Pelatihan dan peningkatan kapasitas"
    ASSISTANCE = "assistance", "Pendampingan masyarakat"
    OUTREACH = "outreach", "Penyuluhan dan sosialisasi"
    CAMPAIGN = "campaign", "Kampanye dan publikasi"
    RESEARCH = "research", "Penelitian dan kajian"
    SURVEY = "survey", "Survei dan pendataan"
    MONITORING = "monitoring", "Pemantauan dan evaluasi"
    POLICY_ADVICE = "policy_advice", "Penyusunan naskah kebijakan"
    FACILITATION = "facilitation", "Fasilitasi musyawarah dan perencanaan"
    EVENT = "event", "Penyelenggaraan acara dan lokakarya"
    HEALTH_SERVICE = "health_service", "Layanan kesehatan dasar"
    COUNSELING = "counseling", "Konseling dan layanan psikososial"
    LEGAL_AID = "legal_aid", "Bantuan hukum"
    SHELTER = "shelter", "Rumah aman dan rehabilitasi sosial"
    AID_DISTRIBUTION = "aid_distribution", "Penyaluran bantuan"
    EDUCATION = "education", "Penyelenggaraan pendidikan nonformal"
    VOCATIONAL = "vocational", "Pelatihan keterampilan kerja"
    ENTERPRISE = "enterprise", "Pengembangan usaha mikro dan koperasi"
    AGRICULTURE = "agriculture", "Pendampingan pertanian dan perikanan"
    CONSERVATION = "conservation", "Konservasi dan rehabilitasi lahan"
    WASTE = "waste", "Pengelolaan sampah"
    WATER_SANITATION = "water_sanitation", "Air bersih dan sanitasi"
    DISASTER = "disaster", "Penanggulangan bencana"
    CULTURE = "culture", "Pelestarian seni dan budaya"
    SPORTS = "sports", "Pembinaan olahraga dan kepemudaan"
    TECHNOLOGY = "technology", "Literasi digital dan sistem informasi"


class BeneficiaryGroup(Labeled):
    """Whom the organization serves; never a description of a person."""

    GENERAL_PUBLIC = "general_public", "Masyarakat umum"
    CHILDREN = "children", "Anak"
    INFANTS_MOTHERS = "infants_mothers", "Ibu hamil, ibu menyusui, dan balita"
    YOUTH = "youth", "Remaja dan pemuda"
    STUDENTS = "students", "Pelajar dan mahasiswa"
    WOMEN = "women", "Perempuan"
    WOMEN_HEADS = "women_heads", "Perempuan kepala keluarga"
    OLDER_PEOPLE = "older_people", "Lanjut usia"
    DISABILITY = "disability", "Penyandang disabilitas"
    INDIGENOUS = "indigenous", "Masyarakat adat"
    POOR_FAMILIES = "poor_families", "Keluarga miskin dan rentan"
    FARMERS = "farmers", "Petani"
    FISHERS = "fishers", "Nelayan dan masyarakat pesisir"
    WORKERS = "workers", "Pekerja dan buruh"
    MIGRANT_WORKERS = "migrant_workers", "Pekerja migran dan keluarganya"
    MICRO_ENTERPRISES = "micro_enterprises", "Pelaku usaha mikro dan kecil"
    VIOLENCE_SURVIVORS = "violence_survivors", "Korban kekerasan dan perdagangan orang"
    HIV = "hiv", "Orang dengan HIV dan populasi kunci"
    DRUG_USERS = "drug_users", "Penyalah guna napza dan keluarganya"
    PRISONERS = "prisoners", "Warga binaan dan mantan warga binaan"
    DISASTER_SURVIVORS = "disaster_survivors", "Penyintas bencana"
    STREET_CHILDREN = "street_children", "Anak jalanan dan anak terlantar"
    VILLAGERS = "villagers", "Masyarakat desa dan pemerintah desa"


class Sdg(Labeled):
    """The seventeen Sustainable Development Goals."""

    NO_POVERTY = "1", "1 Tanpa kemiskinan"
    ZERO_HUNGER = "2", "2 Tanpa kelaparan"
    HEALTH = "3", "3 Kehidupan sehat dan sejahtera"
    EDUCATION = "4", "4 Pendidikan berkualitas"
    GENDER = "5", "5 Kesetaraan gender"
    WATER = "6", "6 Air bersih dan sanitasi layak"
    ENERGY = "7", "7 Energi bersih dan terjangkau"
    WORK = "8", "8 Pekerjaan layak dan pertumbuhan ekonomi"
    INFRASTRUCTURE = "9", "9 Industri, inovasi, dan infrastruktur"
    INEQUALITY = "10", "10 Berkurangnya kesenjangan"
    CITIES = "11", "11 Kota dan permukiman yang berkelanjutan"
    CONSUMPTION = "12", "12 Konsumsi dan produksi yang bertanggung jawab"
    CLIMATE = "13", "13 Penanganan perubahan iklim"
    OCEANS = "14", "14 Ekosistem lautan"
    LAND = "15", "15 Ekosistem daratan"
    PEACE = "16", "16 Perdamaian, keadilan, dan kelembagaan yang tangguh"
    PARTNERSHIPS = "17", "17 Kemitraan untuk mencapai tujuan"


class AccountabilityStandard(Labeled):
    """The seven minimum standards of accountability (*Standar Minimal Akuntabilitas LSM*).

    Source: Konsil LSM Indonesia, February 2015, ISBN 978-602-72200-0-3, chapter 3;
    http://konsillsm.or.id/standar-akuntabilitas/.
    """

    GOVERNANCE = "governance", "Tata pengurusan yang baik"
    STAFF = "staff", "Manajemen staf yang profesional"
    FINANCE = "finance", "Manajemen keuangan yang terbuka dan terpercaya"
    PARTICIPATION = (
        "participation",
        "Partisipasi bermakna masyarakat dampingan dalam pengambilan keputusan strategis organisasi",
    )
    COMPLAINTS = "complaints", "Penanganan pengaduan"
    TRANSPARENCY = "transparency", "Transparansi informasi"
    CONFLICT_OF_INTEREST = "conflict_of_interest", "Pencegahan konflik kepentingan"


class Strength(Labeled):
    """What speaks for an organization without being a requirement; see ``linkreg.strengths``."""

    AUDITED = "audited", "Laporan keuangan diaudit"
    EXPERIENCED = "experienced", "Pengalaman tiga tahun atau lebih"
    ACCOUNTABILITY = "accountability", "Standar akuntabilitas"
    OPEN_GOVERNMENT = "open_government", "Komitmen rencana aksi OGI"
    CATALOGUE = "catalogue", "Tercantum di katalog elektronik"


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
