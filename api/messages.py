"""What the pages' code says to people: names of fields and filters, titles, and short confirmations.

Whole sentences of a page live in its template; codes carry their labels in ``linkreg.vocabulary``.
All are Indonesian, said in the language chosen where a page shows them (``api.languages``): as a
``Wording`` what is filled or stands in a template, as a plain text what is only flashed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from linkreg.schemas.accounts import PASSWORD_MIN
from linkreg.search import Part, Sort
from linkreg.services.credentials import IDLE_LIMIT
from linkreg.wording import Wording

_Key = TypeVar("_Key", str, Part, Sort, int | None)


def _worded(texts: Mapping[_Key, str]) -> Mapping[_Key, Wording]:
    return MappingProxyType({key: Wording(text) for key, text in texts.items()})


#: The fields of the forms, by the name they have there.
FIELD_LABELS: Mapping[str, Wording] = _worded(
    {
        "name": "Nama organisasi",
        "short_name": "Singkatan",
        "legal_form": "Bentuk organisasi",
        "founded_on": "Tanggal berdiri",
        "npwp": "NPWP organisasi",
        "sk_ahu": "Nomor SK pengesahan (SK AHU)",
        "region": "Kabupaten atau kota",
        "address": "Alamat kantor",
        "contact-email": "Surel lembaga",
        "contact-phone": "Telepon lembaga",
        "contact-website": "Situs web",
        "description": "Uraian kegiatan",
        "urusan": "Bidang urusan",
        "services": "Layanan",
        "beneficiaries": "Kelompok penerima manfaat",
        "operating_regions": "Wilayah kerja",
        "board": "Pengurus",
        "personnel-permanent": "Tenaga tetap",
        "personnel-by_sex-male": "Laki-laki",
        "personnel-by_sex-female": "Perempuan",
        "strengths-audited_years": "Tahun buku dengan laporan keuangan yang diaudit",
        "strengths-accountability_standards": "Standar akuntabilitas yang diterapkan",
        "strengths-open_government_commitments": "Komitmen dalam rencana aksi OGI",
        "strengths-catalogue_url": "Alamat di katalog elektronik",
        "email": "Surel untuk masuk",
        "password": "Kata sandi",
        "current": "Kata sandi sekarang",
        "title": "Nama pekerjaan",
        "partner": "Pemberi pekerjaan atau mitra",
        "start_year": "Tahun mulai",
        "end_year": "Tahun selesai",
        "value": "Nilai (rupiah)",
        "kind": "Jenis dokumen",
        "number": "Nomor",
        "issuer": "Penerbit",
        "issued_on": "Tanggal terbit",
        "valid_from": "Berlaku mulai",
        "valid_until": "Berlaku sampai",
        "fiscal_year": "Tahun buku",
        "file": "Berkas",
        "clause": "Pasal tentang bidang kegiatan",
        "replaces": "Menggantikan",
        "state": "Putusan",
        "note": "Catatan",
        "reason": "Alasan",
        "source": "Dasar (dokumen sumber)",
        "starts_on": "Mulai",
        "ends_on": "Sampai",
        "scope": "Berlaku di",
        "outcome": "Putusan",
        "text": "Jawaban",
    }
)
BOARD_POSITION = Wording("Jabatan")
BOARD_NAME = Wording("Nama")
BOARD_LABEL = Wording("{what} pengurus baris {row}")

#: Which item of a list typed into one field a message is about.
PLACE_IN_ROW = Wording("Isian ke-{number}")
PLACE_OF_LINE = Wording("Baris {number}")

#: What is said of a day that cannot be read.
DAY_WANTED = "Bukan tanggal yang lengkap; tulis misalnya 3 Februari 2015 atau 03/02/2015."

#: What is remarked of a name in capitals; it is no mistake.
CAPITALS = "Huruf besar semua. Bila dalam akta tidak begitu, tulis misalnya Yayasan Contoh."

#: The steps of a profile, by the last part of their addresses, in one word each.
STEP_TITLES: Mapping[str, Wording] = _worded(
    {
        "identitas": "Identitas",
        "legalitas": "Legalitas",
        "bidang": "Bidang",
        "pengurus": "Pengurus",
        "bukti": "Bukti",
        "periksa": "Periksa",
    }
)
STEP_SAVED = Wording("Langkah {step} tersimpan.")
STEP_LEFT = Wording(
    "Langkah {step} belum tersimpan: ada yang perlu diperbaiki. Ketikan Anda tetap ada."
)
TYPING_KEPT = Wording("Ketikan tersimpan pukul {time}.")
TYPING_DROPPED = "Ketikan dibuang. Di bawah ini data yang tersimpan."

#: The positions every board has; a new form offers them first.
POSITIONS = ("Ketua", "Sekretaris", "Bendahara")

#: The parts of a profile, as a history names what changed.
PROFILE_PARTS: Mapping[str, Wording] = _worded(
    {
        "name": "nama",
        "region": "kedudukan",
        "short_name": "singkatan",
        "aliases": "nama lain",
        "legal_form": "bentuk organisasi",
        "founded_on": "tanggal berdiri",
        "description": "uraian",
        "address": "alamat kantor",
        "contact": "kontak",
        "urusan": "bidang urusan",
        "services": "layanan",
        "operating_regions": "wilayah kerja",
        "beneficiaries": "penerima manfaat",
        "sdgs": "Tujuan Pembangunan Berkelanjutan",
        "board": "pengurus",
        "personnel": "tenaga tetap",
        "experiences": "pengalaman",
        "strengths": "kelebihan",
        "identifiers": "nomor identitas",
    }
)

#: The parameters of a search, as headings of filters and in messages.
PARAMETER_LABELS: Mapping[str, Wording] = _worded(
    {
        "q": "Kata pencarian",
        "region": "Wilayah",
        "operating_region": "Wilayah kerja",
        "urusan": "Bidang urusan",
        "service": "Layanan",
        "beneficiary": "Penerima manfaat",
        "legal_form": "Bentuk organisasi",
        "strength": "Kelebihan",
        "qualified_on": "Memenuhi syarat pada",
        "basis": "Dasar penilaian",
        "status": "Status",
        "near": "Dekat dengan",
        "within_km": "Jarak",
        "changed_since": "Berubah sejak",
        "sort": "Urutan",
        "limit": "Jumlah per halaman",
        "offset": "Halaman",
        "on": "Tanggal penilaian",
    }
)
#: Words to begin with, for whoever looks at the search for the first time.
EXAMPLES = (
    "pelatihan kader posyandu",
    "bantuan hukum perempuan",
    "pengelolaan sampah di Makassar",
    "pendampingan UMKM",
)
WITHOUT_WORDS = Wording("Tanpa kata pencarian")
WITHOUT_FILTER = Wording("Tanpa saringan {label}")
WITHOUT_FILTERS = Wording("Tanpa semua saringan")
CHIP_QUALIFIED = Wording("Memenuhi syarat pada {day} ({basis})")
CHIP_NEAR = Wording("Dekat {place}")
CHIP_WITHIN = Wording("Dalam {km} km dari {place}")
CHIP_SINCE = Wording("Berubah sejak {day}")

#: Leads to the search of one place that the words name.
ONLY_IN = Wording("Hanya di {place}")

#: The parts of a profile, in "why this result".
PART_LABELS: Mapping[Part, Wording] = _worded(
    {
        Part.NAME: "nama",
        Part.SHORT_NAME: "singkatan",
        Part.ALIAS: "nama lain",
        Part.FIELD: "bidang kerja",
        Part.EXPERIENCE: "pengalaman",
        Part.PLACE: "tempat",
        Part.DESCRIPTION: "uraian",
    }
)

SORT_LABELS: Mapping[Sort, Wording] = _worded(
    {
        Sort.RELEVANCE: "Paling sesuai",
        Sort.NAME: "Nama",
        Sort.UPDATED: "Terakhir diperbarui",
        Sort.DISTANCE: "Jarak",
    }
)

#: What an error page is called, by status; ``None`` for any other.
ERROR_TITLES: Mapping[int | None, Wording] = _worded(
    {
        400: "Permintaan tidak dapat dibaca",
        401: "Anda perlu masuk",
        403: "Tidak diizinkan",
        404: "Tidak ditemukan",
        405: "Permintaan tidak diterima",
        409: "Bertentangan dengan data tersimpan",
        410: "Sudah dihapus",
        412: "Data sudah berubah",
        413: "Terlalu besar",
        422: "Isian belum benar",
        429: "Terlalu banyak permintaan",
        503: "Layanan belum siap",
        None: "Terjadi kesalahan",
    }
)

REGISTERED = "Draf profil tersimpan dan Anda sudah masuk. Isian tersimpan sambil diketik."
EXPERIENCE_ADDED = "Pengalaman ditambahkan."
SUBMITTED = "Profil dikirim. Petugas wilayah Anda akan memeriksa dan menayangkannya."
PUBLISHED = "Profil ditayangkan."
SENT_BACK = "Profil dikembalikan kepada organisasi."
ARCHIVED = "Profil diarsipkan. Halamannya tetap dapat dibaca."
MEASURE_ANNOUNCED = Wording(
    "{measure} diberitahukan kepada organisasi, yang dapat menjawab sampai {day}."
)
REPLIED = "Jawaban tersimpan. Petugas akan membacanya sebelum memutuskan."
NOTICE_DECIDED = Wording("{measure}: {outcome}.")
FLAG_RAISED = "Tanda tercatat."
FLAG_LIFTED = "Tanda dicabut mulai hari ini."
CONSENT_GIVEN = "Persetujuan tercatat. Nama pengurus ditayangkan bersama profil."
CONSENT_WITHDRAWN = "Persetujuan ditarik. Nama pengurus tidak lagi ditayangkan."
EVIDENCE_CHANGED = "Dokumen diubah dan menunggu verifikasi petugas."
EVIDENCE_UNCHANGED = "Tidak ada yang berubah."
NO_SUCH_DOCUMENT = Wording("Dokumen itu tidak ada pada organisasi ini, atau sudah ditarik.")
EVIDENCE_WITHDRAWN = "Dokumen ditarik."

#: The last parts of the addresses at which steps are taken, in the order of ``pages.standing``.
STEPS = ("pengiriman", "penayangan", "pengembalian", "penangguhan", "pengarsipan")
EVIDENCE_ADDED = "Dokumen dicatat dan menunggu verifikasi petugas."
FILE_ATTACHED = "Berkas tersimpan dan menunggu verifikasi petugas."
FILE_MISSING = Wording("Pilih berkasnya dahulu.")
FILE_AGAIN = Wording("Berkasnya belum tersimpan; pilih sekali lagi.")
EVIDENCE_ACCEPTED = "Putusan tersimpan: diterima."
REJECTION_ANNOUNCED = Wording(
    "Rencana penolakan diberitahukan kepada organisasi, yang dapat menjawab sampai {day}. "
    "Sampai diputuskan, dokumen ini tetap seperti semula."
)
PASSWORD_HINT = Wording(
    "Paling sedikit {least} huruf; kalimat pendek pun baik.", least=PASSWORD_MIN
)
LOGGED_OUT = "Anda sudah keluar."
SESSION_OVER = Wording(
    "Sesi Anda sudah berakhir, misalnya karena petugas tidak memakainya selama {minutes} menit. "
    "Masuk lagi untuk melanjutkan.",
    minutes=int(IDLE_LIMIT.total_seconds() // 60),
)
LOGGED_OUT_ELSEWHERE = Wording("Peramban lain yang dikeluarkan: {count}.")
CHOSEN = "Kata sandi tersimpan. Masuk dengan kata sandi itu."
LETTER_SENT = "Bila surel itu mempunyai akun, tautannya sudah kami kirim. Periksa kotak surat Anda."
CODES_OFF = "Kode sekali pakai dimatikan."
INVITED = "Undangan dikirim."
PERSON_REMOVED = "Akun itu dilepaskan dan tidak dapat masuk lagi."
SESSION_ENDED = "Peramban itu dikeluarkan."
ACCESS_REVOKED = "Token itu dicabut."
LOGGED_OUT_EVERYWHERE = (
    "Kata sandi diganti, dan semua peramban serta token akun ini berakhir. Masuk dengan yang baru."
)

#: The questions of the self check beside documents, by the name they have there.
CHECK_LABELS: Mapping[str, Wording] = _worded(
    {
        "legal_form": "Bentuk organisasi",
        "permanent_staff": "Jumlah tenaga tetap",
        "last_work_year": "Tahun terakhir mengerjakan pekerjaan sejenis",
        "package_urusan": "Bidang urusan paket",
        "urusan": "Bidang urusan organisasi",
        "partnering": "Pekerjaan dilaksanakan bersama mitra",
    }
)

NOT_SHOWABLE = "Jenis berkas ini tidak dapat ditampilkan; unduhlah."
SEARCH_SAVED = "Pencarian tersimpan."
SEARCH_DELETED = "Pencarian dihapus dari daftar Anda."
ACCOUNT_CHANGED = "Perubahan akun tersimpan."
CREDENTIALS_REVOKED = Wording("Sesi dan token yang dicabut: {count}.")
JOURNAL_SOUND = Wording("{count} catatan terakhir jurnal utuh dan bersambung.")
