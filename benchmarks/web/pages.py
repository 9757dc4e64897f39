"""The pages that people open: who, and which addresses; the searches that a slow line is to show.

What stands in braces is drawn anew for each request: ``benchmarks.web.visitors``.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.web.visitors import ADMINISTRATOR, KEEPER, NEWCOMER, OFFICER, PUBLIC

#: Every page that the application answers a GET with; a test holds it to that.
PAGES: Sequence[tuple[str, str]] = (
    (PUBLIC, "/"),
    (PUBLIC, "{search}"),
    (OFFICER, "{search}"),
    (PUBLIC, "/saran?q={typed}"),
    (PUBLIC, "/ormas/{published}"),
    (OFFICER, "/ormas/{local}"),
    (KEEPER, "/ormas/{own}"),
    (PUBLIC, "/ormas/{published}.json"),
    (PUBLIC, "/ormas/{published}/riwayat"),
    (OFFICER, "/ormas/{local}/riwayat"),
    (PUBLIC, "/bandingkan"),
    (PUBLIC, "/bandingkan?{five}"),
    (PUBLIC, "/bandingkan.xlsx?{five}"),
    (PUBLIC, "/cakupan"),
    (PUBLIC, "/cakupan?region=32&basis=declared"),
    (PUBLIC, "/cakupan?urusan=1.02"),
    (PUBLIC, "/cakupan.csv"),
    (PUBLIC, "/persyaratan"),
    (PUBLIC, "/persyaratan/periksa"),
    (PUBLIC, "/persyaratan/periksa?dijawab=1&legal_form=yayasan&deed=1&permanent_staff=5"),
    (PUBLIC, "/panduan"),
    (PUBLIC, "/tentang"),
    (PUBLIC, "/bahasa/en"),
    (PUBLIC, "/daftar"),
    (PUBLIC, "/masuk"),
    (PUBLIC, "/lupa-kata-sandi"),
    (PUBLIC, "{invitation}"),
    (KEEPER, "/akun"),
    (KEEPER, "/akun/kode"),
    (NEWCOMER, "/ormas/{draft}/isi"),
    (NEWCOMER, "/ormas/{draft}/isi/identitas"),
    (KEEPER, "/ormas/{own}/isi/identitas"),
    (KEEPER, "/ormas/{own}/isi/legalitas"),
    (KEEPER, "/ormas/{own}/isi/bidang"),
    (KEEPER, "/ormas/{own}/isi/pengurus"),
    (KEEPER, "/ormas/{own}/isi/bukti"),
    (NEWCOMER, "/ormas/{draft}/isi/periksa"),
    (KEEPER, "/ormas/{own}/isi/pratinjau"),
    (KEEPER, "/ormas/{own}/ubah"),
    (KEEPER, "/ormas/{own}/pengalaman"),
    (KEEPER, "/ormas/{own}/pengurus-akun"),
    (KEEPER, "/ormas/{file}/ubah"),
    (OFFICER, "/ormas/{file}/berkas"),
    (OFFICER, "/ormas/{file}/berkas/tampil"),
    (OFFICER, "/petugas"),
    (OFFICER, "/petugas?berakhir=semua"),
    (OFFICER, "/petugas/dokumen"),
    (OFFICER, "/petugas/dokumen/{document}"),
    (OFFICER, "/pencarian-tersimpan"),
    (ADMINISTRATOR, "/petugas"),
    (ADMINISTRATOR, "/petugas/dokumen"),
    (ADMINISTRATOR, "/admin"),
    (ADMINISTRATOR, "/admin/akun"),
    (ADMINISTRATOR, "/admin/akun/{account}"),
)

#: Searches of which the results are waited for: all, a common word, several words, filters, one word
#: that is misspelled.
SEARCHES = (
    "/",
    "/?q=pelatihan",
    "/?q=kesehatan+ibu+di+Bandung",
    "/?q=pelatihan&region=73&urusan=1.06&urusan=2.08",
    "/?q=kesehtan&region=32",
)
