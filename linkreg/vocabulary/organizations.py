"""What organizations are, do and bear, whom they serve, and what speaks for them.

The goals are the United Nations' Sustainable Development Goals.
"""

from __future__ import annotations

from linkreg.vocabulary.labeled import Labeled


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


class Strength(Labeled):
    """What speaks for an organization without being a requirement; see ``linkreg.strengths``."""

    AUDITED = "audited", "Laporan keuangan diaudit"
    EXPERIENCED = "experienced", "Pengalaman tiga tahun atau lebih"
    ACCOUNTABILITY = "accountability", "Standar akuntabilitas"
    OPEN_GOVERNMENT = "open_government", "Komitmen rencana aksi OGI"
    CATALOGUE = "catalogue", "Tercantum di katalog elektronik"


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
