"""The states of pages for those who are logged in: organizations, officers, administrators."""

from __future__ import annotations

import re

from tests.browser.states import OUTSIDE, State

_DARK = ("dark",)
_STEPS = ("identitas", "legalitas", "bidang", "pengurus", "bukti", "periksa")

_KEEPER = "keeper"
_OWN = "/ormas/{own}"

_KEEPING = (
    State("ormas-sendiri", _OWN, _KEEPER, also=("print",)),
    State("ormas-sendiri-inggris", _OWN, _KEEPER, language="en"),
    State("ormas-riwayat-sendiri", f"{_OWN}/riwayat", _KEEPER),
    State("jawaban-keliru", _OWN, _KEEPER, act="answer nothing", status=422),
    State("dokumen-baru-keliru", _OWN, _KEEPER, act="add a document badly", status=422),
    State("dokumen-ubah", f"{_OWN}/dokumen/{{own_document}}/ubah", _KEEPER),
    State(
        "dokumen-ubah-keliru",
        f"{_OWN}/dokumen/{{own_document}}/ubah",
        _KEEPER,
        act="change a document badly",
        status=422,
    ),
    *(State(f"isi-{step}", f"{_OWN}/isi/{step}", _KEEPER) for step in _STEPS),
    State("isi-pratinjau", f"{_OWN}/isi/pratinjau", _KEEPER),
    State("pengalaman", f"{_OWN}/pengalaman", _KEEPER),
    State(
        "pengalaman-keliru",
        f"{_OWN}/pengalaman",
        _KEEPER,
        act="add an experience badly",
        status=422,
    ),
    State("pengurus-akun", f"{_OWN}/pengurus-akun", _KEEPER),
    State("pengurus-akun-keliru", f"{_OWN}/pengurus-akun", _KEEPER, act="invite badly", status=422),
    State("daftar-lagi", "/daftar", _KEEPER),
    State("akun-penuh", "/akun", _KEEPER),
    State("akun-keliru", "/akun", _KEEPER, act="change the password badly", status=422),
    State("galat-403", "/petugas", _KEEPER, status=403),
)

_NEWCOMER = "newcomer"
_BEGUN = "/ormas/{begun}/isi"

_BEGINNING = (
    State("ormas-draf-sendiri", "/ormas/{begun}", _NEWCOMER),
    State("isi-baru", f"{_BEGUN}/identitas", _NEWCOMER),
    State("isi-baru-inggris", f"{_BEGUN}/identitas", _NEWCOMER, language="en"),
    State("isi-baru-tanpa-skrip", f"{_BEGUN}/pengurus", _NEWCOMER, script=False),
    State("isi-baru-bukti", f"{_BEGUN}/bukti", _NEWCOMER),
    State("isi-baru-bukti-keliru", f"{_BEGUN}/bukti", _NEWCOMER, act="send badly"),
    State(
        "isi-baru-bukti-keliru-tanpa-skrip",
        f"{_BEGUN}/bukti",
        _NEWCOMER,
        act="send badly",
        status=422,
        script=False,
    ),
    State("isi-baru-periksa", f"{_BEGUN}/periksa", _NEWCOMER),
    State("isi-baru-periksa-keliru", f"{_BEGUN}/periksa", _NEWCOMER, act="hand in", status=422),
    State("isi-keliru", f"{_BEGUN}/legalitas", _NEWCOMER, act="fill in badly", status=422),
    State("isi-ketikan", f"{_BEGUN}/legalitas", _NEWCOMER, also=_DARK),
    State("isi-periksa-ketikan", f"{_BEGUN}/periksa", _NEWCOMER, also=_DARK),
    State("masuk-lagi", f"{_BEGUN}/identitas", _NEWCOMER, act="save after the end", status=400),
    State("pengurus-akun-sendiri", "/ormas/{begun}/pengurus-akun", _NEWCOMER),
)

_TALKATIVE = "talkative"
_LONG = "/ormas/{long}"

_LENGTHS = (
    State("ormas-panjang-sendiri", _LONG, _TALKATIVE),
    *(State(f"isi-panjang-{step}", f"{_LONG}/isi/{step}", _TALKATIVE) for step in _STEPS),
    State("akun-panjang", "/akun", _TALKATIVE),
    State("pencarian-panjang", "/pencarian-tersimpan", _TALKATIVE),
    State("pengurus-akun-panjang", f"{_LONG}/pengurus-akun", _TALKATIVE),
    State("pengalaman-panjang", f"{_LONG}/pengalaman", _TALKATIVE),
)

_OFFICER = "officer"
_DESK = "/petugas/dokumen"

_OFFICES = (
    State("petugas", "/petugas", _OFFICER, also=_DARK),
    State("petugas-inggris", "/petugas", _OFFICER, language="en"),
    State("petugas-dokumen", f"{_DESK}/{{pdf}}", _OFFICER),
    State("petugas-gambar", f"{_DESK}/{{picture}}", _OFFICER, also=_DARK),
    State("petugas-gambar-tanpa-skrip", f"{_DESK}/{{picture}}", _OFFICER, script=False),
    State("petugas-tanpa-berkas", f"{_DESK}/{{bare}}", _OFFICER),
    State("petugas-sudah-diputus", f"{_DESK}/{{decided}}", _OFFICER),
    State("petugas-panjang", f"{_DESK}/{{long_document}}", _OFFICER),
    State(
        "petugas-ditolak", f"{_DESK}/{{bare}}", _OFFICER, act="reject without a reason", status=422
    ),
    State("ormas-petugas", "/ormas/{regional}", _OFFICER),
    State("ormas-panjang-petugas", _LONG, _OFFICER),
    State("ormas-menunggu", "/ormas/{submitted}", _OFFICER),
    State("ormas-draf", "/ormas/{draft}", _OFFICER),
    State("tanda-keliru", "/ormas/{regional}", _OFFICER, act="flag badly", status=422),
    State("penangguhan-keliru", "/ormas/{regional}", _OFFICER, act="suspend badly", status=422),
    State("putusan-keliru", "/ormas/{handed}", _OFFICER, act="decide badly", status=422),
    State("cari-petugas", "/?q=kesehatan", _OFFICER),
    State("pencarian-tersimpan", "/pencarian-tersimpan", _OFFICER),
    State("pencarian-keliru", "/?q=kesehatan", _OFFICER, act="save without a name", status=422),
)

_IDLE = (
    State("petugas-kosong", "/petugas", "idle"),
    State("petugas-dokumen-kosong", _DESK, "idle"),
    State("pencarian-tersimpan-kosong", "/pencarian-tersimpan", "idle"),
    State("akun", "/akun", "idle"),
    State("kode", "/akun/kode", "idle"),
    State("kode-kunci", "/akun/kode", "idle", act="show the key"),
    State("kode-keliru", "/akun/kode", "idle", act="confirm a wrong code", status=422),
    State("kode-kertas", "/akun/kode", "idle", act="confirm the code"),
    State("kode-aktif", "/akun/kode", "idle"),
)

_BOSS = "boss"

_ADMINISTRATION = (
    State("admin", "/admin", _BOSS, also=_DARK),
    State("admin-diperiksa", "/admin", _BOSS, act="check the journal"),
    State("admin-inggris", "/admin", _BOSS, language="en"),
    State("admin-akun", "/admin/akun", _BOSS),
    State("admin-akun-keliru", "/admin/akun", _BOSS, act="invite nobody", status=422),
    State("admin-akun-kosong", "/admin/akun?halaman=99", _BOSS),
    State("admin-akun-satu", "/admin/akun/{officer_account}", _BOSS),
    State(
        "admin-akun-keliru-wilayah",
        "/admin/akun/{officer_account}",
        _BOSS,
        act="move badly",
        status=422,
    ),
    State("admin-akun-nonaktif", "/admin/akun/{disabled_account}", _BOSS),
    State("admin-akun-panjang", "/admin/akun/{long_account}", _BOSS),
    State("admin-akun-diundang", "/admin/akun/{invited_account}", _BOSS),
    State("admin-akun-sendiri", "/admin/akun/{own_account}", _BOSS),
)

INSIDE = (*_KEEPING, *_BEGINNING, *_LENGTHS, *_OFFICES, *_IDLE, *_ADMINISTRATION)

STATES = (*OUTSIDE, *INSIDE)


def _one_for_each_page() -> frozenset[State]:
    """Return the first state of each page, whoever's it is, with scripts and without."""
    firsts: dict[tuple[str, bool], State] = {}
    for state in STATES:
        page = re.sub(r"{\w+}", "", state.path.partition("?")[0])
        firsts.setdefault((page, state.script), state)
    return frozenset(firsts.values())


#: Where Tab is pressed all through the page.
BY_KEYS = _one_for_each_page()
