"""Every page of the application and the states it can be in: photographed, and swept for defects.

``{own}`` and the like in a path are places of the registry that ``scene.prepare`` fills. A page of the
application that is not listed here fails ``tests/pages/test_states.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class State:
    """A page as somebody sees it.

    ``who`` is logged in (``scene.PEOPLE``), nobody if empty; ``act`` is a further step taken on the
    page (``acts.ACTS``); ``also`` names pictures besides: ``dark``, ``print``. States of one ``who``
    are visited one after the other, in this order, in one browser.
    """

    name: str
    path: str
    who: str = ""
    act: str = ""
    status: int = 200
    language: str = "id"
    script: bool = True
    also: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether what was sent came back as a page that says what is wrong with it."""
        return "keliru" in self.name and self.status != HTTPStatus.OK


_DARK, _PRINT = ("dark",), ("print",)

_SOME = "id={first}&id={second}&id={qualified}&id={not_qualified}&id={incomplete}"

_SEARCHES = (
    State("cari", "/"),
    State("cari-tanpa-skrip", "/", script=False),
    State("cari-inggris", "/", language="en"),
    State("cari-hasil", "/?q=kesehatan+ibu", also=_DARK),
    State("cari-hasil-tanpa-skrip", "/?q=kesehatan+ibu&sort=name", script=False),
    State("cari-saring", "/?q=pelatihan&region=73&urusan=1.06&urusan=2.08"),
    State("cari-panel", "/?region=73.71&qualified_on=2026-11-20#saring"),
    State("cari-kelebihan", "/?strength=audited&strength=accountability"),
    State("cari-kosong", "/?q=kesehatan&region=96.71&urusan=3.26&legal_form=perkumpulan"),
    State("cari-tempat", "/?q=kesehatan+ibu+di+Bandung"),
    State("cari-ejaan", "/?q=kesehtan+ibu"),
    State("cari-saran", "/", act="type into the search"),
    State("cari-dipilih", f"/?q=pelatihan&{_SOME.replace('id=', 'banding=')}"),
    State("cari-dipilih-enam", f"/?{_SOME.replace('id=', 'banding=')}&banding={{sanctioned}}"),
    State("cari-keliru", "/?q=air+bersih&qualified_on=besok&urusan=9.99", status=400),
    State("cari-panjang", "/?q={long_name}"),
    State("cari-kata-panjang", "/?q={long_word}"),
)

_COVERAGES = (
    State("cakupan", "/cakupan", also=("dark", "print")),
    State("cakupan-inggris", "/cakupan?region=73&urusan=1.02", language="en"),
    State("cakupan-bidang", "/cakupan?urusan=1.02"),
    State("cakupan-provinsi", "/cakupan?region=32&basis=declared"),
    State("cakupan-keduanya", "/cakupan?region=73&urusan=1.02"),
    State("cakupan-kosong", "/cakupan?region=96&urusan=3.26"),
    State("cakupan-keliru", "/cakupan?qualified_on=besok&urusan=9.99", status=400),
)

_ORGANIZATIONS = (
    State("ormas-qualified", "/ormas/{qualified}", also=_PRINT),
    State("ormas-not_qualified", "/ormas/{not_qualified}", also=_DARK),
    State("ormas-incomplete", "/ormas/{incomplete}"),
    State("ormas-inggris", "/ormas/{not_qualified}", language="en"),
    State("ormas-tanpa-skrip", "/ormas/{incomplete}", script=False),
    State("ormas-sanksi", "/ormas/{sanctioned}"),
    State("ormas-ditangguhkan", "/ormas/{suspended}"),
    State("ormas-diarsipkan", "/ormas/{archived}"),
    State("ormas-kontrak", "/ormas/{not_qualified}?until=2027-06-30&on=2026-11-20"),
    State("ormas-keliru", "/ormas/{not_qualified}?on=besok", status=400),
    State("ormas-panjang", "/ormas/{long}", also=_PRINT),
    State("ormas-riwayat", "/ormas/{not_qualified}/riwayat"),
    State("ormas-riwayat-panjang", "/ormas/{long}/riwayat"),
)

_PAIR = "id={first}&id={not_qualified}"

_COMPARISONS = (
    State("bandingkan", f"/bandingkan?{_SOME}", also=("dark", "print")),
    State("bandingkan-beda", f"/bandingkan?{_PAIR}&hanya=beda&basis=declared"),
    State("bandingkan-tambah", "/bandingkan?id={first}&id=tidak-ada&cari=pelatihan"),
    State("bandingkan-kosong", "/bandingkan"),
    State("bandingkan-panjang", "/bandingkan?id={long}&id={first}&cari={long_word}"),
    State("bandingkan-keliru", f"/bandingkan?{_PAIR}&on=besok", status=400),
    State("bandingkan-inggris", f"/bandingkan?{_PAIR}", language="en"),
)

_CHECK = "/persyaratan/periksa"
_HAVE = "&legal_form=yayasan&permanent_staff=5&deed=1&ministerial_decree=1&articles=1"

_RULES = (
    State("persyaratan", "/persyaratan"),
    State("persyaratan-lama", "/persyaratan?aturan=lkpp-8-2018"),
    State("persyaratan-inggris", "/persyaratan", language="en"),
    State("periksa", _CHECK),
    State("periksa-hasil", f"{_CHECK}?dijawab=1{_HAVE}&kswp-issued_on=2025-02-01"),
    State("periksa-paket", f"{_CHECK}?dijawab=1{_HAVE}&package_urusan=1.02", also=_DARK),
    State("periksa-keliru", f"{_CHECK}?dijawab=1{_HAVE}&kswp=1&permanent_staff=lima", status=422),
    State("panduan", "/panduan"),
    State("panduan-inggris", "/panduan", language="en"),
    State("tentang", "/tentang"),
)

_DOORS = (
    State("daftar", "/daftar"),
    State("daftar-inggris", "/daftar", language="en"),
    State("daftar-keliru", "/daftar", act="register badly", status=422),
    State("daftar-keliru-tanpa-skrip", "/daftar", act="register badly", status=422, script=False),
    State("masuk", "/masuk"),
    State("masuk-keliru", "/masuk", act="log in wrongly", status=401),
    State("lupa-sandi", "/lupa-kata-sandi"),
    State("lupa-sandi-terkirim", "/lupa-kata-sandi", act="ask for a letter"),
    State("lupa-sandi-terlalu-sering", "/lupa-kata-sandi", act="ask too often", status=429),
    State("undangan", "{invitation}"),
    State("undangan-keliru", "{invitation}", act="choose a bad password", status=422),
    State("undangan-terpakai", "{used_invitation}", status=404),
    State("sandi-baru", "{reset}"),
    State("sandi-baru-terpakai", "{used_reset}", status=404),
)

#: ``/uji`` is of the tests' own site: there the application answers as it does in trouble.
_TROUBLES = (
    State("galat-400", "/?q=%FF", status=400),
    State("galat-404", "/ormas/tidak-ada", status=404),
    State("galat-404-inggris", "/tidak/ada", status=404, language="en"),
    State("galat-405", "/keluar", status=405),
    State("galat-413", "/uji/413", status=413),
    State("galat-429", "/uji/429", status=429),
    State("galat-500", "/uji/500", status=500),
    State("galat-503", "/uji/503", status=503),
)

#: What anybody can see.
OUTSIDE = (
    *_SEARCHES,
    *_COVERAGES,
    *_ORGANIZATIONS,
    *_COMPARISONS,
    *_RULES,
    *_DOORS,
    *_TROUBLES,
)
